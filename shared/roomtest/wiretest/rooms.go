package wiretest

import (
	"fmt"
	"reflect"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func lateJoiner(t *table) {
	anna := t.enter("Anna", "editor")
	sofa, lamp := item("sofa"), item("lamp")
	anna.add(sofa)
	anna.add(lamp)
	anna.do(anna.acquire(sofa))
	anna.do(anna.edit(room.Remove{ID: lamp, Version: 1}))
	late := t.enter("Late", "viewer")
	replica := room.NewReplica()
	replica.Apply(late.state)
	if i := replica.Items[sofa]; i.HolderName != "Anna" || i.Product != "sofa.klinte" {
		t.Errorf("the late joiner sees %+v", i)
	}
	if i, there := replica.Items[lamp]; there {
		t.Errorf("the late joiner sees the removed lamp as %+v (WR8)", i)
	}
	if p := replica.Peers[anna.state.You.ID]; p.Name != "Anna" || p.Role != room.Editor {
		t.Errorf("the late joiner sees anna as %+v", p)
	}
	limits, plan := late.state.Limits, late.state.Room.Plan
	if limits.Lease != room.LeaseDuration || limits.MessagesPerSecond < 1 || len(plan.Outline) < 3 {
		t.Errorf("limits %+v, plan %+v", limits, plan)
	}
}

func largeRoom(t *table) {
	anna := t.enter("Anna", "editor")
	const commands, each = 16, wire.MaxItems
	var ids []room.ItemID
	for range commands {
		var steps []room.Mutation
		for range each {
			id := item("an-item-with-a-long-name")
			ids = append(ids, id)
			steps = append(steps, room.Add{ID: id, Product: "storage.with-a-product-id-of-some-length", Variant: "oak"})
		}
		if _, err := anna.answer(anna.send(anna.edit(steps...))); err != nil {
			t.Fatal(err)
		}
	}
	late := t.enter("Late", "viewer")
	for _, id := range ids {
		if !has(late.state.Room.Items, id) {
			t.Fatalf("%s is missing among %d items", id, len(late.state.Room.Items))
		}
	}
	for n := 0; n < len(ids); n += each { // restore the room's size
		var steps []room.Mutation
		for _, id := range ids[n : n+each] {
			steps = append(steps, room.Remove{ID: id, Version: 1})
		}
		if _, err := anna.answer(anna.send(anna.edit(steps...))); err != nil {
			t.Fatal(err)
		}
	}
}

func edits(t *table) {
	anna, bo := t.enter("Anna", "owner"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	anna.refused(anna.edit(room.Add{ID: sofa, Product: "lamp"}), room.Exists)
	anna.do(anna.edit(room.Update{ID: sofa, Variant: new("red"), Version: 1}))
	rows := bo.refused(bo.edit(room.Update{ID: sofa, Variant: new("blue"), Version: 1}), room.Conflict)
	if rows[0].Variant != "red" {
		t.Errorf("refusal carries %+v", rows)
	}
	bo.do(bo.edit(room.Remove{ID: sofa, Version: 2}))
	await(anna, "edited", func(e room.Edited) bool { return has(e.Items, sofa) && e.Items[0].Removed })
	back := anna.do(anna.edit(room.Add{ID: sofa, Product: "sofa.klinte"}))
	if back.Version != 4 {
		t.Errorf("returned row is %+v", back)
	}
	t.editPlan(anna, bo)
}

// pieces adds, moves and updates items with a height, own and mirrored ones. The other peer must get what is stored.
func pieces(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "viewer")
	lamp, mine := item("lamp"), item("mine")
	own := room.Own{Kind: "wardrobe", Name: "Mormors skåp", Colour: "#7a5c43", Width: 1200, Depth: 600, Height: 2100}
	on := func(z int) room.Place { return room.Place{X: 1, Y: 2, Z: z, Rotation: 3} }
	check := func(got, want room.Item) {
		t.Helper()
		got.LastOp, got.Changed, got.Lease = room.OpID{}, room.Author{}, room.Lease{}
		if got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	both := func(frame []byte, want room.Item) {
		t.Helper()
		check(anna.do(frame), want)
		edited := await(bo, "edited", func(e room.Edited) bool { return has(e.Items, want.ID) })
		check(edited.Items[0], want)
	}
	both(anna.edit(room.Add{ID: lamp, Product: "lamp.glod", Variant: "brass", Mirrored: true, Place: on(450)}),
		room.Item{ID: lamp, Product: "lamp.glod", Variant: "brass", Mirrored: true, Place: on(450), Version: 1})
	both(anna.edit(room.Update{ID: lamp, Place: new(on(0)), Version: 1}),
		room.Item{ID: lamp, Product: "lamp.glod", Variant: "brass", Mirrored: true, Place: on(0), Version: 2})
	both(anna.edit(room.Update{ID: lamp, Mirrored: new(false), Variant: new(""), Version: 2}),
		room.Item{ID: lamp, Product: "lamp.glod", Place: on(0), Version: 3})
	both(anna.edit(room.Add{ID: mine, Own: own, Place: on(0)}),
		room.Item{ID: mine, Own: own, Place: on(0), Version: 1})
	own.Width++
	both(anna.edit(room.Update{ID: mine, Own: &own, Version: 1}),
		room.Item{ID: mine, Own: own, Place: on(0), Version: 2})
	anna.refused(anna.edit(room.Update{ID: mine, Variant: new("red"), Version: 2}), room.Conflict)
	anna.refused(anna.edit(room.Update{ID: lamp, Own: &own, Version: 3}), room.Conflict)

	held := anna.do(anna.acquire(lamp))
	up := []room.Placement{{ID: lamp, Place: on(2100), Token: held.Token}}
	moved := anna.do(wire.EncodeMove(room.MoveCommand{Op: anna.next(), Moves: up}))
	check(moved, room.Item{ID: lamp, Product: "lamp.glod", Place: on(2100), Version: 4})
	seen := await(bo, "moved", func(e room.Moved) bool { return has(e.Items, lamp) })
	check(seen.Items[0], room.Item{ID: lamp, Product: "lamp.glod", Place: on(2100), Version: 4})
	drag := []room.Placement{{ID: lamp, Place: on(1200), Token: held.Token}}
	preview := anna.point(bo, room.CursorCommand{Drag: drag}, func(e room.Cursor) bool {
		return len(e.Drag) == 1 && e.Drag[0].ID == lamp
	})
	if preview.Drag[0] != drag[0] {
		t.Errorf("bo got the preview %+v", preview.Drag[0])
	}
	late := t.enter("Late", "viewer")
	replica := room.NewReplica()
	replica.Apply(late.state)
	check(replica.Items[mine], room.Item{ID: mine, Own: own, Place: on(0), Version: 2})
	check(replica.Items[lamp], room.Item{ID: lamp, Product: "lamp.glod", Place: on(2100), Version: 4})
}

func (t *table) editPlan(anna, bo *client) {
	p := anna.state.Room.Plan
	version := p.Version
	p.Name, p.Version = "Rum & <b>kök</b>", 0
	p.Doors = []room.Door{{ID: "d", X: 1, Width: 900, Hinge: "left", Opens: "in", Kind: room.DoorSliding, Height: new(2040)}}
	p.Fixtures = []room.Fixture{{ID: "r", Kind: room.FixtureRadiator, Z: 120, Width: 1400, Depth: 110, Height: 600}}
	p.Slopes = []room.Slope{{ID: "s", Width: 4000, Depth: 1500, Low: 1100}}
	p.Finishes = &room.Finishes{Floor: "oak", Each: []room.WallFinish{{Side: new(0), Finish: "sage"}}}
	e := room.PlanEdit{Plan: p, Version: version}
	ack, err := anna.answer(anna.send(wire.EncodeEdit(room.EditCommand{Op: anna.next(), Plan: &e})))
	if err != nil || ack.Plan == nil || ack.Plan.Version != version+1 {
		t.Fatalf("plan: %+v, %v", ack.Plan, err)
	}
	received := await(bo, "edited plan", func(e room.Edited) bool { return e.Plan != nil })
	if !room.SamePlan(*received.Plan, p) || !room.SamePlan(*ack.Plan, p) {
		t.Errorf("bo got plan %+v, the acknowledgement has %+v", received.Plan, ack.Plan)
	}
	bo.refused(wire.EncodeEdit(room.EditCommand{Op: bo.next(), Plan: &e}), room.Conflict)
}

func digest(t *table) {
	// Other tests change the room at the same time, so that it may take several attempts until a
	// digest is still correct when it arrives.
	anna := t.enter("Anna", "editor")
	s := anna.state
	for attempt := range 100 {
		d := room.Digest(s.Room.Plan, s.Room.Items)
		op := anna.send(wire.EncodeSync(room.SyncCommand{Op: anna.next(), Digest: &d}))
		e := await(anna, "answer to a digest", func(e room.Event) bool {
			switch e := e.(type) {
			case room.State:
				return e.Op == op
			case room.Ack:
				return e.Op == op
			}
			return false
		})
		if ack, ok := e.(room.Ack); ok {
			if len(ack.Peers) == 0 {
				t.Error("the ack lists no peers")
			}
			if attempt == 0 {
				wrong := d + 1
				op := anna.send(wire.EncodeSync(room.SyncCommand{Op: anna.next(), Digest: &wrong}))
				await(anna, "state", func(s room.State) bool { return s.Op == op })
			}
			return
		}
		s = e.(room.State)
	}
	t.Error("an equal digest was never acknowledged")
}

func cursorIsStamped(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "viewer")
	await(anna, "joined", func(e room.Joined) bool { return e.Peer.ID == bo.state.You.ID })
	x := int(anna.state.At.UnixMilli() % 100_000)
	points := room.CursorCommand{Points: []room.CursorPoint{{x, 2, 0}, {x + 1, 2, 50}}}
	got := bo.point(anna, points, func(e room.Cursor) bool { return e.Peer == bo.state.You.ID })
	if describe(got.Points) != fmt.Sprint([][3]int{{x, 2, 0}, {x + 1, 2, 50}}) {
		t.Errorf("points %v", got.Points)
	}
}

// inSight has a view of each form (WR13).
var inSight = []room.View{
	{Mode: room.View2D, X: -500, Width: 6400, Height: 3600},
	{
		Mode: room.View3D, Eye: room.Point3D{-2400, 7100, 3900}, Target: room.Point3D{2100, 1600, 0},
		Width: 8200, Height: 4613,
	},
	{Mode: room.ViewWalk, Eye: room.Point3D{2100, 3980, 1650}, Target: room.Point3D{2100, 2980, 1650}},
}

// views lets a viewer tell whom it follows and what it sees, each alone and both together. It sends few cursors,
// because all tests share the room's budget for them (PR8).
func views(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "viewer")
	for n, sent := range []room.CursorCommand{
		{Follows: anna.id()},
		{View: &inSight[0]},
		{View: &inSight[1]},
		{View: &inSight[2], Follows: anna.id()},
	} {
		sent.Points = []room.CursorPoint{{n, 0, 0}}
		got := bo.point(anna, sent, func(e room.Cursor) bool { return e.Peer == bo.id() && e.Points[0][0] == n })
		want := room.Cursor{Peer: bo.id(), Points: sent.Points, Follows: sent.Follows, View: sent.View}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s arrived as %s", wire.Encode(want)[0], wire.Encode(got)[0])
		}
	}
}

func ping(t *table) {
	anna := t.enter("Anna", "viewer")
	anna.send([]byte(`{"action":"ping"}`))
	await(anna, "pong", func(pong) bool { return true })
}
