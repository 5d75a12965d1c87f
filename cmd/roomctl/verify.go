package main

import (
	"context"
	"flag"
	"fmt"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

var verifyCommand = command{
	name:    "verify",
	summary: "rebuild rooms from zero and compare",
	help: `Replays a room's whole history and compares that with its newest snapshot, with the
newest hourly state and the history since, and with the table. It ends with 1 where
anything differs. The bucket follows the table by seconds: while people work, a row may
be ahead; ask again.

  roomctl -local verify -room demo
  roomctl -env .local/prod.env verify -all -json`,
	bind: func(fs *flag.FlagSet) action {
		var which chosen
		which.flags(fs)
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return verify(ctx, a, t, which, *asJSON) }
	},
}

// chosen are the rooms that a command is about.
type chosen struct {
	room string
	all  bool
}

func (c *chosen) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.room, "room", "", "the room's `id`")
	fs.BoolVar(&c.all, "all", false, "every room that the bucket has")
}

func (c *chosen) rooms(ctx context.Context, from history.Shelf) ([]room.ID, error) {
	if c.all == (c.room != "") {
		return nil, usagef("give one of -room and -all")
	}
	if !c.all {
		id, err := roomFlag(c.room)
		return []room.ID{id}, err
	}
	var ids []room.ID
	for id, err := range from.Rooms(ctx) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

type shownReport struct {
	Room    room.ID  `json:"room"`
	Changes int      `json:"changes"`
	Trimmed bool     `json:"trimmed"`
	Faults  []string `json:"faults"`
}

func verify(ctx context.Context, a *app, t *target, which chosen, asJSON bool) error {
	shelf, err := a.shelf(ctx, t)
	if err != nil {
		return err
	}
	ids, err := which.rooms(ctx, shelf)
	if err != nil {
		return err
	}
	step, done := a.progress("replaying", -1)
	var reports []shownReport
	faults := 0
	for _, id := range ids {
		r, err := a.check(ctx, t, shelf, id, step)
		if err != nil {
			return err
		}
		faults += len(r.Faults)
		reports = append(reports, r)
	}
	done()
	if err := a.printReports(reports, asJSON); err != nil {
		return err
	}
	if faults > 0 {
		return fmt.Errorf("%d differences", faults)
	}
	return nil
}

func (a *app) check(ctx context.Context, t *target, shelf archive, id room.ID, step func()) (shownReport, error) {
	live, err := a.load(ctx, t, id)
	if room.CodeOf(err) == room.NotFound {
		return a.checkDeleted(ctx, shelf, id)
	}
	if err != nil {
		return shownReport{}, err
	}
	r, err := history.Check(ctx, shelf, id, live, step)
	return shownReport{Room: id, Changes: r.Changes, Trimmed: r.Trimmed, Faults: append([]string{}, r.Faults...)}, err
}

// checkDeleted is a room without rows: right when it was deleted, else lost.
func (a *app) checkDeleted(ctx context.Context, shelf archive, id room.ID) (shownReport, error) {
	s, _, err := shelf.Snapshot(ctx, id)
	r := shownReport{Room: id, Faults: []string{}}
	if s.Plan.Version > 0 {
		r.Faults = append(r.Faults, "the table does not have the room: roomctl restore -from-bucket brings it back")
	}
	return r, err
}

func (a *app) printReports(reports []shownReport, asJSON bool) error {
	if asJSON {
		return printJSON(a.stdout, map[string]any{"rooms": reports})
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
