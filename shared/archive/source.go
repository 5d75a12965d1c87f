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
type Source = ArchiveReader

// Moment is a time in a room's life that somebody gave a name.
type Moment struct {
	At   time.Time
	Name string
	By   room.Author // who named it, and when
}

// Album keeps the moments of rooms.
type Album interface {
	// Moments lists a room's, oldest first.
	Moments(ctx context.Context, id room.ID) ([]Moment, error)
	// Remember keeps a moment. One of that time that has a name is ErrNamed, and keeps
	// it; a room that has MaxMoments is ErrManyMoments.
	Remember(ctx context.Context, id room.ID, m Moment) error
	// Forget takes the name of a moment away; one that has none is no error.
	Forget(ctx context.Context, id room.ID, at time.Time) error
}

// MaxMoments is how many names a room may have: they are listed in one answer.
const MaxMoments = 200

// What an Album refuses.
var (
	ErrNamed       = errors.New("that moment has a name already")
	ErrManyMoments = errors.New("the room has 200 named moments already")
)

// AddMoment is a room's moments with one more, as Remember promises; for an Album.
func AddMoment(all []Moment, m Moment) ([]Moment, error) {
	at, there := findMoment(all, m.At)
	switch {
	case there:
		return nil, ErrNamed
	case len(all) >= MaxMoments:
		return nil, ErrManyMoments
	}
	return slices.Insert(slices.Clone(all), at, m), nil
}

// RemoveMoment is a room's moments without that of a time, as Forget promises; for an
// Album.
func RemoveMoment(all []Moment, at time.Time) []Moment {
	n, there := findMoment(all, at)
	if !there {
		return all
	}
	return slices.Delete(slices.Clone(all), n, n+1)
}

func findMoment(all []Moment, at time.Time) (int, bool) {
	return slices.BinarySearchFunc(all, at, func(m Moment, at time.Time) int { return m.At.Compare(at) })
}

// Shelf is the archive of all rooms.
type Shelf interface {
	// Rooms walks the rooms that have one, in no order.
	Rooms(ctx context.Context) iter.Seq2[room.ID, error]
	// Erase removes all that is kept of a room that was deleted at a time, and drops
	// what the stream brings of it later. Doing it again is no error.
	Erase(ctx context.Context, id room.ID, at time.Time) error
}
