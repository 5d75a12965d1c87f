package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var historyCommand = command{
	name:    "history",
	summary: "list a room's changes and who made them",
	help: `Prints every change in the bucket, oldest first; with -json one object a line.` + momentHelp + `

  roomctl -local history -room demo -from 2h
  roomctl -local history -room demo -item sofa-1 -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		item := fs.String("item", "", "only changes of this `item`")
		asJSON := fs.Bool("json", false, "print one JSON object a line")
		var from, to momentFlag
		from.flag(fs, "from", "only changes at or after this `moment`")
		to.flag(fs, "to", "only changes at or before this `moment`")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			q := archive.Query{Item: room.ItemID(*item), Limit: 500}
			var err error
			if q.From, err = from.at("from", a.now(), time.Time{}); err != nil {
				return err
			}
			if q.To, err = to.at("to", a.now(), time.Time{}); err != nil {
				return err
			}
			return showHistory(ctx, a, t, *id, q, *asJSON)
		}
	},
}

func showHistory(ctx context.Context, a *app, t *stackConfig, name string, q archive.Query, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	for {
		page, err := archive.List(ctx, bucket, id, q)
		if err != nil {
			return err
		}
		for _, c := range page.Changes {
			if err := a.printChange(c, asJSON); err != nil {
				return err
			}
		}
		if q.After = page.Next; page.Next == "" {
			return nil
		}
	}
}

// changeView is a change as history -json prints it.
type changeView struct {
	At       time.Time        `json:"at"`
	User     string           `json:"user"` // the sub of the author's token, which the HTTP API's history omits
	Name     string           `json:"name"`
	Sequence archive.Sequence `json:"sequence"`
	Item     *itemView        `json:"item,omitzero"`
	Removed  bool             `json:"removed,omitzero"`
	Plan     *room.Plan       `json:"plan,omitzero"`
}

func (a *app) printChange(c archive.Change, asJSON bool) error {
	by := c.By()
	if asJSON {
		s := changeView{At: by.At, User: by.User, Name: by.Name, Sequence: c.Sequence, Plan: c.Plan}
		if c.Item != nil {
			s.Item = new(newItemView(*c.Item, a.now()))
			s.Removed = c.Item.Removed
		}
		if err := json.MarshalWrite(a.stdout, s); err != nil {
			return err
		}
		_, err := fmt.Fprintln(a.stdout)
		return err
	}
	_, err := fmt.Fprintf(a.stdout, "%s  %s %s\n",
		by.At.Format("2006-01-02 15:04:05"), sanitize(by.Name), describeChange(c))
	return err
}

func describeChange(c archive.Change) string {
	i := c.Item
	switch {
	case i == nil:
		return "changed the plan"
	case i.Removed:
		return fmt.Sprintf("removed %s (version %d)", i.ID, i.Version)
	}
	return fmt.Sprintf("set %s to %s at %s (version %d)",
		i.ID, pieceName(i.Product, i.Own, i.Mirrored), placeText(i.Place), i.Version)
}
