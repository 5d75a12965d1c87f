package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var verifyCommand = command{
	name:    "verify",
	summary: "rebuild rooms from their history and compare",
	help: `Replays a room's whole history and compares the result with its newest snapshot, with
the newest hourly state and the history after it, and with the table. The exit code is 1
if anything differs or can't be read. The bucket is some seconds behind the table: while
a room is in use, a row may be newer in the table; run the command again then.

  roomctl -local verify -room demo
  roomctl -env .local/prod.env verify -all -json`,
	bind: func(fs *flag.FlagSet) action {
		var selector roomSelector
		selector.flags(fs)
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return verify(ctx, a, t, selector, *asJSON) }
	},
}

type reportView struct {
	Room    room.ID  `json:"room"`
	Changes int      `json:"changes"`
	Trimmed bool     `json:"trimmed"`
	Faults  []string `json:"faults"`
}

func verify(ctx context.Context, a *app, t *stackConfig, selector roomSelector, asJSON bool) error {
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	ids, err := selector.rooms(ctx, bucket)
	if err != nil {
		return err
	}
	step, done := a.progress("replaying", -1)
	reports := []reportView{}
	faults := 0
	failed, err := selector.each(ctx, a, ids, func(id room.ID) error {
		r, err := a.check(ctx, t, bucket, id, step)
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
	if err := a.printReports(reports, failed, asJSON); err != nil {
		return err
	}
	if faults > 0 {
		err = fmt.Errorf("%d differences", faults)
	}
	return errors.Join(err, errFailed(failed, ids))
}

func (a *app) check(
	ctx context.Context, t *stackConfig, bucket roomArchive, id room.ID, step func(),
) (reportView, error) {
	live, err := a.loadRoom(ctx, t, id)
	var missing []string
	if room.CodeOf(err) == room.NotFound {
		missing, err = a.checkDeleted(ctx, bucket, id)
		if err == nil && len(missing) == 0 {
			return reportView{Room: id, Faults: []string{}}, nil
		}
	}
	if err != nil {
		return reportView{}, err
	}
	r, err := archive.Verify(ctx, bucket, id, live, step)
	faults := append(append([]string{}, missing...), r.Mismatches...)
	return reportView{Room: id, Changes: r.Changes, Trimmed: r.Trimmed, Faults: faults}, err
}

// checkDeleted returns the faults of a room that has no rows: none if it was deleted.
func (a *app) checkDeleted(ctx context.Context, bucket roomArchive, id room.ID) ([]string, error) {
	s, err := archive.Newest(ctx, bucket, id)
	if err != nil {
		return nil, err
	}
	switch gone, err := deleted(s); {
	case err != nil:
		return []string{err.Error()}, nil
	case gone:
		return nil, nil
	}
	return []string{"the table does not have the room: roomctl restore -from-bucket restores it"}, nil
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
			verdict += ", starting at the oldest hourly state: older changes have expired"
		}
		fmt.Fprintf(a.stdout, "%s: %d changes replayed, %s\n", r.Room, r.Changes, verdict)
		for _, f := range r.Faults {
			fmt.Fprintf(a.stdout, "  %s\n", f)
		}
	}
	return nil
}
