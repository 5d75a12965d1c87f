package roomtest

import (
	"context"
	"slices"
	"testing"

	"homstyle.dev/planner/shared/room"
)

// lister is a store that lists its rooms and erases them.
type lister interface {
	room.Lists
	eraser
}

func listerOf(t testing.TB, store any) lister {
	t.Helper()
	l, ok := store.(lister)
	if !ok {
		t.Fatalf("%T can't list rooms", store)
	}
	return l
}

// list returns the ids of the rooms that q selects. It checks their order and owners.
func list(t testing.TB, store any, q room.RoomQuery) (ids []room.ID) {
	t.Helper()
	rooms, err := listerOf(t, store).ListRooms(context.Background(), q)
	if err != nil {
		t.Fatalf("list %+v: %v", q, err)
	}
	for _, r := range rooms {
		if q.Owner != "" && r.Owner != q.Owner {
			t.Errorf("listed %+v as a room of %s", r, q.Owner)
		}
		ids = append(ids, r.ID)
	}
	if !slices.IsSorted(ids) {
		t.Errorf("listed %v, which are not sorted", ids)
	}
	return ids
}

// createFor creates a room for an owner, which may be "".
func (f *Fixture) createFor(id room.ID, owner string) {
	f.Helper()
	p := Plan()
	p.Owner = owner
	if err := f.Store.Create(context.Background(), id, f.NextOrigin("maker"), p); err != nil {
		f.Fatal(err)
	}
}

// listed lists rooms by prefix and owner, whole and in pages. Of the prefix, one id is the prefix
// itself, and another sorts between two others of which it is the beginning.
func listed(f *Fixture) {
	prefix, owner := string(f.Room), "owner:"+string(f.Room)
	id := func(rest string) room.ID { return room.ID(prefix + rest) }
	for rest, owner := range map[string]string{"-a": owner, "-a-1": "", "-a1": owner, "-b": "", "0": owner + "2"} {
		f.createFor(id(rest), owner)
	}
	all := []room.ID{id(""), id("-a"), id("-a-1"), id("-a1"), id("-b"), id("0")}
	for name, c := range map[string]struct {
		q    room.RoomQuery
		want []room.ID
	}{
		"by prefix":              {room.RoomQuery{Prefix: prefix}, all},
		"by a longer prefix":     {room.RoomQuery{Prefix: prefix + "-a"}, all[1:4]},
		"of an owner":            {room.RoomQuery{Owner: owner}, []room.ID{id("-a"), id("-a1")}},
		"of an owner, by prefix": {room.RoomQuery{Owner: owner, Prefix: prefix + "-a1"}, []room.ID{id("-a1")}},
		"of another owner":       {room.RoomQuery{Owner: owner + "2"}, []room.ID{id("0")}},
		"of nobody":              {room.RoomQuery{Owner: owner + "3"}, nil},
		"after one":              {room.RoomQuery{Prefix: prefix, After: id("-a")}, all[2:]},
		"after one that is gone": {room.RoomQuery{Prefix: prefix, After: id("-a0")}, all[3:]},
		"after the last":         {room.RoomQuery{Prefix: prefix, After: id("0")}, nil},
		"of another prefix":      {room.RoomQuery{Prefix: prefix + "-a-1-"}, nil},
	} {
		c.q.Limit = 100
		if got := list(f, f.Store, c.q); !slices.Equal(got, c.want) {
			f.Errorf("%s: listed %v, want %v", name, got, c.want)
		}
	}
	for limit := 1; limit <= len(all); limit++ {
		var got []room.ID
		for page := (room.RoomQuery{Prefix: prefix, Limit: limit}); ; page.After = got[len(got)-1] {
			ids := list(f, f.Store, page)
			if got = append(got, ids...); len(ids) < limit {
				break
			}
		}
		if !slices.Equal(got, all) {
			f.Errorf("pages of %d have %v, want %v", limit, got, all)
		}
	}
	if got := list(f, f.Store, room.RoomQuery{Limit: 1}); len(got) != 1 {
		f.Errorf("of all rooms, listed %v", got)
	}
}

// erasedIsNotListed erases a room with an owner and one without, and creates the first again for
// another owner.
func erasedIsNotListed(f *Fixture) {
	store, owner := listerOf(f, f.Store), "owner:"+string(f.Room)
	id := f.Room + "-1"
	f.createFor(id, owner)
	for _, gone := range []room.ID{id, f.Room} {
		if err := store.Erase(context.Background(), gone); err != nil {
			f.Fatal(err)
		}
	}
	for _, q := range []room.RoomQuery{{Prefix: string(f.Room), Limit: 10}, {Owner: owner, Limit: 10}} {
		if got := list(f, f.Store, q); len(got) > 0 {
			f.Errorf("erased rooms are listed: %v", got)
		}
	}
	f.createFor(id, owner+"2")
	if got := list(f, f.Store, room.RoomQuery{Owner: owner, Limit: 10}); len(got) > 0 {
		f.Errorf("the first owner has %v", got)
	}
	if got := list(f, f.Store, room.RoomQuery{Owner: owner + "2", Limit: 10}); !slices.Equal(got, []room.ID{id}) {
		f.Errorf("the second owner has %v", got)
	}
}

// ownerStays edits the plan of a room with an owner, and tries to create the room for another.
func ownerStays(f *Fixture) {
	ctx, id := context.Background(), f.Room+"-1"
	f.createFor(id, "first")
	edited := Plan()
	edited.Owner = "second"
	saved, err := f.Store.SavePlan(ctx, id, f.NextOrigin("anna"), room.PlanEdit{Plan: edited, Version: 1})
	if err != nil || saved.Owner != "first" {
		f.Errorf("saved a plan of owner %q, %v", saved.Owner, err)
	}
	f.Refused(f.Store.Create(ctx, id, f.NextOrigin("bo"), edited), room.Exists)
	r, err := f.Store.Load(ctx, id)
	if err != nil || r.Plan.Owner != "first" {
		f.Errorf("the owner is %q, %v", r.Plan.Owner, err)
	}
	if got := list(f, f.Store, room.RoomQuery{Prefix: string(id), Owner: "second", Limit: 1}); len(got) > 0 {
		f.Errorf("the second owner has %v", got)
	}
}

// restoredIsListed restores a room with an owner that the table does not have.
func restoredIsListed(t *testing.T, table Table) {
	from := archived(newRoom())
	from.Plan.Owner = "owner:" + string(from.Room)
	restoreRows(t, table, from, 1+len(from.Items))
	if got := list(t, table, room.RoomQuery{Owner: from.Plan.Owner, Limit: 10}); !slices.Equal(got, []room.ID{from.Room}) {
		t.Errorf("the owner has %v", got)
	}
}
