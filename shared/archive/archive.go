package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Reader reads what an archive has of a room.
type Reader interface {
	// Snapshot reads the newest snapshot and its revision. A room that has none gets an
	// empty one, with the time of its deletion and without a revision; one that is there
	// and can't be read is ErrUnreadable, with both. What a newer schema wrote is a
	// *NewerSchemaError (MG2).
	Snapshot(ctx context.Context, id room.ID) (Snapshot, Revision, error)
	// HourlyTimes are the times of the dated snapshots, oldest first.
	HourlyTimes(ctx context.Context, id room.ID) ([]time.Time, error)
	// Hourly reads the snapshot of one of the Dates, with the errors of Snapshot.
	Hourly(ctx context.Context, id room.ID, at time.Time) (Snapshot, error)
	// History iterates over the changes of a room that were made at from or later, in the
	// order of Change.Compare, each once. The zero time means from the first change. For a
	// part of the history that can't be decoded it yields a *DamagedError, and continues
	// after it if the caller does. Any other error is the last value.
	History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[Change, error]
}

// Store keeps rooms outside the table: their history, and their snapshots.
type Store interface {
	Reader
	// Append puts changes into history, in any order. A change that is there already
	// is no error: the stream repeats itself (SN2).
	Append(ctx context.Context, id room.ID, changes []Change) error
	// Replace writes s if the stored snapshot is still that revision; else it is
	// ErrReplaced and nothing is written.
	Replace(ctx context.Context, s Snapshot, r Revision) error
	// PutHourly puts s beside the newest one, under the time of the newest change in it.
	// One that is there already stays as it is.
	PutHourly(ctx context.Context, s Snapshot) error
	// Purge removes from history and the hourly snapshots what was made at or before until,
	// the time of the room's deletion, and was written after the deletion. History may lose
	// later changes of the batches that it was written with.
	Purge(ctx context.Context, id room.ID, until time.Time) error
}

// Revision names one stored snapshot, so that only it can be replaced; "" is none.
type Revision string

var (
	// ErrReplaced says that someone else has replaced the snapshot.
	ErrReplaced = errors.New("snapshot was replaced by another")
	// ErrUnreadable says that a snapshot, or a part of history, is there and is none.
	ErrUnreadable = errors.New("can't be read")
)

// DamagedError is the error for a part of a room's history, in one object, that can't be
// decoded. It wraps ErrUnreadable.
type DamagedError struct {
	Key         string    // the object
	First, Last time.Time // of the changes in it; both zero if they are not known
	Err         error     // of the decoding
}

func (e *DamagedError) Error() string   { return fmt.Sprintf("%s %v: %v", e.Key, ErrUnreadable, e.Err) }
func (e *DamagedError) Unwrap() []error { return []error{ErrUnreadable, e.Err} }

// Overlaps reports whether the part may have a change made from from to to, both included.
// A zero time is no bound.
func (e *DamagedError) Overlaps(from, to time.Time) bool {
	if e.Last.IsZero() {
		return true
	}
	return (from.IsZero() || !e.Last.Before(from)) && (to.IsZero() || !e.First.After(to))
}

// HourlyInterval is how far apart dated snapshots are at least (SN6): to look back at a
// moment costs an hour's history at most.
const HourlyInterval = time.Hour

// Lateness bounds how much later than a newer change an older one of the same room may
// be archived: functions' clocks are up to a minute apart, and so are batches of the
// stream that are carried out side by side. Only the changes of one row come in order.
const Lateness = 2 * time.Minute

// ingestAttempts bounds the races for one snapshot, in which one batch is stored in each
// round; ten batches of a shard may be under way. The stream comes back for more.
const ingestAttempts = 12

// Ingest puts changes of one room into history and brings its snapshot up. Doing it
// again changes nothing (SN2, SN3).
func Ingest(ctx context.Context, a Store, id room.ID, changes []Change) error {
	for range ingestAttempts {
		s, revision, rebuilt, err := newest(ctx, a, id)
		if err != nil {
			return fmt.Errorf("read snapshot of %s: %w", id, err)
		}
		if s.erasedAny(changes) {
			// This or an earlier attempt may have read the snapshot before the room was deleted,
			// and have written its changes after the deletion.
			if err := a.Purge(ctx, id, s.Erased); err != nil {
				return fmt.Errorf("purge %s: %w", id, err)
			}
		}
		rest := s.unarchived(changes)
		if len(rest) == 0 && !rebuilt {
			return nil
		}
		err = ingest(ctx, a, s, revision, rest)
		if !errors.Is(err, ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace snapshot of %s: %w", id, ErrReplaced)
}

func ingest(ctx context.Context, a Store, s Snapshot, r Revision, changes []Change) error {
	if len(changes) > 0 {
		if err := a.Append(ctx, s.Room, changes); err != nil {
			return fmt.Errorf("append history of %s: %w", s.Room, err)
		}
	}
	before := s
	before.Items = maps.Clone(s.Items)
	Fold(&s, changes)
	s.sweep()
	// The state at the end of an hour is dated when the next one begins.
	if !before.At.IsZero() && s.At.Truncate(HourlyInterval).After(before.At) {
		if err := a.PutHourly(ctx, before); err != nil {
			return fmt.Errorf("date snapshot of %s: %w", s.Room, err)
		}
	}
	return a.Replace(ctx, s, r)
}

// Newest is the newest snapshot, made anew where it is missing or can't be read (SN7).
func Newest(ctx context.Context, a Reader, id room.ID) (Snapshot, error) {
	s, _, _, err := newest(ctx, a, id)
	return s, err
}

// newest looks for an archived state also where there is no snapshot: it may have been
// lost. That costs a new room two listings, once.
func newest(ctx context.Context, a Reader, id room.ID) (s Snapshot, r Revision, rebuilt bool, err error) {
	s, r, err = a.Snapshot(ctx, id)
	if errors.Is(err, ErrUnreadable) || err == nil && r == "" {
		s, err = Rebuild(ctx, a, id, s.Erased)
		rebuilt = err == nil && (r != "" || !s.At.IsZero())
	}
	return s, r, rebuilt, err
}

// streamLife is how long the stream has a record: a change is archived, or repeated, no
// later than that after it was made.
const streamLife = 24 * time.Hour

// Rebuild makes a room's newest state of its newest dated snapshot that can be read and
// the history since, without what was made up to its deletion.
func Rebuild(ctx context.Context, a Reader, id room.ID, erased time.Time) (Snapshot, error) {
	s, err := newestHourly(ctx, a, id, erased)
	if err != nil {
		return s, fmt.Errorf("rebuild %s: %w", id, err)
	}
	var from time.Time
	if !s.At.IsZero() {
		from = s.At.Add(-streamLife)
	}
	for c, err := range a.History(ctx, id, from) {
		if err != nil {
			return s, fmt.Errorf("rebuild %s: %w", id, err)
		}
		if c.By().At.After(s.Erased) {
			Fold(&s, []Change{c})
		}
	}
	s.sweep()
	return s, nil
}

func newestHourly(ctx context.Context, a Reader, id room.ID, erased time.Time) (Snapshot, error) {
	empty := Snapshot{Room: id, Erased: erased}
	dates, err := a.HourlyTimes(ctx, id)
	if err != nil {
		return empty, err
	}
	for _, at := range slices.Backward(dates) {
		if !at.After(erased) {
			break
		}
		s, err := a.Hourly(ctx, id, at)
		if errors.Is(err, ErrUnreadable) {
			continue
		}
		if erased.After(s.Erased) {
			s.Erased = erased
		}
		return s, err
	}
	return empty, nil
}
