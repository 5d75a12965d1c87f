package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var snapshotCommand = command{
	name:    "snapshot",
	summary: "list a room's snapshots and the rows not archived yet",
	help: `Lists the hourly states and compares the newest snapshot with the table. Rows that are
not in the bucket yet would be lost if the table were lost now.

  roomctl -local snapshot -room demo
  roomctl -local snapshot -room demo -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return showSnapshots(ctx, a, t, *id, *asJSON) }
	},
}

// snapshotsView is a room's snapshots and how far they are behind the table.
type snapshotsView struct {
	Room   room.ID     `json:"room"`
	Newest time.Time   `json:"newest"`
	Dated  []time.Time `json:"dated"`
	// Missing counts the table's rows that the newest snapshot lacks; BehindMilli is the age
	// of the oldest of them.
	Missing     int   `json:"missing"`
	BehindMilli int64 `json:"behindMs"`
}

func showSnapshots(ctx context.Context, a *app, t *stackConfig, name string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	live, err := a.loadRoom(ctx, t, id) // read before the snapshot, so that later changes don't count as missing
	if err != nil {
		return err
	}
	newest, _, err := bucket.Snapshot(ctx, id)
	if err != nil {
		return err
	}
	s := snapshotsView{Room: id, Newest: newest.At}
	if s.Dated, err = bucket.HourlyTimes(ctx, id); err != nil {
		return err
	}
	missing, first := archive.Lag(newest, *live)
	if s.Missing = missing; missing > 0 {
		s.BehindMilli = a.now().Sub(first).Milliseconds()
	}
	if asJSON {
		return printJSON(a.stdout, s)
	}
	for _, at := range s.Dated {
		fmt.Fprintln(a.stdout, at.Format(time.RFC3339))
	}
	fmt.Fprintf(a.stdout, "%s  newest\n", newest.At.Format(time.RFC3339))
	if missing == 0 {
		_, err = fmt.Fprintln(a.stdout, "All rows of the table are in the bucket: nothing would be lost.")
		return err
	}
	_, err = fmt.Fprintf(a.stdout,
		"%d rows of the table are not in the bucket yet, the oldest for %s: they would be lost.\n",
		missing, a.now().Sub(first).Truncate(time.Millisecond))
	return err
}
