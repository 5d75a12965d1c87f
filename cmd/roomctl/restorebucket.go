package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

type restoreResult struct {
	Rooms  int          `json:"rooms"`
	Rows   int          `json:"rows"` // rows written
	Failed []failedRoom `json:"failed"`
	// Incomplete has the objects that can't be read and were not copied to the stack's bucket,
	// of rooms that were restored.
	Incomplete []failedRoom `json:"incomplete"`
}

func restoreFromBucket(
	ctx context.Context, a *app, t *stackConfig, selector roomSelector, from string, asJSON bool,
) error {
	source, err := a.archive(ctx, from)
	if err != nil {
		return err
	}
	store, err := a.openTable(ctx, t)
	if err != nil {
		return err
	}
	ids, err := selector.rooms(ctx, source)
	if err != nil {
		return err
	}
	sum := restoreResult{Incomplete: []failedRoom{}}
	step, done := a.progress("restoring", -1)
	sum.Failed, err = selector.each(ctx, a, ids, func(id room.ID) error {
		r, err := a.restoreRoom(ctx, t, store, source, id, from, step)
		if r.restored {
			sum.Rooms++
		}
		sum.Rows += r.written
		for _, left := range r.left {
			fmt.Fprintf(a.stderr, "%s: not copied: %v\n", id, left)
			sum.Incomplete = append(sum.Incomplete, failedRoom{Room: id, Error: left.Error()})
		}
		return err
	})
	done()
	if err != nil {
		return err
	}
	if asJSON {
		err = printJSON(a.stdout, sum)
	} else {
		_, err = fmt.Fprintf(a.stdout,
			"%d rooms, %d rows written; roomctl verify -all compares them with their history\n", sum.Rooms, sum.Rows)
	}
	if n := len(sum.Incomplete); n > 0 {
		err = errors.Join(err, fmt.Errorf("%d objects were not copied", n))
	}
	return errors.Join(err, errFailed(sum.Failed, ids))
}

// restoredRoom is the result of restoreRoom.
type restoredRoom struct {
	written  int     // rows
	restored bool    // false for a deleted room
	left     []error // of the objects that were not copied to the stack's bucket
}

// restoreRoom restores a room's rows, or deletes a deleted room again. If the stack has another
// bucket than from, it copies the archive first. In that bucket, the room may have been deleted
// since an earlier restore: it stays deleted.
func (a *app) restoreRoom(
	ctx context.Context, t *stackConfig, to rooms, source roomArchive, id room.ID, from string, step func(),
) (r restoredRoom, err error) {
	s, err := archive.StateAt(ctx, source, id, never, nil)
	if err == nil {
		err = reapplyDeletion(ctx, to, s)
	}
	if err != nil {
		return r, err
	}
	if _, err := deleted(s); err != nil {
		return r, err
	}
	if t.bucket != "" && t.bucket != from {
		var copied archive.Snapshot
		if copied, r.left, err = a.mirror(ctx, t, source, s, step); err != nil {
			return r, err
		}
		if copied.Erased.After(s.Erased) {
			return r, reapplyDeletion(ctx, to, copied)
		}
	}
	if gone, err := deleted(s); gone || err != nil {
		return r, err
	}
	r.written, err = to.RestoreRows(ctx, s, step)
	r.restored = err == nil
	return r, err
}

// never is after every change.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// reapplyDeletion deletes the rows that a recovered table has from before the room's
// deletion, and revokes the tokens issued before it, so that they don't open a room that was
// created later with the same id.
func reapplyDeletion(ctx context.Context, from rooms, s archive.Snapshot) error {
	if s.Erased.IsZero() {
		return nil
	}
	if err := from.Revoke(ctx, s.Room, room.Revocation{Before: s.Erased}); err != nil {
		return err
	}
	r, err := from.Load(ctx, s.Room)
	switch {
	case room.CodeOf(err) == room.NotFound:
		return nil
	case err != nil || r.Plan.Changed.At.After(s.Erased):
		return err
	}
	return from.Erase(ctx, s.Room)
}
