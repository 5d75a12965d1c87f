package main

import (
	"context"
	"flag"
	"fmt"

	"homstyle.dev/planner/shared/room"
)

var roomShowCommand = command{
	name:    "room show",
	summary: "show a room's plan, items and peers",
	help: `Reads the room's rows from the table with consistent reads.

  roomctl -local room show -room demo
  roomctl -local room show -room demo -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return roomShow(ctx, a, t, *id, *asJSON) }
	},
}

func roomShow(ctx context.Context, a *app, t *stackConfig, name string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	store, err := a.openTable(ctx, t)
	if err != nil {
		return err
	}
	r, err := store.Load(ctx, id)
	if room.CodeOf(err) == room.NotFound {
		return fmt.Errorf("there is no room %s: roomctl room create creates it", id)
	}
	if err != nil {
		return err
	}
	s := newRoomView(r, a.now())
	if asJSON {
		return printJSON(a.stdout, s)
	}
	return s.print(a.stdout)
}
