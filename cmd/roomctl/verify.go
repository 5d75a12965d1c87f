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
	summary: "rebuild rooms from zero and compare",
	help: `Replays a room's whole history and compares that with its newest snapshot, with the
newest hourly state and the history since, and with the table. It ends with 1 where
anything differs, or can't be read. The bucket follows the table by seconds: while people work, a row may
be ahead; ask again.

  roomctl -local verify -room demo
  roomctl -env .local/prod.env verify -all -json`,
	bind: func(fs *flag.FlagSet) action {
		var which roomSelector
		which.flags(fs)
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return verify(ctx, a, t, which, *asJSON) }
	},
}

type reportView struct {
	Room    room.ID  `json:"room"`
	Changes int      `json:"changes"`
	Trimmed bool     `json:"trimmed"`
	Faults  []string `json:"faults"`
}

func verify(ctx context.Context, a *app, t *stackConfig, which roomSelector, asJSON bool) error {
	shelf, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	ids, err := which.rooms(ctx, shelf)
	if err != nil {
		return err
	}
	step, done := a.progress("replaying", -1)
	reports := []reportView{}
	faults := 0
	failed, err := which.each(ctx, a, ids, func(id room.ID) error {
		r, err := a.check(ctx, t, shelf, id, step)
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

func (a *app) check(ctx context.Context, t *stackConfig, shelf roomArchive, id room.ID, step func()) (reportView, error) {
	live, err := a.loadRoom(ctx, t, id)
	var lost []string
	if room.CodeOf(err) == room.NotFound {
		lost, err = a.checkDeleted(ctx, shelf, id)
		if err == nil && len(lost) == 0 {
			return reportView{Room: id, Faults: []string{}}, nil
		}
	}
	if err != nil {
		return reportView{}, err
	}
	r, err := archive.Verify(ctx, shelf, id, live, step)
	faults := append(append([]string{}, lost...), r.Mismatches...)
	return reportView{Room: id, Changes: r.Changes, Trimmed: r.Trimmed, Faults: faults}, err
}

// checkDeleted says what is wrong with a room without rows: nothing when it was deleted.
func (a *app) checkDeleted(ctx context.Context, shelf roomArchive, id room.ID) ([]string, error) {
	s, err := archive.Newest(ctx, shelf, id)
	if err != nil {
		return nil, err
	}
	switch gone, err := deleted(s); {
	case err != nil:
		return []string{err.Error()}, nil
	case gone:
		return nil, nil
	}
	return []string{"the table does not have the room: roomctl restore -from-bucket brings it back"}, nil
}

func (a *app) printReports(reports []reportView, failed []failedRoom, asJSON bool) error {
	if asJSON {
		return printJSON(a.stdout, map[string]any{"rooms": reports, "failed": failed})
	}
	for _, r := range reports {
		verdict := "all agree"
		if len(r.Faults) > 0 {
			verdict = fmt.Sprintf("%d differences", len(r.Faults))
		}
		if r.Trimmed {
			verdict += ", from the oldest hourly state: what was before is past its retention"
		}
		fmt.Fprintf(a.stdout, "%s: %d changes replayed, %s\n", r.Room, r.Changes, verdict)
		for _, f := range r.Faults {
			fmt.Fprintf(a.stdout, "  %s\n", f)
		}
	}
	return nil
}
