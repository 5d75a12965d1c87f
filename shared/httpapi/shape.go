package httpapi

import (
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// The shapes of answers. People are told by name; the shop's own ids of them stay out.
type (
	roomShape struct {
		Room  room.ID     `json:"room"`
		At    int64       `json:"at"` // Unix milliseconds
		Plan  room.Plan   `json:"plan"`
		Items []itemShape `json:"items"`
	}
	itemShape struct {
		ID       room.ItemID `json:"id"`
		Product  string      `json:"product"`
		Variant  string      `json:"variant"`
		X        int         `json:"x"` // millimetres
		Y        int         `json:"y"`
		Rotation int         `json:"rotation"` // degrees
		Version  int64       `json:"version"`
		Changed  authorShape `json:"changed"`
	}
	authorShape struct {
		Name string `json:"name"`
		At   int64  `json:"at"`
	}
	changeShape struct {
		By      authorShape `json:"by"`
		Item    *itemShape  `json:"item,omitzero"`
		Removed bool        `json:"removed,omitzero"`
		Plan    *room.Plan  `json:"plan,omitzero"`
	}
)

func shapeItem(i room.Item) itemShape {
	return itemShape{
		ID: i.ID, Product: i.Product, Variant: i.Variant, X: i.X, Y: i.Y, Rotation: i.Rotation,
		Version: i.Version, Changed: shapeAuthor(i.Changed),
	}
}

func shapeAuthor(a room.Author) authorShape { return authorShape{Name: a.Name, At: unix(a.At)} }

// shapeRoom is a state without its tombstones, items by id.
func shapeRoom(s archive.Snapshot, at time.Time) roomShape {
	r := roomShape{Room: s.Room, At: unix(at), Plan: s.Plan, Items: []itemShape{}}
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		if i := s.Items[id]; !i.Removed {
			r.Items = append(r.Items, shapeItem(i))
		}
	}
	return r
}

func shapeChange(c archive.Change) changeShape {
	m := changeShape{By: shapeAuthor(c.By()), Plan: c.Plan}
	if c.Item != nil {
		i := shapeItem(*c.Item)
		m.Item, m.Removed = &i, c.Item.Removed
	}
	return m
}

// unix is a time in milliseconds, 0 for the zero time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
