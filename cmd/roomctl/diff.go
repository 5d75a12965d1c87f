package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var diffCommand = command{
	name:    "diff",
	summary: "show what differs between two moments of a room",
	help: `Prints the items that were added, removed, moved or changed, and whether the plan
changed.` + momentHelp + `

  roomctl -local diff -room demo -from 2h
  roomctl -local diff -room demo -from 2h -to 1h -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		var from, to momentFlag
		from.flag(fs, "from", "the earlier `moment`")
		to.flag(fs, "to", "the later `moment`; empty is now")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			if from.text == "" {
				return usagef("-from is missing")
			}
			before, err := a.stateAtFlag(ctx, t, *id, "from", from, a.now())
			if err != nil {
				return err
			}
			after, err := a.stateAtFlag(ctx, t, *id, "to", to, a.now())
			if err != nil {
				return err
			}
			return a.printDiff(archive.Diff(before, after), *asJSON)
		}
	},
}

type differenceView struct {
	Kind   archive.Kind `json:"kind"`
	Item   room.ItemID  `json:"item,omitzero"`
	Before *itemView    `json:"before,omitzero"`
	After  *itemView    `json:"after,omitzero"`
}

func (a *app) printDiff(all []archive.Difference, asJSON bool) error {
	if asJSON {
		return printJSON(a.stdout, map[string]any{"differences": a.differenceViews(all)})
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, d := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", d.Kind, d.Item, brief(d.Before), brief(d.After))
	}
	return table.Flush()
}

func (a *app) differenceViews(all []archive.Difference) []differenceView {
	list := []differenceView{}
	for _, d := range all {
		s := differenceView{Kind: d.Kind, Item: d.Item}
		if d.Before != nil {
			s.Before = new(newItemView(*d.Before, a.now()))
		}
		if d.After != nil {
			s.After = new(newItemView(*d.After, a.now()))
		}
		list = append(list, s)
	}
	return list
}

func brief(i *room.Item) string {
	if i == nil {
		return "-"
	}
	return fmt.Sprintf("%s %s at %s", pieceName(i.Product, i.Own, i.Mirrored), i.Variant, placeText(i.Place))
}
