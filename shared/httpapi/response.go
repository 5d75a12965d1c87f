package httpapi

import (
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// The bodies of answers. They have people's names, and not the shop's ids of them.
type (
	roomResponse struct {
		Room   room.ID        `json:"room"`
		At     int64          `json:"at"`     // Unix milliseconds
		Digest uint32         `json:"digest"` // as in a page's events (SY4)
		Plan   room.Plan      `json:"plan"`
		Items  []itemResponse `json:"items"`
	}
	itemResponse struct {
		ID       room.ItemID    `json:"id"`
		Product  string         `json:"product"`
		Variant  string         `json:"variant"`
		Own      room.Own       `json:"own,omitzero"`
		Mirrored bool           `json:"mirrored,omitzero"`
		X        int            `json:"x"` // millimetres
		Y        int            `json:"y"`
		Z        int            `json:"z,omitzero"`
		Rotation int            `json:"rotation"` // degrees
		Version  int64          `json:"version"`
		Changed  authorResponse `json:"changed"`
	}
	authorResponse struct {
		Name string `json:"name"`
		At   int64  `json:"at"`
	}
	changeResponse struct {
		By      authorResponse `json:"by"`
		Item    *itemResponse  `json:"item,omitzero"`
		Removed bool           `json:"removed,omitzero"`
		Plan    *room.Plan     `json:"plan,omitzero"`
	}
)

func newItem(i room.Item) itemResponse {
	return itemResponse{
		ID: i.ID, Product: i.Product, Variant: i.Variant, Own: i.Own, Mirrored: i.Mirrored,
		X: i.X, Y: i.Y, Z: i.Z, Rotation: i.Rotation,
		Version: i.Version, Changed: newAuthor(i.Changed),
	}
}

// shopUser makes rooms that the shop's back end asks for.
const shopUser = "shop"

// tools are the users and names of programs, which a page must not show as people.
var tools = []string{shopUser, "roomctl", "localstack"}

// newAuthor returns no name for a change that was made by a program of the shop (HS6).
func newAuthor(a room.Author) authorResponse {
	if a.Name == a.User && slices.Contains(tools, a.User) {
		a.Name = ""
	}
	return authorResponse{Name: a.Name, At: toMillis(a.At)}
}

// newRoom returns a state without its tombstones, its items sorted by id.
func newRoom(s archive.Snapshot, at time.Time) roomResponse {
	r := roomResponse{Room: s.Room, At: toMillis(at), Plan: s.Plan, Items: []itemResponse{}}
	r.Digest = s.Digest()
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		if i := s.Items[id]; !i.Removed {
			r.Items = append(r.Items, newItem(i))
		}
	}
	return r
}

func newChange(c archive.Change) changeResponse {
	m := changeResponse{By: newAuthor(c.By()), Plan: c.Plan}
	if c.Item != nil {
		i := newItem(*c.Item)
		m.Item, m.Removed = &i, c.Item.Removed
	}
	return m
}

// toMillis returns a time in Unix milliseconds, 0 for the zero time.
func toMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
