package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var verifyCommand = command{
	name:    "verify",
	summary: "rebuild rooms from their history and compare",
	help: `Replays a room's whole history and compares the result with its newest snapshot, with
each hourly snapshot, and with the table. It names every object of the room that is
missing, can't be read, or is not the room's. The exit code is 1 if anything differs or
can't be read. The bucket is some seconds behind the table: while a room is in use, a row
may be newer in the table; run the command again then.

With -all: the rooms that the bucket or the table has. With -repair: writes damaged and
missing snapshots again from the history, if that is whole, and compares once more. It
deletes nothing.

  roomctl -local verify -room demo
  roomctl -env .local/prod.env verify -all -json
  roomctl -env .local/prod.env verify -all -repair`,
	bind: func(fs *flag.FlagSet) action {
		var o verifyOptions
		o.selector.flags(fs)
		fs.BoolVar(&o.asJSON, "json", false, "print one JSON object")
		fs.BoolVar(&o.repair, "repair", false, "write damaged and missing snapshots again")
		fs.IntVar(&o.historyDays, "history-days", 730, "the stack's HistoryDays: `days` after which changes expire")
		return func(ctx context.Context, a *app, t *stackConfig) error { return verify(ctx, a, t, o) }
	},
}

type verifyOptions struct {
	selector       roomSelector
	asJSON, repair bool
	historyDays    int
}

type reportView struct {
	Room     room.ID  `json:"room"`
	Changes  int      `json:"changes"`
	Trimmed  bool     `json:"trimmed"`
	Repaired int      `json:"repaired"` // objects written
	Faults   []string `json:"faults"`
}

func verify(ctx context.Context, a *app, t *stackConfig, o verifyOptions) error {
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	ids, err := o.selector.rooms(ctx, bucket)
	if err == nil && o.selector.all {
		ids, err = a.addTableRooms(ctx, t, ids)
	}
	if err != nil {
		return err
	}
	step, done := a.progress("replaying", -1)
	reports := []reportView{}
	faults := 0
	failed, err := o.selector.each(ctx, a, ids, func(id room.ID) error {
		r, err := a.check(ctx, t, bucket, id, o, step)
		if err != nil {
			return err
		}
		faults += len(r.Faults)
		reports = append(reports, r)
		return nil
	})
	done()
	if err != nil {
		return err
	}
	if err := a.printReports(reports, failed, o.asJSON); err != nil {
		return err
	}
	if faults > 0 {
		err = fmt.Errorf("%d differences", faults)
	}
	return errors.Join(err, errFailed(failed, ids))
}

// addTableRooms adds the rooms that have rows in the table and nothing in the bucket.
func (a *app) addTableRooms(ctx context.Context, t *stackConfig, ids []room.ID) ([]room.ID, error) {
	if err := t.needTable(); err != nil {
		return nil, err
	}
	seen := map[room.ID]bool{}
	for _, id := range ids {
		seen[id] = true
	}
	err := a.tableRooms(ctx, t.table, func(id room.ID) {
		if !seen[id] {
			ids = append(ids, id)
		}
		seen[id] = true
	})
	return ids, err
}

// check verifies a room and, with -repair, repairs it and verifies it again.
func (a *app) check(
	ctx context.Context, t *stackConfig, bucket roomArchive, id room.ID, o verifyOptions, step func(),
) (reportView, error) {
	live, err := a.loadRoom(ctx, t, id)
	lost := room.CodeOf(err) == room.NotFound
	if err != nil && !lost {
		return reportView{}, err
	}
	expired := a.now().AddDate(0, 0, -o.historyDays)
	r, err := archive.Verify(ctx, bucket, id, live, expired, step)
	if err != nil {
		return reportView{}, err
	}
	v := reportView{Room: id}
	var notRepaired []string
	if o.repair && len(r.Mismatches) > 0 {
		v.Repaired, err = archive.Repair(ctx, bucket, id, r)
		if errors.Is(err, archive.ErrNotWhole) {
			notRepaired, err = []string{err.Error()}, nil
		}
		if err == nil && v.Repaired > 0 {
			r, err = archive.Verify(ctx, bucket, id, live, expired, step)
		}
		if err != nil {
			return reportView{}, err
		}
	}
	v.Changes, v.Trimmed = r.Changes, r.Trimmed
	v.Faults = slices.Concat([]string{}, r.Mismatches, notRepaired)
	if lost {
		v.Faults = append(v.Faults, absence(r.Replayed)...)
	}
	return v, nil
}

// absence returns the faults of a room that has no rows in the table: none if it was deleted.
func absence(s archive.Snapshot) []string {
	switch gone, err := deleted(s); {
	case err != nil:
		return []string{err.Error()}
	case gone:
		return nil
	}
	return []string{"the table does not have the room: roomctl restore -from-bucket restores it"}
}

func (a *app) printReports(reports []reportView, failed []failedRoom, asJSON bool) error {
	if asJSON {
		return printJSON(a.stdout, map[string]any{"rooms": reports, "failed": failed})
	}
	for _, r := range reports {
		verdict := "no differences"
		if len(r.Faults) > 0 {
			verdict = fmt.Sprintf("%d differences", len(r.Faults))
		}
		if r.Trimmed {
			verdict += "; older changes have expired"
		}
		if r.Repaired > 0 {
			verdict += fmt.Sprintf("; %d objects repaired", r.Repaired)
		}
		fmt.Fprintf(a.stdout, "%s: %d changes replayed, %s\n", r.Room, r.Changes, verdict)
		for _, f := range r.Faults {
			fmt.Fprintf(a.stdout, "  %s\n", f)
		}
	}
	return nil
}
