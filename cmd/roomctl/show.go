package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"homstyle.dev/planner/shared/room"
)

var roomShowCommand = command{
	name:    "room show",
	summary: "show what is in a room, and who",
	help: `Reads the table, consistently: what it prints is how the rows stand.

  roomctl -local room show -room demo
  roomctl -local room show -room demo -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return roomShow(ctx, a, t, *id, *asJSON) }
	},
}

func roomShow(ctx context.Context, a *app, t *target, name string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	store, err := a.store(ctx, t)
	if err != nil {
		return err
	}
	r, err := store.Load(ctx, id)
	if room.CodeOf(err) == room.NotFound {
		return fmt.Errorf("there is no room %s: roomctl room create makes it", id)
	}
	if err != nil {
		return err
	}
	s := asShown(r, a.now())
	if asJSON {
		return printJSON(a.stdout, s)
	}
	return s.print(a.stdout)
}

// shown is a room as room show prints it.
type shown struct {
	Room  room.ID     `json:"room"`
	Plan  room.Plan   `json:"plan"`
	Items []shownItem `json:"items"` // without tombstones, by id
	Peers []shownPeer `json:"peers"`
}

type shownItem struct {
	ID       room.ItemID `json:"id"`
	Product  string      `json:"product"`
	Variant  string      `json:"variant"`
	X        int         `json:"x"` // millimetres
	Y        int         `json:"y"`
	Rotation int         `json:"rotation"` // degrees
	Version  int64       `json:"version"`
	Token    room.Token  `json:"token"`
	Holder   string      `json:"holder,omitzero"` // name; only while the lease lasts
	Until    time.Time   `json:"until,omitzero"`
}

type shownPeer struct {
	ID   room.PeerID `json:"id"`
	Name string      `json:"name"`
	Role room.Role   `json:"role"`
}

func asShown(r room.Room, now time.Time) shown {
	s := shown{Room: r.ID, Plan: r.Plan, Items: []shownItem{}, Peers: []shownPeer{}}
	for _, i := range r.Items {
		if i.Removed {
			continue
		}
		s.Items = append(s.Items, showItem(i, now))
	}
	for _, p := range r.Peers {
		s.Peers = append(s.Peers, shownPeer{ID: p.ID, Name: p.Name, Role: p.Role})
	}
	slices.SortFunc(s.Items, func(a, b shownItem) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(s.Peers, func(a, b shownPeer) int { return strings.Compare(a.Name, b.Name) })
	return s
}

func showItem(i room.Item, now time.Time) shownItem {
	row := shownItem{
		ID: i.ID, Product: i.Product, Variant: i.Variant,
		X: i.X, Y: i.Y, Rotation: i.Rotation, Version: i.Version, Token: i.Token,
	}
	if !i.Expired(now) {
		row.Holder, row.Until = i.HolderName, i.ExpiresAt
	}
	return row
}

func (s shown) print(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s, version %d\n\n", s.Room, printable(s.Plan.Name), s.Plan.Version)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ITEM\tPRODUCT\tVARIANT\tX\tY\tROTATION\tVERSION\tHELD BY")
	for _, i := range s.Items {
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%d°\t%d\t%s\n",
			i.ID, i.Product, i.Variant, i.X, i.Y, i.Rotation, i.Version, printable(i.Holder))
	}
	fmt.Fprintln(table, "\nPEER\tNAME\tROLE")
	for _, p := range s.Peers {
		fmt.Fprintf(table, "%s\t%s\t%s\n", p.ID, printable(p.Name), p.Role)
	}
	return table.Flush()
}
