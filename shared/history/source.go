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
type Source interface {
	// Snapshot is room.Archive's.
	Snapshot(ctx context.Context, id room.ID) (room.Snapshot, room.Revision, error)
	// History is room.Archive's.
	History(ctx context.Context, id room.ID, after room.Sequence) iter.Seq2[room.Change, error]
	// Dates are the times of the dated snapshots, oldest first.
	Dates(ctx context.Context, id room.ID) ([]time.Time, error)
	// Dated reads the snapshot of one of the Dates.
	Dated(ctx context.Context, id room.ID, at time.Time) (room.Snapshot, error)
}

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
	// Forget takes the name of a moment away; one that has none is no error.
	Forget(ctx context.Context, id room.ID, at time.Time) error
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
