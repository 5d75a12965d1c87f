package wiretest

import (
	"fmt"
	"testing"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Crowd fills the room with viewers and has one editor change something: each of them
// must be told, once (BC1, BC5). It is apart from Run, since a crowd is slow to gather.
func Crowd(t *testing.T, target Target, size int) {
	tb := &table{T: t, target: target}
	viewers := make([]*client, size)
	var g errgroup.Group
	g.SetLimit(16)
	for n := range viewers {
		g.Go(func() error {
			viewers[n] = tb.enter(fmt.Sprintf("Viewer %d", n), "viewer")
			return nil
		})
	}
	_ = g.Wait()
	anna := tb.enter("Anna", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	for _, v := range viewers {
		await(v, "edited", func(e room.Edited) bool { return has(e.Items, sofa) })
	}
	held := anna.do(anna.acquire(sofa))
	anna.do(anna.move(sofa, 10, held.Token, true))
	for _, v := range viewers {
		// In either order: two functions posted them, and nobody orders their posts.
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
			t.Errorf("a viewer was told of %d locks and %d moves, want one each", locked, moved)
		}
	}
}
