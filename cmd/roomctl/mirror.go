package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// mirror copies a room's history and snapshots from another bucket to the stack's bucket. It
// reports a part of the history that can't be read on standard error, and copies the rest.
func (a *app) mirror(ctx context.Context, t *stackConfig, from roomArchive, id room.ID, step func()) error {
	to, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	var chunk []archive.Change
	for c, err := range from.History(ctx, id, time.Time{}) {
		if damaged, ok := errors.AsType[*archive.DamagedError](err); ok {
			fmt.Fprintf(a.stderr, "%s: not copied: %v\n", id, damaged)
			continue
		}
		if err != nil {
			return err
		}
		if chunk = append(chunk, c); len(chunk) == 200 {
			if err := to.Append(ctx, id, chunk); err != nil {
				return err
			}
			chunk = nil
		}
		step()
	}
	if len(chunk) > 0 {
		if err := to.Append(ctx, id, chunk); err != nil {
			return err
		}
	}
	return mirrorSnapshots(ctx, from, to, id)
}

func mirrorSnapshots(ctx context.Context, from, to roomArchive, id room.ID) error {
	times, err := from.HourlyTimes(ctx, id)
	if err != nil {
		return err
	}
	for _, at := range times {
		s, err := from.Hourly(ctx, id, at)
		if errors.Is(err, archive.ErrUnreadable) {
			continue // the history still has its changes
		}
		if err == nil {
			err = to.PutHourly(ctx, s)
		}
		if err != nil {
			return err
		}
	}
	named, err := from.ListNamedVersions(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range named {
		if err := to.PutNamedVersion(ctx, id, m); err != nil && err != archive.ErrExists {
			return err
		}
	}
	newest, err := archive.StateAt(ctx, from, id, endOfTime, nil)
	if err != nil {
		return err
	}
	_, revision, err := to.Snapshot(ctx, id)
	if err != nil {
		return err
	}
	return to.Replace(ctx, newest, revision)
}

// endOfTime is after every change.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
