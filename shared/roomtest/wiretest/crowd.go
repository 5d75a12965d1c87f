package wiretest

import (
	"fmt"
	"testing"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Crowd fills the room with size viewers and has one editor change items. Each viewer must get
// each event once (BC1, BC5). It is not part of Run, since so many connections take long to open.
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
	anna := tb.enter("Anna", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	for _, v := range viewers {
		await(v, "edited", func(e room.Edited) bool { return has(e.Items, sofa) })
	}
	held := anna.do(anna.acquire(sofa))
	anna.do(anna.move(sofa, 10, held.Token, true))
	for _, v := range viewers {
		// In either order: two functions post them, and their posts have no order.
		locked, moved := 0, 0
		await(v, "locked and moved", func(e room.Event) bool {
			switch e := e.(type) {
			case room.Locked:
				locked++
			case room.Moved:
				if has(e.Items, sofa) {
					moved++
				}
			}
			return locked > 0 && moved > 0
		})
		if locked != 1 || moved != 1 {
			t.Errorf("a viewer got %d locked and %d moved events, want one each", locked, moved)
		}
	}
}
