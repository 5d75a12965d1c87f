// Package history looks back: what a room was at a moment, who did what to it, what
// differs between two moments. It decides on values that an archive gives it, and
// knows no technology.
//
// Reading order: source.go (what it needs), look.go (a moment), page.go (who did
// what), diff.go (what differs), check.go (does all of it agree).
package archive

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Source is what looking back needs of an archive.
type Source = Reader

// NamedVersion is a time in a room's life that somebody gave a name.
type NamedVersion struct {
	At   time.Time
	Name string
	By   room.Author // who named it, and when
}

// NamedVersions keeps the moments of rooms.
type NamedVersions interface {
	// ListNamedVersions lists a room's, oldest first.
	ListNamedVersions(ctx context.Context, id room.ID) ([]NamedVersion, error)
	// PutNamedVersion keeps a moment. One of that time that has a name is ErrNamed, and keeps
	// it; a room that has MaxMoments is ErrManyMoments; one that was deleted after the name
	// was given (m.By.At) is room.ErrNoRoom.
	PutNamedVersion(ctx context.Context, id room.ID, m NamedVersion) error
	// DeleteNamedVersion takes the name of a moment away; one that has none is no error.
	DeleteNamedVersion(ctx context.Context, id room.ID, at time.Time) error
}

// MaxNamedVersions is how many names a room may have: they are listed in one answer.
const MaxNamedVersions = 200

// What an Album refuses.
var (
	ErrExists          = errors.New("that moment has a name already")
	ErrTooManyVersions = errors.New("the room has 200 named moments already")
)

// AddNamedVersion is a room's moments with one more, as Remember promises; for an Album.
func AddNamedVersion(all []NamedVersion, m NamedVersion) ([]NamedVersion, error) {
	at, there := findNamedVersion(all, m.At)
	switch {
	case there:
		return nil, ErrExists
	case len(all) >= MaxNamedVersions:
		return nil, ErrTooManyVersions
	}
	return slices.Insert(slices.Clone(all), at, m), nil
}

// RemoveNamedVersion is a room's moments without that of a time, as Forget promises; for an
// Album.
func RemoveNamedVersion(all []NamedVersion, at time.Time) []NamedVersion {
	n, there := findNamedVersion(all, at)
	if !there {
		return all
	}
	return slices.Delete(slices.Clone(all), n, n+1)
}

func findNamedVersion(all []NamedVersion, at time.Time) (int, bool) {
	return slices.BinarySearchFunc(all, at, func(m NamedVersion, at time.Time) int { return m.At.Compare(at) })
}

// Catalog is the archive of all rooms.
type Catalog interface {
	// Rooms walks the rooms that have one, in no order.
	Rooms(ctx context.Context) iter.Seq2[room.ID, error]
	// Erase removes all that is kept of a room that was deleted at a time, and drops
	// what the stream brings of it later. Doing it again is no error.
	Erase(ctx context.Context, id room.ID, at time.Time) error
}
