package archive

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Source is what the functions that read the past need of an archive.
type Source = Reader

// NamedVersion is a time for which somebody gave a room's state a name.
type NamedVersion struct {
	At   time.Time
	Name string
	By   room.Author // who gave the name, and when
}

// NamedVersions stores the named versions of rooms.
type NamedVersions interface {
	// ListNamedVersions returns the named versions of a room, oldest first.
	ListNamedVersions(ctx context.Context, id room.ID) ([]NamedVersion, error)
	// PutNamedVersion stores a named version. It returns ErrExists if the time has a name
	// already, ErrTooManyVersions if the room has MaxNamedVersions, and room.ErrNoRoom if the
	// room was deleted after the name was given (m.By.At).
	PutNamedVersion(ctx context.Context, id room.ID, m NamedVersion) error
	// DeleteNamedVersion deletes the named version of a time. It returns nil if there is none.
	DeleteNamedVersion(ctx context.Context, id room.ID, at time.Time) error
}

// MaxNamedVersions bounds the named versions of a room, which are listed in one answer.
const MaxNamedVersions = 200

// The errors of PutNamedVersion.
var (
	ErrExists          = errors.New("that time has a name already")
	ErrTooManyVersions = errors.New("the room has 200 named versions already")
)

// AddNamedVersion returns all, the named versions of a room, with m added, or an error of
// PutNamedVersion. Implementations of NamedVersions call it.
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

// RemoveNamedVersion returns all, the named versions of a room, without that of a time.
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

// Catalog lists and erases the archives of rooms.
type Catalog interface {
	// Rooms iterates over the rooms that have an archive, in no order.
	Rooms(ctx context.Context) iter.Seq2[room.ID, error]
	// Erase removes the archive of a room that was deleted at a time, and stores that time:
	// Ingest ignores changes up to it. Calling it again is not an error.
	Erase(ctx context.Context, id room.ID, at time.Time) error
}
