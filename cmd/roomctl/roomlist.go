package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/url"

	"homstyle.dev/planner/shared/room"
)

var roomListCommand = command{
	name:    "room list",
	summary: "list rooms by the beginning of their ids, or by owner",
	help: `Lists rooms through the HTTP API, sorted by their ids, each with its owner if it has one. Rooms
that an older program created are in the list after roomctl migrate.

  roomctl -local room list
  roomctl -env .local/prod.env room list -prefix flat- -owner customer:7 -json`,
	bind: func(fs *flag.FlagSet) action {
		prefix := fs.String("prefix", "", "the `beginning` of the ids")
		owner := fs.String("owner", "", "the shop's `id` of whom the rooms belong to")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return roomList(ctx, a, t, *prefix, *owner, *asJSON)
		}
	},
}

// listedRoom is a room in the HTTP API's list.
type listedRoom struct {
	Room  room.ID `json:"room"`
	Owner string  `json:"owner,omitzero"`
}

func roomList(ctx context.Context, a *app, t *stackConfig, prefix, owner string, asJSON bool) error {
	api, err := a.openShopAPI(ctx, t)
	if err != nil {
		return err
	}
	all := []listedRoom{}
	query := url.Values{"limit": {"500"}}
	for name, value := range map[string]string{"prefix": prefix, "owner": owner} {
		if value != "" {
			query.Set(name, value)
		}
	}
	for more := true; more; {
		var page struct {
			Rooms []listedRoom `json:"rooms"`
			Next  string       `json:"next"`
		}
		if err := api.call(ctx, http.MethodGet, "/rooms?"+query.Encode(), nil, &page); err != nil {
			return err
		}
		all = append(all, page.Rooms...)
		query.Set("cursor", page.Next)
		more = page.Next != ""
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Rooms []listedRoom `json:"rooms"`
		}{all})
	}
	for _, r := range all {
		line := string(r.Room)
		if r.Owner != "" {
			line += "  " + r.Owner
		}
		if _, err := fmt.Fprintln(a.stdout, line); err != nil {
			return err
		}
	}
	return nil
}
