package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var replayCommand = command{
	name:    "replay",
	summary: "show a room as it was",
	help: `Rebuilds the room from the snapshot before the moment and the history since; what
the bucket does not have yet comes from the table, where the target names one.` + momentHelp + `

  roomctl -local replay -room demo -at 90m
  roomctl -local replay -room demo -at 2026-11-24T12:00:00Z -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		var at moment
		at.flag(fs, "at", "the `moment`; empty is now")
		return func(ctx context.Context, a *app, t *target) error {
			s, err := a.moment(ctx, t, *id, "at", at, a.now())
			if err != nil {
				return err
			}
			return a.printRoom(s, *asJSON)
		}
	},
}

// moment looks at the room that a command line names.
func (a *app) moment(ctx context.Context, t *target, name, flag string, m moment, otherwise time.Time) (archive.Snapshot, error) {
	id, err := roomFlag(name)
	if err != nil {
		return archive.Snapshot{}, err
	}
	at, err := m.at(flag, a.now(), otherwise)
	if err != nil {
		return archive.Snapshot{}, err
	}
	return a.look(ctx, t, id, at)
}

func (a *app) printRoom(s archive.Snapshot, asJSON bool) error {
	r := room.Room{ID: s.Room, Plan: s.Plan}
	for _, i := range s.Items {
		r.Items = append(r.Items, i)
	}
	shown := asShown(r, a.now())
	if asJSON {
		return printJSON(a.stdout, shown)
	}
	return shown.print(a.stdout)
}

var diffCommand = command{
	name:    "diff",
	summary: "show what differs between two moments of a room",
	help: `Prints the items that were added, removed, moved or changed, and whether the plan
was.` + momentHelp + `

  roomctl -local diff -room demo -from 2h
  roomctl -local diff -room demo -from 2h -to 1h -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		var from, to moment
		from.flag(fs, "from", "the earlier `moment`")
		to.flag(fs, "to", "the later `moment`; empty is now")
		return func(ctx context.Context, a *app, t *target) error {
			if from.text == "" {
				return usagef("-from is missing")
			}
			before, err := a.moment(ctx, t, *id, "from", from, a.now())
			if err != nil {
				return err
			}
			after, err := a.moment(ctx, t, *id, "to", to, a.now())
			if err != nil {
				return err
			}
			return a.printDiff(archive.Diff(before, after), *asJSON)
		}
	},
}

type shownDifference struct {
	Kind   archive.Kind `json:"kind"`
	Item   room.ItemID  `json:"item,omitzero"`
	Before *shownItem   `json:"before,omitzero"`
	After  *shownItem   `json:"after,omitzero"`
}

func (a *app) printDiff(all []archive.Difference, asJSON bool) error {
	list := []shownDifference{}
	for _, d := range all {
		s := shownDifference{Kind: d.Kind, Item: d.Item}
		if d.Before != nil {
			s.Before = new(showItem(*d.Before, a.now()))
		}
		if d.After != nil {
			s.After = new(showItem(*d.After, a.now()))
		}
		list = append(list, s)
	}
	if asJSON {
		return printJSON(a.stdout, map[string]any{"differences": list})
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, d := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", d.Kind, d.Item, brief(d.Before), brief(d.After))
	}
	return table.Flush()
}

func brief(i *shownItem) string {
	if i == nil {
		return "-"
	}
	return fmt.Sprintf("%s %s at %d, %d, %d°", i.Product, i.Variant, i.X, i.Y, i.Rotation)
}
