package roomtest

import (
	"context"
	"testing"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Table is a store that rooms are brought back into.
type Table interface {
	room.Store
	archive.RowRestorer
}

// RestoreRows is the contract suite of archive.RowRestorer. make gives a table; tests use rooms of
// their own.
func RestoreRows(t *testing.T, make func(t testing.TB) Table) {
	for name, test := range map[string]func(*testing.T, Table){
		"SN10_lostRoomComesBackOnce":             refillsLost,
		"SN10_recoveredTableIsBroughtForward":    refillsOlder,
		"SN10_whatWasChangedSinceStays":          refillKeepsNewer,
		"LK2_tokensOfLostLeasesNeverFitAgain":    refillRaisesTokens,
		"SN10_whatTheArchiveDoesNotHaveYetStays": refillKeepsAhead,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, make(t))
		})
	}
}

// archived is a room at an hour past the epoch, with a sofa at version 4 and a lamp that
// was removed.
func archived(id room.ID) archive.Snapshot {
	by := room.Author{User: "u1", Name: "Anna", At: Epoch.Add(time.Hour)}
	plan := Plan()
	plan.Version, plan.Changed = 7, by
	return archive.Snapshot{Room: id, Plan: plan, Items: map[room.ItemID]room.Item{
		"sofa": {ID: "sofa", Product: "p", Variant: "moss", Version: 4, Lease: room.Lease{Token: 9}, Changed: by},
		"lamp": {ID: "lamp", Product: "p", Version: 2, Lease: room.Lease{Token: 1}, Removed: true, Changed: by},
	}}
}

func refills(t *testing.T, table Table, from archive.Snapshot, want int) room.Room {
	t.Helper()
	looked := 0
	written, err := table.RestoreRows(context.Background(), from, func() { looked++ })
	if err != nil || written != want || looked != 1+len(from.Items) {
		t.Fatalf("wrote %d of %d rows, %v; want %d", written, looked, err, want)
	}
	r, err := table.Load(context.Background(), from.Room)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func row(r room.Room, id room.ItemID) room.Item {
	for _, i := range r.Items {
		if i.ID == id {
			return i
		}
	}
	return room.Item{}
}

func refillsLost(t *testing.T, table Table) {
	from := archived(newRoom())
	r := refills(t, table, from, 3)
	if sofa := row(r, "sofa"); r.Plan.Version != 7 || sofa.Version != 4 || sofa.Variant != "moss" || !row(r, "lamp").Removed {
		t.Errorf("came back as %+v", r)
	}
	refills(t, table, from, 0)
}

// refillsOlder: the table is as it was before sofa, lamp and plan were changed last.
func refillsOlder(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	f.Add("lamp")
	f.Must("anna", room.Acquire{ID: "sofa"})
	from := archived(f.Room)
	r := refills(t, table, from, 3)
	sofa := row(r, "sofa")
	if r.Plan.Version != 7 || sofa.Version != 4 || sofa.Variant != "moss" || sofa.Holder != "" || !row(r, "lamp").Removed {
		t.Errorf("brought forward to %+v", r)
	}
	refills(t, table, from, 0)
}

// refillKeepsNewer: people changed rows in the recovered table, at versions that the
// archive had given to other changes.
func refillKeepsNewer(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("lamp")
	f.Now = Epoch.Add(2 * time.Hour)
	f.Add("sofa")
	plan := Plan()
	plan.Name = "Kök"
	if _, err := table.SavePlan(context.Background(), f.Room, f.Stamp("anna"), room.PlanEdit{Plan: plan, Version: 1}); err != nil {
		t.Fatal(err)
	}
	from := archived(f.Room)
	r := refills(t, table, from, 3)
	sofa := row(r, "sofa")
	if sofa.Variant != "grey" || r.Plan.Name != "Kök" || !row(r, "lamp").Removed {
		t.Errorf("became %+v", r)
	}
	if sofa.Version != from.Items["sofa"].Version+1 || r.Plan.Version != from.Plan.Version+1 {
		t.Errorf("sofa and plan go on at versions %d and %d", sofa.Version, r.Plan.Version)
	}
	refills(t, table, from, 0)
}

func refillRaisesTokens(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	same := f.Row("sofa")
	from := archived(f.Room)
	from.Plan.Version, from.Items = 1, map[room.ItemID]room.Item{"sofa": same}
	if r := refills(t, table, from, 1); row(r, "sofa").Token <= same.Token+1000 {
		t.Errorf("the sofa's token is %d after %d", row(r, "sofa").Token, same.Token)
	}
	f.Must("bo", room.Acquire{ID: "sofa"})
	if r := refills(t, table, from, 0); row(r, "sofa").Holder != "bo" {
		t.Errorf("a second refill took the sofa from bo")
	}
}

func refillKeepsAhead(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	from := archived(f.Room)
	from.Plan.Version, from.Items = 1, map[room.ItemID]room.Item{"sofa": f.Row("sofa")}
	f.Must("anna", room.Update{ID: "sofa", Variant: "red", Version: 1})
	if r := refills(t, table, from, 0); row(r, "sofa").Variant != "red" {
		t.Errorf("the sofa became %+v", row(r, "sofa"))
	}
}
