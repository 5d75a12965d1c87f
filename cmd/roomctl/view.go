package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// roomView is a room as room show prints it.
type roomView struct {
	Room  room.ID    `json:"room"`
	Plan  room.Plan  `json:"plan"`
	Items []itemView `json:"items"` // without tombstones, by id
	Peers []peerView `json:"peers"`
}

type itemView struct {
	ID       room.ItemID `json:"id"`
	Product  string      `json:"product"`
	Variant  string      `json:"variant"`
	Own      room.Own    `json:"own,omitzero"`
	Mirrored bool        `json:"mirrored,omitzero"`
	X        int         `json:"x"` // millimetres
	Y        int         `json:"y"`
	Z        int         `json:"z,omitzero"`
	Rotation int         `json:"rotation"` // degrees
	Version  int64       `json:"version"`
	Token    room.Token  `json:"token"`
	Holder   string      `json:"holder,omitzero"` // the holder's name; empty once the lease has expired
	Until    time.Time   `json:"until,omitzero"`
}

type peerView struct {
	ID   room.PeerID `json:"id"`
	Name string      `json:"name"`
	Role room.Role   `json:"role"`
}

func newRoomView(r room.Room, now time.Time) roomView {
	s := roomView{Room: r.ID, Plan: r.Plan, Items: []itemView{}, Peers: []peerView{}}
	for _, i := range r.Items {
		if i.Removed {
			continue
		}
		s.Items = append(s.Items, newItemView(i, now))
	}
	for _, p := range r.Peers {
		s.Peers = append(s.Peers, peerView{ID: p.ID, Name: p.Name, Role: p.Role})
	}
	slices.SortFunc(s.Items, func(a, b itemView) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(s.Peers, func(a, b peerView) int { return strings.Compare(a.Name, b.Name) })
	return s
}

func newItemView(i room.Item, now time.Time) itemView {
	row := itemView{
		ID: i.ID, Product: i.Product, Variant: i.Variant, Own: i.Own, Mirrored: i.Mirrored,
		X: i.X, Y: i.Y, Z: i.Z, Rotation: i.Rotation, Version: i.Version, Token: i.Token,
	}
	if !i.Expired(now) {
		row.Holder = i.HolderName
		row.Until = i.ExpiresAt
	}
	return row
}

func (s roomView) print(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s, version %d\n\n", s.Room, sanitize(s.Plan.Name), s.Plan.Version)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ITEM\tPRODUCT\tVARIANT\tX\tY\tZ\tROTATION\tVERSION\tHELD BY")
	for _, i := range s.Items {
		height := "" // on the floor
		if i.Z != 0 {
			height = strconv.Itoa(i.Z)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%s\t%d°\t%d\t%s\n",
			i.ID, pieceName(i.Product, i.Own, i.Mirrored), i.Variant, i.X, i.Y, height, i.Rotation, i.Version,
			sanitize(i.Holder))
	}
	fmt.Fprintln(table, "\nPEER\tNAME\tROLE")
	for _, p := range s.Peers {
		fmt.Fprintf(table, "%s\t%s\t%s\n", p.ID, sanitize(p.Name), p.Role)
	}
	return table.Flush()
}

func (a *app) printRoom(s archive.Snapshot, asJSON bool) error {
	r := room.Room{ID: s.Room, Plan: s.Plan}
	for _, i := range s.Items {
		r.Items = append(r.Items, i)
	}
	shown := newRoomView(r, a.now())
	if asJSON {
		return printJSON(a.stdout, shown)
	}
	return shown.print(a.stdout)
}
