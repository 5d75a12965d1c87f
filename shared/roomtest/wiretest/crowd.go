package wiretest

import (
	"fmt"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// Crowd fills the room with size viewers and has one of two editors change items. Each viewer
// must get each event in bundles alone, once, and no event of locks; the other editor must get
// all of them as they are (BC1, BC5, BC8). It is not part of Run, since so many
// connections take long to open.
func Crowd(t *testing.T, target Target, size int) {
	tb := &table{T: t, target: target}
	viewers := make([]*client, size)
	var g errgroup.Group
	g.SetLimit(16)
	for n := range viewers {
		g.Go(func() (err error) {
			viewers[n], err = tb.tryEnter(unique("user"), unique("tab"), fmt.Sprintf("Viewer %d", n), "viewer")
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	bo := tb.enter("Bo", "editor")
	anna := tb.enter("Anna", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	held := anna.do(anna.acquire(sofa))
	anna.do(anna.move(sofa, 10, held.Token, true))
	anna.send(wire.EncodeCursor(room.CursorCommand{
		Points: []room.CursorPoint{{7, 8, 0}}, Follows: bo.id(), View: &inSight[0],
	}))

	// In any order: several functions post or bundle them, and have no order among them.
	if got := kinds(bo, sofa, 4); !slices.Equal(got, []string{"cursor", "edited", "locked", "moved"}) {
		t.Errorf("the other editor got %q", got)
	}
	for n, v := range viewers {
		if got := kinds(v, sofa, 3); !slices.Equal(got, []string{"bundled cursor", "bundled edited", "bundled moved"}) {
			t.Fatalf("viewer %d got %q", n, got)
		}
	}
}

// kinds waits for n events that kindOf names, and returns their names, sorted.
func kinds(c *client, id room.ItemID, n int) (got []string) {
	c.Helper()
	await(c, "last event", func(e room.Event) bool {
		if kind := kindOf(e, id); kind != "" {
			got = append(got, kind)
		}
		bundle, _ := e.(room.Bundle)
		for _, bundled := range bundle.Events {
			if kind := kindOf(bundled.Event, id); kind != "" {
				got = append(got, "bundled "+kind)
			}
		}
		return len(got) >= n
	})
	slices.Sort(got)
	return got
}

// kindOf returns the type of an event that has the item, or of the cursor that Crowd sends with all its
// fields; else "".
func kindOf(e room.Event, id room.ItemID) string {
	switch e := e.(type) {
	case room.Edited:
		return kindIf("edited", has(e.Items, id))
	case room.Locked:
		return kindIf("locked", has(e.Items, id))
	case room.Moved:
		return kindIf("moved", has(e.Items, id))
	case room.Cursor:
		return kindIf("cursor", len(e.Points) > 0 && e.Follows != "" && e.View != nil && *e.View == inSight[0])
	}
	return ""
}

func kindIf(kind string, is bool) string {
	if !is {
		return ""
	}
	return kind
}
