package main

import (
	"context"
	"errors"
	"fmt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

type restoreResult struct {
	Rooms  int          `json:"rooms"`
	Rows   int          `json:"rows"` // rows written
	Failed []failedRoom `json:"failed"`
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
	var sum restoreResult
	step, done := a.progress("restoring", -1)
	sum.Failed, err = selector.each(ctx, a, ids, func(id room.ID) error {
		written, restored, err := a.restoreRoom(ctx, t, store, source, id, from, step)
		if restored {
			sum.Rooms++
		}
		sum.Rows += written
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
	return errors.Join(err, errFailed(sum.Failed, ids))
}

// restoreRoom restores a room's rows, or deletes a deleted room again. It returns the number
// of rows written, and restored as false for a deleted room.
func (a *app) restoreRoom(
	ctx context.Context, t *stackConfig, to rooms, source roomArchive, id room.ID, from string, step func(),
) (written int, restored bool, err error) {
	s, err := archive.StateAt(ctx, source, id, a.now(), nil)
	if err == nil {
		err = reapplyDeletion(ctx, to, s)
	}
	if err != nil {
		return 0, false, err
	}
	if gone, err := deleted(s); gone || err != nil {
		return 0, false, err
	}
	if t.bucket != "" && t.bucket != from {
		if err := a.mirror(ctx, t, source, id, step); err != nil {
			return 0, false, err
		}
	}
	written, err = to.RestoreRows(ctx, s, step)
	return written, err == nil, err
}

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
