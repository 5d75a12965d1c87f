package roomtest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// StoredRows reads and changes the rows of a table as they are stored. The item is "" for the row of the plan.
type StoredRows interface {
	// Row returns the stored row, which can be compared with reflect.DeepEqual.
	Row(t testing.TB, id room.ID, item room.ItemID) any
	// SetNewerSchema makes the row one of a newer schema.
	SetNewerSchema(t testing.TB, id room.ID, item room.ItemID)
}

// NewerRows checks that nothing writes to a row of a newer schema (MG2).
func NewerRows(t *testing.T, table Table, rows StoredRows) {
	for name, prepare := range writes {
		t.Run(name, func(t *testing.T) {
			f := NewFixture(t, table)
			f.Add("sofa")
			f.Add("lamp")
			step := prepare(f)
			rows.SetNewerSchema(t, f.Room, "sofa")
			sofa, lamp := rows.Row(t, f.Room, "sofa"), rows.Row(t, f.Room, "lamp")
			for _, others := range [][]room.Mutation{nil, {room.Acquire{ID: "lamp"}}} {
				_, err := f.All("anna", append([]room.Mutation{step}, others...)...)
				refusedAsNewer(t, err)
			}
			unchanged(t, rows, f.Room, "sofa", sofa)
			unchanged(t, rows, f.Room, "lamp", lamp)
		})
	}
	t.Run("SavePlan", func(t *testing.T) {
		f := NewFixture(t, table)
		rows.SetNewerSchema(t, f.Room, "")
		before := rows.Row(t, f.Room, "")
		edit := room.PlanEdit{Plan: Plan(), Version: 1}
		_, err := table.SavePlan(context.Background(), f.Room, f.NextOrigin("anna"), edit)
		refusedAsNewer(t, err)
		unchanged(t, rows, f.Room, "", before)
	})
	t.Run("EndLeases", func(t *testing.T) {
		f := NewFixture(t, table)
		f.Add("sofa")
		held := []room.Item{f.Must("anna", room.Acquire{ID: "sofa"})}
		rows.SetNewerSchema(t, f.Room, "sofa")
		before := rows.Row(t, f.Room, "sofa")
		if freed, _ := table.EndLeases(context.Background(), f.Room, held); len(freed) > 0 {
			t.Errorf("freed %+v", freed)
		}
		unchanged(t, rows, f.Room, "sofa", before)
	})
	for _, item := range []room.ItemID{"", "sofa"} {
		for name, age := range map[string]time.Duration{"older": 0, "changed since": 2 * time.Hour} {
			t.Run("RestoreRows "+name+" "+string(item), func(t *testing.T) { restoreNewer(t, table, rows, item, age) })
		}
	}
}

// writes has each mutation, and what makes the rules allow it.
var writes = map[string]func(*Fixture) room.Mutation{
	"Acquire": func(*Fixture) room.Mutation { return room.Acquire{ID: "sofa"} },
	"Renew": func(f *Fixture) room.Mutation {
		return room.Renew{ID: "sofa", Token: f.Must("anna", room.Acquire{ID: "sofa"}).Token}
	},
	"Release": func(f *Fixture) room.Mutation {
		return room.Release{ID: "sofa", Token: f.Must("anna", room.Acquire{ID: "sofa"}).Token}
	},
	"Move": func(f *Fixture) room.Mutation {
		return room.Move{ID: "sofa", Place: there, Token: f.Must("anna", room.Acquire{ID: "sofa"}).Token}
	},
	"Add": func(f *Fixture) room.Mutation {
		f.Must("anna", room.Remove{ID: "sofa", Version: 1})
		return room.Add{ID: "sofa", Product: "p", Place: there}
	},
	"Update":    func(*Fixture) room.Mutation { return room.Update{ID: "sofa", Place: &there, Version: 1} },
	"Overwrite": func(*Fixture) room.Mutation { return room.Overwrite{ID: "sofa", Product: "p", Version: 1} },
	"Remove":    func(*Fixture) room.Mutation { return room.Remove{ID: "sofa", Version: 1} },
}

// restoreNewer restores rows that are older than the archive's, or were changed after them, where one is of a
// newer schema.
func restoreNewer(t *testing.T, table Table, rows StoredRows, item room.ItemID, age time.Duration) {
	f := NewFixture(t, table)
	f.Now = Epoch.Add(age)
	f.Add("sofa")
	edit := room.PlanEdit{Plan: Plan(), Version: 1}
	if _, err := table.SavePlan(context.Background(), f.Room, f.NextOrigin("anna"), edit); err != nil {
		t.Fatal(err)
	}
	rows.SetNewerSchema(t, f.Room, item)
	before := rows.Row(t, f.Room, item)
	_, err := table.RestoreRows(context.Background(), archived(f.Room), func() {})
	refusedAsNewer(t, err)
	unchanged(t, rows, f.Room, item, before)
}

func refusedAsNewer(t testing.TB, err error) {
	t.Helper()
	if _, ok := errors.AsType[*room.NewerSchemaError](err); !ok {
		t.Errorf("error %v, want that of a newer schema", err)
	}
}

func unchanged(t testing.TB, rows StoredRows, id room.ID, item room.ItemID, before any) {
	t.Helper()
	if after := rows.Row(t, id, item); !reflect.DeepEqual(after, before) {
		t.Errorf("the row %q became\n%v, before\n%v", item, after, before)
	}
}

// MoveOften acquires an item and moves it n times, to x and z from 1 to n. Its errors are those of the store.
func MoveOften(ctx context.Context, store room.Store, id room.ID, item room.ItemID, n int) error {
	origin := room.Origin{Peer: room.PeerID(item), Name: "n", User: "u", Op: 1, At: Epoch}
	rows, err := store.Commit(ctx, id, origin, []room.Mutation{room.Acquire{ID: item}})
	for x := 1; err == nil && x <= n; x++ {
		origin.Op++
		to := room.Move{ID: item, Place: room.Place{X: x, Z: x}, Token: rows[0].Token}
		_, err = store.Commit(ctx, id, origin, []room.Mutation{to})
	}
	return err
}
