package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

var roomCreateCommand = command{
	name:    "room create",
	summary: "create a room",
	help: `Creates an empty room of 5 by 4 m, or with the plan in a file: JSON with name, units
(cm, m, ft or in), outline, walls, doors and windows, lengths in millimetres.
A room that exists is not changed, and the command fails. Prints nothing, or with -json the room.

  roomctl -local room create -room demo
  roomctl -local room create -room flat-12 -plan flat-12.json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		plan := fs.String("plan", "", "JSON `file` with the plan")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return roomCreate(ctx, a, t, *id, *plan, *asJSON)
		}
	},
}

func roomCreate(ctx context.Context, a *app, t *stackConfig, name, file string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	plan := defaultPlan(name)
	if file != "" {
		if plan, err = readPlan(file); err != nil {
			return err
		}
	}
	store, err := a.openTable(ctx, t)
	if err != nil {
		return err
	}
	now := a.now().UTC().Truncate(time.Millisecond)
	origin := room.Origin{Peer: "roomctl", Name: "roomctl", User: "roomctl", Op: 1, At: now}
	err = store.Create(ctx, id, origin, plan)
	if room.CodeOf(err) == room.Exists {
		return fmt.Errorf("there is a room %s already", id)
	}
	if err != nil || !asJSON {
		return err
	}
	return printJSON(a.stdout, newRoomView(room.Room{ID: id, Plan: room.NewPlan(plan, origin)}, now))
}

// defaultPlan returns a room with a door and a window whose name is the room's id.
func defaultPlan(name string) room.Plan {
	return room.Plan{
		Name: wire.Name(name), Units: "cm",
		Outline: []room.Point{{0, 0}, {5000, 0}, {5000, 4000}, {0, 4000}},
		Walls:   []room.Wall{},
		Doors:   []room.Door{{ID: "door-1", X: 4200, Y: 4000, Width: 900, Hinge: "left", Opens: "in"}},
		Windows: []room.Window{{ID: "window-1", X: 2500, Y: 0, Width: 1600}},
	}
}

func readPlan(file string) (room.Plan, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return room.Plan{}, err
	}
	var p room.Plan
	if err := json.Unmarshal(text, &p, json.RejectUnknownMembers(true)); err != nil {
		return room.Plan{}, fmt.Errorf("%s: %w", file, err)
	}
	if err := wire.CheckPlan(p); err != nil {
		return room.Plan{}, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}
