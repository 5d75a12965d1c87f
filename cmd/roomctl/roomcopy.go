package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"time"

	"homstyle.dev/planner/shared/room"
)

var roomCopyCommand = command{
	name:    "room copy",
	summary: "copy a room, as it is or was, into a new one",
	help: `Creates a room through the HTTP API with the plan and the items of another one, as they are now
or, with -at, were at a moment. The copy has no history, locks or names of people of the other room.
A room that exists is not changed, and the command fails. Prints nothing, or with -json the room.` + momentHelp + `

  roomctl -local room copy -room demo -to demo-2
  roomctl -env .local/prod.env room copy -room flat-12 -at 90m -to flat-12-before -owner customer:7`,
	bind: func(fs *flag.FlagSet) action {
		var c roomCopying
		fs.StringVar(&c.from, "room", "", "the `id` of the room to copy")
		fs.StringVar(&c.to, "to", "", "the `id` of the new room")
		fs.StringVar(&c.owner, "owner", "", "the shop's `id` of whom the new room belongs to")
		fs.StringVar(&c.name, "name", "", "the new room's `name`; by default that of the copied plan")
		c.at.flag(fs, "at", "the `moment` to copy; by default the present")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return c.run(ctx, a, t, *asJSON) }
	},
}

// roomCopying has the flags of room copy.
type roomCopying struct {
	from, to, owner, name string
	at                    momentFlag
}

// copyRequest is the body of the HTTP API's request to copy a room.
type copyRequest struct {
	Room  room.ID `json:"room"`
	Owner string  `json:"owner,omitzero"`
	Name  string  `json:"name,omitzero"`
	From  struct {
		Room room.ID `json:"room"`
		At   int64   `json:"at,omitzero"` // Unix milliseconds
	} `json:"from"`
}

func (c *roomCopying) run(ctx context.Context, a *app, t *stackConfig, asJSON bool) error {
	in := copyRequest{Owner: c.owner, Name: c.name}
	var err error
	if in.From.Room, err = roomFlag(c.from); err != nil {
		return err
	}
	if in.Room, err = idFlag("to", c.to); err != nil {
		return err
	}
	at, err := c.at.at("at", a.now(), time.Time{})
	if err != nil {
		return err
	}
	if !at.IsZero() {
		in.From.At = at.UnixMilli()
	}
	api, err := a.openShopAPI(ctx, t)
	if err != nil {
		return err
	}
	var out struct {
		Room room.ID `json:"room"`
	}
	if err := api.call(ctx, http.MethodPost, "/rooms", in, &out); err != nil {
		return fmt.Errorf("copy %s: %w", in.From.Room, err)
	}
	if asJSON {
		return printJSON(a.stdout, out)
	}
	return nil
}
