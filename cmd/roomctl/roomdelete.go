package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net/http"
	"strings"

	"homstyle.dev/planner/shared/room"
)

var roomDeleteCommand = command{
	name:    "room delete",
	summary: "delete a room with its history and pictures",
	help: `Deletes a room through the HTTP API: ends all its tokens and connections, and deletes its rows,
history, snapshots and pictures. Asks for the room's id first, unless -yes is given. Deleting a
room that does not exist is not an error. With -json prints the room's id.

  roomctl -local room delete -room demo
  roomctl -env .local/prod.env room delete -room flat-12 -yes`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		yes := fs.Bool("yes", false, "do not ask")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return roomDelete(ctx, a, t, *id, *yes, *asJSON)
		}
	},
}

func roomDelete(ctx context.Context, a *app, t *stackConfig, name string, yes, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	api, err := a.openShopAPI(ctx, t)
	if err != nil {
		return err
	}
	if !yes {
		if err := a.confirm(id); err != nil {
			return err
		}
	}
	if err := api.call(ctx, http.MethodDelete, "/rooms/"+string(id), nil, nil); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Deleted room.ID `json:"deleted"`
		}{id})
	}
	_, err = fmt.Fprintf(a.stdout, "%s is deleted\n", id)
	return err
}

// confirm returns an error unless the person at the terminal types the room's id.
func (a *app) confirm(id room.ID) error {
	if !a.terminal {
		return usagef("there is nobody to ask: give -yes to delete %s", id)
	}
	fmt.Fprintf(a.stderr, "This deletes %s with its history and pictures. Type its id to go on: ", id)
	line, _ := bufio.NewReader(a.stdin).ReadString('\n') // at the end of the input the line is shorter
	if strings.TrimSpace(line) != string(id) {
		return fmt.Errorf("%s was not deleted", id)
	}
	return nil
}
