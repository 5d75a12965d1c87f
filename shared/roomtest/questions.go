package roomtest

import (
	"sync"
	"sync/atomic"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
	"homstyle.dev/planner/shared/usage"
)

// QuestionStore is a suggest.Counter with the usage of rooms beside it.
type QuestionStore interface {
	suggest.Counter
	usage.Store
}

// Questions runs the contract suite of suggest.Counter. make returns a store. It may return the same one each
// time, since each test uses its own room.
func Questions(t *testing.T, make func(t testing.TB) QuestionStore) {
	t.Run("WD4_soManyOfManyAtOnceAreCounted", func(t *testing.T) {
		t.Parallel()
		ctx, store, id := t.Context(), make(t), newRoom()
		var counted atomic.Int64
		var g sync.WaitGroup
		for range 20 {
			g.Go(func() {
				ok, err := store.CountQuestion(ctx, id, "2026-11-25", 7)
				if err != nil {
					t.Error(err)
				}
				if ok {
					counted.Add(1)
				}
			})
		}
		g.Wait()
		if counted.Load() != 7 {
			t.Errorf("%d are counted, want 7", counted.Load())
		}
		for _, c := range []struct {
			what string
			id   room.ID
			day  usage.Day
			most int
			want bool
		}{
			{"the same again", id, "2026-11-25", 7, false},
			{"another day", id, "2026-11-26", 7, true},
			{"another room", newRoom(), "2026-11-25", 7, true},
			{"a higher limit", id, "2026-11-25", 8, true},
			{"the higher limit again", id, "2026-11-25", 8, false},
			{"a lower limit", id, "2026-11-25", 1, false},
		} {
			if ok, err := store.CountQuestion(ctx, c.id, c.day, c.most); ok != c.want || err != nil {
				t.Errorf("%s: %v, %v, want %v", c.what, ok, err, c.want)
			}
		}
	})
	t.Run("WD4_questionsAreNoUsage", func(t *testing.T) {
		t.Parallel()
		ctx, store, id := t.Context(), make(t), newRoom()
		if _, err := store.CountQuestion(ctx, id, "2026-11-25", 1); err != nil {
			t.Fatal(err)
		}
		if days, err := store.ListUsage(ctx, id, "2000-01-01", "9999-12-31"); err != nil || len(days) > 0 {
			t.Errorf("%v, %v", days, err)
		}
	})
}
