// Package history looks back: what a room was at a moment, who did what to it, what
// differs between two moments. It decides on values that an archive gives it, and
// knows no technology.
//
// Reading order: source.go (what it needs), look.go (a moment), page.go (who did
// what), diff.go (what differs), check.go (does all of it agree).
package history

import (
	"context"
	"errors"
	"iter"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Source is what looking back needs of an archive.
type Source = room.ArchiveReader

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
	// Remember keeps a moment; one of that time that has a name is ErrNamed, and
	// keeps it.
	Remember(ctx context.Context, id room.ID, m Moment) error
}

// ErrNamed says that a moment has a name already.
var ErrNamed = errors.New("that moment has a name already")

// Shelf is the archive of all rooms.
type Shelf interface {
	// Rooms walks the rooms that have one, in no order.
	Rooms(ctx context.Context) iter.Seq2[room.ID, error]
	// Erase removes all that is kept of a room that was deleted at a time, and drops
	// what the stream brings of it later. Doing it again is no error.
	Erase(ctx context.Context, id room.ID, at time.Time) error
}
