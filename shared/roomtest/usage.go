package roomtest

import (
	"slices"
	"sync"
	"testing"

	"homstyle.dev/planner/shared/usage"
)

// Usage runs the contract suite of usage.Store. make returns a store. It may return the same one
// each time, since each test uses its own room.
func Usage(t *testing.T, make func(t testing.TB) usage.Store) {
	t.Run("US1_daysAreListedInOrder", func(t *testing.T) {
		t.Parallel()
		ctx, store, id := t.Context(), make(t), newRoom()
		use := usage.Usage{
			Invocations: 1,
			Millis:      12,
			In:          1,
			Out:         4,
			Bytes:       900,
			Minutes:     7,
			Reads:       0.5,
			Writes:      1,
			Gone:        2,
			Throttled:   3,
			Denied:      4,
		}
		for _, day := range []usage.Day{"2026-11-25", "2026-11-23", "2026-12-01", "2026-11-23"} {
			if err := store.AddUsage(ctx, id, day, use); err != nil {
				t.Fatal(err)
			}
		}
		want := []usage.DayUsage{{Day: "2026-11-23", Usage: use.Scale(2)}, {Day: "2026-11-25", Usage: use}}
		if got, err := store.ListUsage(ctx, id, "2026-11-01", "2026-11-30"); err != nil || !slices.Equal(got, want) {
			t.Errorf("November is %+v, %v; want %+v", got, err, want)
		}
		if got, err := store.ListUsage(ctx, newRoom(), "2026-11-01", "2026-11-30"); err != nil || len(got) != 0 {
			t.Errorf("another room's is %+v, %v", got, err)
		}
	})
	t.Run("US1_addsFromManyAtOnce", func(t *testing.T) {
		t.Parallel()
		ctx, store, id := t.Context(), make(t), newRoom()
		var g sync.WaitGroup
		for range 20 {
			g.Go(func() {
				if err := store.AddUsage(ctx, id, "2026-11-25", usage.Usage{In: 1, Writes: 0.5}); err != nil {
					t.Error(err)
				}
			})
		}
		g.Wait()
		got, err := store.ListUsage(ctx, id, "2026-11-25", "2026-11-25")
		if err != nil || len(got) != 1 || got[0].In != 20 || got[0].Writes != 10 {
			t.Errorf("%+v, %v; want 20 messages and 10 units", got, err)
		}
	})
}
