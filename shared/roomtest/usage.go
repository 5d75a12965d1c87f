package roomtest

import (
	"context"
	"slices"
	"sync"
	"testing"

	"homstyle.dev/planner/shared/usage"
)

// Usage is the contract suite of usage.Store. make gives a ledger; tests use rooms
// of their own.
func Usage(t *testing.T, make func(t testing.TB) usage.Store) {
	t.Run("US1_daysAreListedInOrder", func(t *testing.T) {
		t.Parallel()
		l, id := make(t), newRoom()
		use := usage.Usage{Invocations: 1, Millis: 12, In: 1, Out: 4, Bytes: 900, Minutes: 7, Reads: 0.5, Writes: 1, Gone: 2, Throttled: 3, Denied: 4}
		for _, day := range []usage.Day{"2026-11-25", "2026-11-23", "2026-12-01", "2026-11-23"} {
			if err := l.AddUsage(context.Background(), id, day, use); err != nil {
				t.Fatal(err)
			}
		}
		want := []usage.DayUsage{{Day: "2026-11-23", Usage: use.Scale(2)}, {Day: "2026-11-25", Usage: use}}
		if got, err := l.ListUsage(context.Background(), id, "2026-11-01", "2026-11-30"); err != nil || !slices.Equal(got, want) {
			t.Errorf("November is %+v, %v; want %+v", got, err, want)
		}
		if got, err := l.ListUsage(context.Background(), newRoom(), "2026-11-01", "2026-11-30"); err != nil || len(got) != 0 {
			t.Errorf("another room's is %+v, %v", got, err)
		}
	})
	t.Run("US1_addsFromManyAtOnce", func(t *testing.T) {
		t.Parallel()
		l, id := make(t), newRoom()
		var g sync.WaitGroup
		for range 20 {
			g.Go(func() {
				if err := l.AddUsage(context.Background(), id, "2026-11-25", usage.Usage{In: 1, Writes: 0.5}); err != nil {
					t.Error(err)
				}
			})
		}
		g.Wait()
		got, err := l.ListUsage(context.Background(), id, "2026-11-25", "2026-11-25")
		if err != nil || len(got) != 1 || got[0].In != 20 || got[0].Writes != 10 {
			t.Errorf("%+v, %v; want 20 messages and 10 units", got, err)
		}
	})
}
