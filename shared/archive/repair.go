package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Repairer is an archive whose snapshots can be written again.
type Repairer interface {
	Store
	// SetHourly stores s as the hourly snapshot of the time s.At, and replaces one that exists.
	SetHourly(ctx context.Context, s Snapshot) error
	// PutErased stores the time of a room's deletion separately from the newest snapshot,
	// unless there is that or a later one. It replaces an object that can't be decoded. written
	// reports whether it wrote.
	PutErased(ctx context.Context, id room.ID, at time.Time) (written bool, err error)
}

// ErrNotWhole means that a room's history lacks changes: a snapshot that was made from it would
// lack them, too.
var ErrNotWhole = errors.New("the history is not whole: nothing was rebuilt from it")

// Repair writes again, from the history, the snapshots that Verify found missing, damaged or wrong,
// and the object with the time of the deletion from the newest snapshot. It returns the number of
// objects that it wrote. If the history is not whole, it writes no snapshot and returns
// ErrNotWhole.
func Repair(ctx context.Context, a Repairer, id room.ID, r Report) (written int, err error) {
	if erased := r.Replayed.Erased; !erased.IsZero() {
		changed, err := a.PutErased(ctx, id, erased)
		if err != nil {
			return 0, fmt.Errorf("repair %s: %w", id, err)
		}
		if changed {
			written++
		}
	}
	if !r.newest && len(r.hourly) == 0 {
		return written, nil
	}
	if !r.whole {
		return written, ErrNotWhole
	}
	slices.SortFunc(r.hourly, time.Time.Compare)
	for _, at := range r.hourly {
		s, err := hourlyAgain(ctx, a, id, at, r.Replayed.Erased)
		if err != nil {
			return written, fmt.Errorf("repair %s: %w", id, err)
		}
		if !s.At.Equal(at) {
			continue // no change was made at that time
		}
		if err := a.SetHourly(ctx, s); err != nil {
			return written, fmt.Errorf("repair %s: %w", id, err)
		}
		written++
	}
	if !r.newest {
		return written, nil
	}
	return written + 1, replaceNewest(ctx, a, id)
}

// hourlyAgain returns the state at a time, from the hourly snapshot before and the history since.
func hourlyAgain(ctx context.Context, a Reader, id room.ID, at, erased time.Time) (Snapshot, error) {
	s, err := hourlyBefore(ctx, a, id, at.Add(-time.Millisecond), erased)
	if err != nil {
		return s, err
	}
	for c, err := range a.History(ctx, id, since(s)) {
		if err != nil {
			return s, err
		}
		if c.By().At.After(at) {
			break
		}
		if c.By().At.After(erased) {
			Fold(&s, []Change{c})
		}
	}
	s.sweep()
	return s, nil
}

func replaceNewest(ctx context.Context, a Repairer, id room.ID) error {
	stored, revision, err := a.Snapshot(ctx, id)
	if _, lost := errors.AsType[*DamagedError](err); lost || err != nil && !errors.Is(err, ErrUnreadable) {
		return err
	}
	s, err := Rebuild(ctx, a, id, stored.Erased)
	if err != nil {
		return err
	}
	return a.Replace(ctx, s, revision)
}

// PutHourlies stores an hourly snapshot for each hour of a room's history, but for the last one, as
// Ingest does. newest is the newest state of the room: its rows that the history lacks are in all
// of them.
func PutHourlies(ctx context.Context, a Store, newest Snapshot) error {
	s := Snapshot{Room: newest.Room, Erased: newest.Erased}
	begun := false
	for c, err := range a.History(ctx, newest.Room, time.Time{}) {
		if err != nil {
			return err
		}
		at := c.By().At
		if !begun {
			begun = true
			for _, row := range newest.rows() {
				if row.By().At.Before(at) {
					Fold(&s, []Change{row})
				}
			}
		} else if at.Truncate(HourlyInterval).After(s.At) {
			if err := a.PutHourly(ctx, s); err != nil {
				return err
			}
		}
		Fold(&s, []Change{c})
		s.sweep()
	}
	return nil
}

// Merge replaces the newest snapshot of s's room by one that has the newest rows of both: of a room
// that was copied from another archive, and may have been changed or deleted since. It returns the
// stored snapshot.
func Merge(ctx context.Context, a Repairer, s Snapshot) (Snapshot, error) {
	for range ingestAttempts {
		merged, revision, _, err := newest(ctx, a, s.Room)
		if err != nil {
			return merged, fmt.Errorf("newest snapshot of %s: %w", s.Room, err)
		}
		merged.merge(s)
		if !merged.Erased.IsZero() {
			if _, err := a.PutErased(ctx, s.Room, merged.Erased); err != nil {
				return merged, fmt.Errorf("merge %s: %w", s.Room, err)
			}
		}
		if err = a.Replace(ctx, merged, revision); !errors.Is(err, ErrReplaced) {
			return merged, err
		}
	}
	return Snapshot{}, fmt.Errorf("replace snapshot of %s: %w", s.Room, ErrReplaced)
}
