package roomtest

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/room"
)

var there = room.Place{X: 1200, Y: -350, Z: 450, Rotation: 90}

var wardrobe = room.Own{
	Kind: "wardrobe", Name: "Mormors skåp", Colour: "#7a5c43", Width: 1200, Depth: 600, Height: 2100,
}

func move(f *Fixture) {
	f.Add("sofa")
	i := f.Must("anna", room.Acquire{ID: "sofa"})
	f.Now = f.Now.Add(time.Second)
	moved := f.Must("anna", room.Move{ID: "sofa", Place: there, Token: i.Token})
	renewed := moved.Holder == "anna" && moved.ExpiresAt.Equal(f.Now.Add(room.LeaseDuration))
	if moved.Place != there || moved.Version != 2 || !renewed {
		f.Errorf("moved row is %+v", moved)
	}
	want := room.Author{User: "user of anna", Name: "name of anna", At: f.Now}
	if moved.Changed != want {
		f.Errorf("author is %+v, want %+v", moved.Changed, want)
	}
	dropped := f.Must("anna", room.Move{ID: "sofa", Place: room.Place{X: 5}, Token: i.Token, Drop: true})
	if dropped.Version != 3 || dropped.Lease != (room.Lease{Token: i.Token}) {
		f.Errorf("dropped row is %+v", dropped)
	}
	if stored := f.Row("sofa"); stored != dropped {
		f.Errorf("stored %+v\nwant   %+v", stored, dropped)
	}
}

func moveLost(f *Fixture) {
	f.Add("sofa")
	_, err := f.Do("anna", room.Move{ID: "sofa", Place: there, Token: 1})
	f.Refused(err, room.Lost)
	i := f.Must("anna", room.Acquire{ID: "sofa"})
	_, err = f.Do("bo", room.Move{ID: "sofa", Place: there, Token: i.Token})
	rows := f.Refused(err, room.Lost)
	if len(rows) != 1 || rows[0].Holder != "anna" {
		f.Errorf("refusal carries %+v, want the stored row", rows)
	}
	f.Now = f.Now.Add(room.LeaseDuration)
	_, err = f.Do("anna", room.Move{ID: "sofa", Place: there, Token: i.Token})
	f.Refused(err, room.Lost)
	if f.Row("sofa").Version != 1 {
		f.Error("a refused move was stored")
	}
}

func movesAllOrNothing(f *Fixture) {
	f.Add("sofa")
	f.Add("lamp")
	sofa := f.Must("anna", room.Acquire{ID: "sofa"})
	_, err := f.All("anna",
		room.Move{ID: "sofa", Place: there, Token: sofa.Token},
		room.Move{ID: "lamp", Place: there, Token: 1})
	f.Refused(err, room.Lost)
	if f.Row("sofa").Version != 1 {
		f.Error("a part of a refused command was stored")
	}
	lamp := f.Must("anna", room.Acquire{ID: "lamp"})
	rows, err := f.All("anna",
		room.Move{ID: "sofa", Place: there, Token: sofa.Token, Drop: true},
		room.Move{ID: "lamp", Place: there, Token: lamp.Token, Drop: true})
	if err != nil || rows[0].Place != there || rows[1].Place != there || rows[1].Holder != "" {
		f.Errorf("rows %+v, %v", rows, err)
	}
}

func olderToken(f *Fixture) {
	f.Add("sofa")
	old := f.Must("anna", room.Acquire{ID: "sofa"})
	f.Now = f.Now.Add(room.LeaseDuration)
	bo := f.Must("bo", room.Acquire{ID: "sofa"})
	f.Must("bo", room.Release{ID: "sofa", Token: bo.Token})
	f.Must("anna", room.Acquire{ID: "sofa"}) // anna holds it again, with a newer token
	_, err := f.Do("anna", room.Move{ID: "sofa", Place: there, Token: old.Token})
	f.Refused(err, room.Lost)
	if f.Row("sofa").Version != 1 {
		f.Error("a move under an old token was stored")
	}
}

func add(f *Fixture) {
	i := f.Add("sofa")
	if i.Version != 1 || i.Token != 0 || i.Variant != "grey" || i.Holder != "" {
		f.Errorf("new row is %+v", i)
	}
	_, err := f.Do("bo", room.Add{ID: "sofa", Product: "lamp"})
	rows := f.Refused(err, room.Exists)
	if len(rows) != 1 || rows[0].Product != "sofa.klinte" {
		f.Errorf("refusal carries %+v", rows)
	}
}

func addAgain(f *Fixture) {
	f.Add("sofa")
	f.Must("anna", room.Acquire{ID: "sofa"})
	gone := f.Must("anna", room.Remove{ID: "sofa", Version: 1})
	if !gone.Removed || gone.Version != 2 || gone.Holder != "" {
		f.Errorf("tombstone is %+v", gone)
	}
	_, err := f.Do("anna", room.Acquire{ID: "sofa"})
	f.Refused(err, room.NotFound)
	back := f.Add("sofa")
	if back.Removed || back.Version != 3 || back.Token != 1 {
		f.Errorf("returned row is %+v, want version and token to continue", back)
	}
}

// addPieces adds an own piece and a mirrored one, and then others under their ids: nothing of the first stays.
func addPieces(f *Fixture) {
	own := room.Add{ID: "mine", Own: wardrobe, Place: there}
	mirrored := room.Add{ID: "corner", Product: "sofa.torpa", Mirrored: true, Place: room.Place{X: 1}}
	for _, a := range []room.Add{own, mirrored, {ID: own.ID, Product: "p"}, {ID: mirrored.ID, Own: wardrobe}} {
		before := f.Row(a.ID)
		if before.Version > 0 {
			before = f.Must("anna", room.Remove{ID: a.ID, Version: before.Version})
		}
		got := f.Must("anna", a)
		want := room.Item{
			ID: a.ID, Product: a.Product, Own: a.Own, Mirrored: a.Mirrored, Place: a.Place, Version: before.Version + 1,
			LastOp: got.LastOp, Changed: got.Changed,
		}
		if stored := f.Row(a.ID); got != want || stored != want {
			f.Errorf("%+v became %+v, stored is %+v", a, got, stored)
		}
	}
}

// updateFields updates each field alone and all together, of an item of a product and of an own piece.
func updateFields(f *Fixture) {
	larger := wardrobe
	larger.Width++
	floor := room.Place{X: 7, Y: 8}
	f.Must("anna", room.Add{ID: "sofa", Product: "sofa.klinte", Variant: "grey", Place: there})
	f.Must("anna", room.Add{ID: "mine", Own: wardrobe, Mirrored: true, Place: there})
	for _, u := range []room.Update{
		{ID: "sofa", Variant: new("red")},
		{ID: "sofa", Variant: new("")},
		{ID: "sofa", Place: &floor},
		{ID: "sofa", Mirrored: new(true)},
		{ID: "sofa", Mirrored: new(false)},
		{ID: "sofa", Variant: new("blue"), Place: &there, Mirrored: new(true)},
		{ID: "mine", Own: &larger},
		{ID: "mine", Mirrored: new(false)},
		{ID: "mine", Place: &floor},
		{ID: "mine", Own: &wardrobe, Place: &there, Mirrored: new(true)},
	} {
		want := f.Row(u.ID)
		u.Version = want.Version
		got := f.Must("anna", u)
		want.Version++
		want.LastOp, want.Changed = got.LastOp, got.Changed
		if u.Variant != nil {
			want.Variant = *u.Variant
		}
		if u.Place != nil {
			want.Place = *u.Place
		}
		if u.Mirrored != nil {
			want.Mirrored = *u.Mirrored
		}
		if u.Own != nil {
			want.Own = *u.Own
		}
		if stored := f.Row(u.ID); got != want || stored != want {
			f.Errorf("%+v gave %+v, stored is %+v; want %+v", u, got, stored, want)
		}
	}
}

// updateOfOtherPiece checks that an item never has both a product and an own.
func updateOfOtherPiece(f *Fixture) {
	f.Add("sofa")
	f.Must("anna", room.Add{ID: "mine", Own: wardrobe})
	for _, u := range []room.Update{
		{ID: "sofa", Own: &wardrobe, Place: &there, Version: 1},
		{ID: "mine", Variant: new("red"), Place: &there, Version: 1},
	} {
		before := f.Row(u.ID)
		_, err := f.Do("anna", u)
		if rows := f.Refused(err, room.Conflict); len(rows) != 1 || rows[0] != before || f.Row(u.ID) != before {
			f.Errorf("refusal carries %+v, stored is %+v, want %+v", rows, f.Row(u.ID), before)
		}
	}
}

func editAtVersion(f *Fixture) {
	f.Add("sofa")
	red := f.Must("anna", room.Update{ID: "sofa", Variant: new("red"), Version: 1})
	if red.Variant != "red" || red.Version != 2 {
		f.Errorf("updated row is %+v", red)
	}
	_, err := f.Do("bo", room.Update{ID: "sofa", Variant: new("blue"), Version: 1})
	if rows := f.Refused(err, room.Conflict); len(rows) != 1 || rows[0].Variant != "red" {
		f.Errorf("refusal carries %+v", rows)
	}
	_, err = f.Do("bo", room.Remove{ID: "sofa", Version: 1})
	f.Refused(err, room.Conflict)
	f.Must("bo", room.Remove{ID: "sofa", Version: 2})
	_, err = f.Do("bo", room.Remove{ID: "sofa", Version: 3})
	f.Refused(err, room.NotFound)
}

func editHeld(f *Fixture) {
	f.Add("sofa")
	f.Must("anna", room.Acquire{ID: "sofa"})
	_, err := f.Do("bo", room.Update{ID: "sofa", Variant: new("red"), Version: 1})
	f.Refused(err, room.Held)
	_, err = f.Do("bo", room.Remove{ID: "sofa", Version: 1})
	f.Refused(err, room.Held)
	own := f.Must("anna", room.Update{ID: "sofa", Variant: new("red"), Version: 1})
	if own.Holder != "anna" {
		f.Error("the holder's own update ended its lease")
	}
	f.Now = f.Now.Add(room.LeaseDuration)
	f.Must("bo", room.Remove{ID: "sofa", Version: 2})
}

// build gives a plan one of everything that is built into a room.
func build(p *room.Plan) {
	p.Walls = []room.Wall{{ID: "w", From: room.Point{2000, 0}, To: room.Point{2000, 1500}, Thickness: 100}}
	p.Doors = []room.Door{
		{ID: "d", X: 1, Y: 2, Width: 900, Hinge: "left", Opens: "in", Kind: room.DoorSliding, Height: new(2040), Balcony: true},
	}
	p.Windows = []room.Window{{ID: "v", X: 3, Y: 4, Width: 900, Sill: new(0), Height: new(1200)}}
	p.Fixtures = []room.Fixture{
		{ID: "r", Kind: room.FixtureRadiator, X: 5, Y: 6, Z: 120, Width: 1400, Depth: 110, Height: 600},
	}
	p.Slopes = []room.Slope{{ID: "s", X: 7, Y: 8, Rotation: 270, Width: 4000, Depth: 1500, Low: 1100}}
	p.Finishes = &room.Finishes{
		Floor: "oak", Each: []room.WallFinish{{Side: new(0), Finish: "sage"}, {Wall: "w", Finish: "clay"}},
	}
}

func plan(f *Fixture) {
	p := Plan()
	p.Name = "Kök"
	p.Ceiling, p.Delivery = new(2400), &room.Delivery{Lift: &room.DeliveryLift{Width: 1000, Depth: 1250, Height: 2100}}
	build(&p)
	edit := room.PlanEdit{Plan: p, Version: 1}
	first := f.NextOrigin("anna")
	saved, err := f.Store.SavePlan(context.Background(), f.Room, first, edit)
	if err != nil || saved.Version != 2 || saved.Name != "Kök" {
		f.Fatalf("saved %+v, %v", saved, err)
	}
	r, err := f.Store.Load(context.Background(), f.Room)
	if err != nil || !room.SamePlan(saved, p) || !room.SamePlan(r.Plan, p) {
		f.Errorf("saved %+v\nstored %+v, %v", saved, r.Plan, err)
	}
	again, err := f.Store.SavePlan(context.Background(), f.Room, first, edit)
	if err != nil || again.Version != 2 {
		f.Errorf("the same command again: version %d, %v", again.Version, err)
	}
	_, err = f.Store.SavePlan(context.Background(), f.Room, f.NextOrigin("bo"), edit)
	f.Refused(err, room.Conflict)
	conflict := as[*room.Error](f, err)
	if conflict.Plan == nil || conflict.Plan.Version != 2 {
		f.Errorf("refusal carries %+v, want the stored plan", conflict)
	}
	_, err = f.Store.SavePlan(context.Background(), "no-such-room", f.NextOrigin("bo"), edit)
	f.Refused(err, room.NotFound)
}

func editsAllOrNothing(f *Fixture) {
	f.Add("sofa")
	_, err := f.All("anna", room.Add{ID: "rug", Product: "rug"}, room.Update{ID: "sofa", Variant: new("red"), Version: 7})
	f.Refused(err, room.Conflict)
	if f.Row("rug").Version != 0 {
		f.Error("a part of a refused command was stored")
	}
	rows, err := f.All("anna", room.Add{ID: "rug", Product: "rug"}, room.Remove{ID: "sofa", Version: 1})
	if err != nil || rows[0].ID != "rug" || !rows[1].Removed {
		f.Errorf("rows %+v, %v", rows, err)
	}
}

func twice(f *Fixture) {
	ctx := context.Background()
	f.Add("sofa")
	acquire := f.NextOrigin("anna")
	first, err := f.Store.Commit(ctx, f.Room, acquire, []room.Mutation{room.Acquire{ID: "sofa"}})
	if err != nil {
		f.Fatal(err)
	}
	acquire.At = acquire.At.Add(time.Second)
	again, err := f.Store.Commit(ctx, f.Room, acquire, []room.Mutation{room.Acquire{ID: "sofa"}})
	if err != nil || again[0] != first[0] {
		f.Errorf("the same acquire again: %+v, %v; want %+v", again, err, first[0])
	}
	drop := f.NextOrigin("anna")
	steps := []room.Mutation{room.Move{ID: "sofa", Place: there, Token: 1, Drop: true}}
	if _, err := f.Store.Commit(ctx, f.Room, drop, steps); err != nil {
		f.Fatal(err)
	}
	dropped, err := f.Store.Commit(ctx, f.Room, drop, steps)
	if err != nil || dropped[0].Version != 2 {
		f.Errorf("the same drop again: %+v, %v", dropped, err)
	}
	late, err := f.Store.Commit(ctx, f.Room, acquire, []room.Mutation{room.Acquire{ID: "sofa"}})
	if err != nil || late[0].Holder != "" || late[0].Token != 1 {
		f.Errorf("the acquire again, after the drop: %+v, %v; want the stored row", late, err)
	}
}

func overtaken(f *Fixture) {
	ctx := context.Background()
	f.Add("sofa")
	i := f.Must("anna", room.Acquire{ID: "sofa"})
	early, late := f.NextOrigin("anna"), f.NextOrigin("anna")
	to := func(x int) []room.Mutation {
		return []room.Mutation{room.Move{ID: "sofa", Place: room.Place{X: x}, Token: i.Token}}
	}
	if _, err := f.Store.Commit(ctx, f.Room, late, to(2)); err != nil {
		f.Fatal(err)
	}
	rows, err := f.Store.Commit(ctx, f.Room, early, to(1))
	if err != nil || rows[0].X != 2 || rows[0].Version != 2 {
		f.Errorf("an overtaken move gave %+v, %v; want the newer place to stay", rows, err)
	}
}

func severalTwice(f *Fixture) {
	f.Add("sofa")
	f.Add("lamp")
	stamp := f.NextOrigin("anna")
	steps := []room.Mutation{room.Acquire{ID: "sofa"}, room.Acquire{ID: "lamp"}}
	for range 2 {
		rows, err := f.Store.Commit(context.Background(), f.Room, stamp, steps)
		if err != nil || rows[0].Token != 1 || rows[1].Token != 1 {
			f.Fatalf("rows %+v, %v", rows, err)
		}
	}
}

// existence checks that Exists reports a room that has no items or peers.
func existence(f *Fixture) {
	for id, want := range map[room.ID]bool{f.Room: true, "no-such-room": false} {
		if got, err := f.Store.Exists(context.Background(), id); err != nil || got != want {
			f.Errorf("%s exists: %t, %v; want %t", id, got, err, want)
		}
	}
}

func createOnce(f *Fixture) {
	err := f.Store.Create(context.Background(), f.Room, f.NextOrigin("bo"), Plan())
	f.Refused(err, room.Exists)
	r, err := f.Store.Load(context.Background(), f.Room)
	if err != nil || r.Plan.Version != 1 || r.Plan.Changed.Name != "name of maker" {
		f.Errorf("loaded %+v, %v", r.Plan, err)
	}
}

func manyItems(f *Fixture) {
	const n = 60
	for i := range n {
		f.Add(room.ItemID(fmt.Sprintf("item-%02d", i)))
	}
	f.Must("anna", room.Remove{ID: "item-07", Version: 1})
	r, err := f.Store.Load(context.Background(), f.Room)
	if err != nil || len(r.Items) != n {
		f.Fatalf("%d items, %v; want %d, tombstones included", len(r.Items), err, n)
	}
	if r.Items[7].ID != "item-07" || !r.Items[7].Removed {
		f.Errorf("eighth row is %+v", r.Items[7])
	}
}

func reset(f *Fixture) {
	f.Add("sofa")
	held := f.Must("anna", room.Acquire{ID: "sofa"})
	was := room.Overwrite{
		ID:       "sofa",
		Product:  "sofa.old",
		Variant:  "moss",
		Mirrored: true,
		Place:    room.Place{X: 9, Y: 8, Z: 6, Rotation: 7},
		Version:  held.Version,
	}
	_, err := f.Do("bo", was)
	f.Refused(err, room.Held)
	f.Must("anna", room.Release{ID: "sofa", Token: held.Token})
	got := f.Must("bo", was)
	restored := got.Product == was.Product && got.Variant == was.Variant && got.Mirrored && got.Place == was.Place
	if !restored || got.Version != 2 || got.Token != held.Token {
		f.Errorf("row became %+v", got)
	}
	_, err = f.Do("bo", was)
	f.Refused(err, room.Conflict)
	own := f.Must("bo", room.Overwrite{ID: "sofa", Own: wardrobe, Version: 2})
	if own.Own != wardrobe || own.Product != "" || own.Mirrored || own.Place != (room.Place{}) || own != f.Row("sofa") {
		f.Errorf("row became %+v, stored is %+v", own, f.Row("sofa"))
	}
	if got := f.Must("bo", room.Overwrite{ID: "sofa", Product: "p", Version: 3}); got.Own != (room.Own{}) {
		f.Errorf("row became %+v", got)
	}
	back := f.Must("bo", room.Add{ID: "swept", Product: "p", MinVersion: 7})
	if back.Version != 8 {
		f.Errorf("an item whose tombstone was swept came back as version %d, want 8", back.Version)
	}
}
