package stack

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/room"
)

// seed creates the demo room if it does not exist. It uses the same store as the functions.
func (s *Stack) seed(ctx context.Context) error {
	if s.opts.Demo == "" {
		return nil
	}
	id := room.ID(s.opts.Demo)
	now := time.Now().UTC().Truncate(time.Millisecond)
	stamp := room.Origin{Peer: "localstack", Name: "localstack", User: "localstack", Op: 1, At: now}
	err := s.store.rooms.Create(ctx, id, stamp, demoPlan())
	if room.CodeOf(err) == room.Exists {
		return nil
	}
	if err == nil {
		stamp.Op++
		_, err = s.store.rooms.Commit(ctx, id, stamp, demoItems())
	}
	if err != nil {
		return fmt.Errorf("creating the room %s: %w", id, err)
	}
	return nil
}

// demoPlan returns a living room of 6 by 4.5 m.
func demoPlan() room.Plan {
	return room.Plan{
		Name: "Vardagsrum", Units: "cm",
		Outline: []room.Point{{0, 0}, {6000, 0}, {6000, 4500}, {0, 4500}},
		Walls:   []room.Wall{{ID: "wall-1", From: room.Point{4200, 0}, To: room.Point{4200, 1400}, Thickness: 100}},
		Doors:   []room.Door{{ID: "door-1", X: 5200, Y: 4500, Width: 900, Hinge: "left", Opens: "in"}},
		Windows: []room.Window{
			{ID: "window-1", X: 1400, Y: 0, Width: 1400},
			{ID: "window-2", X: 3100, Y: 0, Width: 1400},
		},
	}
}

// demoItems returns the room's furniture. Rugs come first, since later items are drawn above
// earlier ones.
func demoItems() []room.Mutation {
	at := func(x, y, rotation int) room.Place { return room.Place{X: x, Y: y, Rotation: rotation} }
	return []room.Mutation{
		room.Add{ID: "rug-1", Product: "rug.ljung", Variant: "sand", Place: at(2100, 2700, 0)},
		room.Add{ID: "sofa-1", Product: "sofa.klinte", Variant: "moss", Place: at(2100, 3980, 180)},
		room.Add{ID: "table-1", Product: "table.alvik", Place: at(2100, 2700, 0)},
		room.Add{ID: "armchair-1", Product: "armchair.myrten", Variant: "clay", Place: at(620, 2500, 270)},
		room.Add{ID: "storage-1", Product: "storage.fjordby", Place: at(2200, 260, 0)},
		room.Add{ID: "lamp-1", Product: "lamp.manljus", Place: at(600, 4050, 0)},
		room.Add{ID: "plant-1", Product: "plant.gronska", Place: at(3750, 420, 0)},
	}
}
