package roomtest

import (
	"context"

	"homstyle.dev/planner/shared/room"
)

// eraser is implemented by stores that can delete rooms.
type eraser interface {
	Erase(ctx context.Context, id room.ID) error
}

// missingRoom sends every command to a room that was never created.
func missingRoom(f *Fixture) {
	f.Room = newRoom()
	refusedEverywhere(f)
}

// erasedRoom sends every command to a room that was created, filled and erased. The store must
// answer as if the room had never been created, and a room created again with the same id must be
// empty.
func erasedRoom(f *Fixture) {
	ctx := context.Background()
	store, ok := f.Store.(eraser)
	if !ok {
		f.Fatalf("%T can't erase a room", f.Store)
	}
	f.Add("sofa")
	f.Must("anna", room.Acquire{ID: "sofa"})
	if _, err := f.Store.Join(ctx, f.Room, room.Peer{ID: "anna", Connection: "c1", Role: room.Editor}); err != nil {
		f.Fatal(err)
	}
	for range 2 {
		if err := store.Erase(ctx, f.Room); err != nil {
			f.Fatal(err)
		}
	}
	refusedEverywhere(f)
	if err := f.Store.Create(ctx, f.Room, f.NextOrigin("maker"), Plan()); err != nil {
		f.Fatalf("create the room again: %v", err)
	}
	r, err := f.Store.Load(ctx, f.Room)
	if err != nil || len(r.Items) != 0 || len(r.Peers) != 0 || r.Plan.Version != 1 {
		f.Errorf("the room that was created again is %+v, %v; want an empty one", r, err)
	}
}

// refusedEverywhere checks that every command on f.Room, which does not exist, is NotFound.
func refusedEverywhere(f *Fixture) {
	f.Helper()
	ctx := context.Background()
	for _, step := range []room.Mutation{
		room.Acquire{ID: "sofa"},
		room.Renew{ID: "sofa", Token: 1},
		room.Release{ID: "sofa", Token: 1},
		room.Move{ID: "sofa", Token: 1},
		room.Add{ID: "sofa", Product: "sofa.klinte"},
		room.Update{ID: "sofa", Version: 1},
		room.Overwrite{ID: "sofa", Version: 1},
		room.Remove{ID: "sofa", Version: 1},
	} {
		if _, err := f.Do("anna", step); room.CodeOf(err) != room.NotFound {
			f.Errorf("%T: %v, want that it is not found", step, err)
		}
	}
	if _, err := f.All("anna", room.Add{ID: "sofa"}, room.Add{ID: "lamp"}); room.CodeOf(err) != room.NotFound {
		f.Errorf("two adds: %v, want that the room is not found", err)
	}
	edit := room.PlanEdit{Plan: Plan(), Version: 1}
	if _, err := f.Store.SavePlan(ctx, f.Room, f.NextOrigin("anna"), edit); room.CodeOf(err) != room.NotFound {
		f.Errorf("plan: %v, want that the room is not found", err)
	}
	if held, err := f.Store.ListHeld(ctx, f.Room, "anna"); err != nil || len(held) != 0 {
		f.Errorf("anna holds %+v, %v; want nothing", held, err)
	}
	unwritten := []room.Item{{ID: "sofa", Lease: room.Lease{Holder: "anna", Token: 1}}}
	if freed, err := f.Store.EndLeases(ctx, f.Room, unwritten); err != nil || len(freed) != 0 {
		f.Errorf("freed %+v, %v; want nothing", freed, err)
	}
	if _, err := f.Store.Load(ctx, f.Room); room.CodeOf(err) != room.NotFound {
		f.Errorf("load: %v, want that the room is not found", err)
	}
	if there, err := f.Store.Exists(ctx, f.Room); err != nil || there {
		f.Errorf("exists: %t, %v; want that it does not", there, err)
	}
}
