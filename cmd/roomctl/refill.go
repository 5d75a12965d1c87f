package main

import (
	"context"
	"fmt"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

type refilled struct {
	Rooms int `json:"rooms"`
	Rows  int `json:"rows"` // that were written
}

func refill(ctx context.Context, a *app, t *target, which chosen, from string, asJSON bool) error {
	source, err := a.archive(ctx, from)
	if err != nil {
		return err
	}
	store, err := a.store(ctx, t)
	if err != nil {
		return err
	}
	ids, err := which.rooms(ctx, source)
	if err != nil {
		return err
	}
	var sum refilled
	step, done := a.progress("restoring", -1)
	for _, id := range ids {
		s, err := history.Look(ctx, source, id, a.now(), nil)
		if err == nil {
			err = eraseAgain(ctx, store, s)
		}
		if err != nil {
			return err
		}
		if s.Plan.Version == 0 {
			continue // it was deleted
		}
		written, err := a.refillRoom(ctx, t, store, source, s, from, step)
		if err != nil {
			return err
		}
		sum.Rooms, sum.Rows = sum.Rooms+1, sum.Rows+written
	}
	done()
	if asJSON {
		return printJSON(a.stdout, sum)
	}
	_, err = fmt.Fprintf(a.stdout, "%d rooms, %d rows written; roomctl verify -all compares them with their history\n", sum.Rooms, sum.Rows)
	return err
}

func (a *app) refillRoom(ctx context.Context, t *target, to rooms, source archive, s room.Snapshot, from string, step func()) (int, error) {
	if t.bucket != "" && t.bucket != from {
		if err := a.copy(ctx, t, source, s.Room, step); err != nil {
			return 0, err
		}
	}
	return to.Refill(ctx, s, step)
}

// eraseAgain deletes a room that a recovered table has from before its deletion. No
// token of before lets anybody into a room that was made anew under its name.
func eraseAgain(ctx context.Context, from rooms, s room.Snapshot) error {
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
