package roomtest

import (
	"context"
	"testing"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Table is a store into which rooms can be restored from the archive.
type Table interface {
	room.Store
	archive.RowRestorer
}

// RestoreRows runs the contract suite of archive.RowRestorer. make returns a table. It may return
// the same one each time, since each test uses its own room.
func RestoreRows(t *testing.T, make func(t testing.TB) Table) {
	for name, test := range map[string]func(*testing.T, Table){
		"SN10_lostRoomComesBackOnce":       restoreLost,
		"SN10_recoveredTableGetsNewerRows": restoreOlder,
		"SN10_rowsChangedSinceStay":        restoreKeepsNewer,
		"LK2_tokensOfLostLeasesStayOld":    restoreRaisesTokens,
		"SN10_rowsNewerThanTheArchiveStay": restoreKeepsUnarchived,
		"RM5_restoredRoomIsListed":         restoredIsListed,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, make(t))
		})
	}
}

// archived returns the snapshot of a room one hour after Epoch, with the plan at version 7, a sofa
// at version 4, an own piece and the tombstone of a lamp at version 2.
func archived(id room.ID) archive.Snapshot {
	by := room.Author{User: "u1", Name: "Anna", At: Epoch.Add(time.Hour)}
	plan := Plan()
	build(&plan)
	plan.Version, plan.Changed = 7, by
	return archive.Snapshot{Room: id, Plan: plan, Items: map[room.ItemID]room.Item{
		"sofa": {
			ID: "sofa", Product: "p", Variant: "moss", Mirrored: true, Place: there, Version: 4,
			Lease: room.Lease{Token: 9}, Changed: by,
		},
		"mine": {ID: "mine", Own: wardrobe, Version: 1, Changed: by},
		"lamp": {ID: "lamp", Product: "p", Version: 2, Lease: room.Lease{Token: 1}, Removed: true, Changed: by},
	}}
}

func restoreRows(t *testing.T, table Table, from archive.Snapshot, want int) room.Room {
	t.Helper()
	visited := 0
	written, err := table.RestoreRows(context.Background(), from, func() { visited++ })
	if err != nil || written != want || visited != 1+len(from.Items) {
		t.Fatalf("wrote %d of %d rows, %v; want %d", written, visited, err, want)
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

func restoreLost(t *testing.T, table Table) {
	from := archived(newRoom())
	r := restoreRows(t, table, from, 4)
	if r.Plan.Version != 7 || !room.SamePlan(r.Plan, from.Plan) {
		t.Errorf("restored %+v", r.Plan)
	}
	for id, want := range from.Items {
		if got := row(r, id); got.Version != want.Version || !archive.SamePlacement(got, want) {
			t.Errorf("restored %+v, want %+v", got, want)
		}
	}
	restoreRows(t, table, from, 0)
}

// restoreOlder restores into a table whose sofa, lamp and plan are older than the archive's.
func restoreOlder(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	f.Add("lamp")
	f.Must("anna", room.Acquire{ID: "sofa"})
	from := archived(f.Room)
	r := restoreRows(t, table, from, 4)
	sofa := row(r, "sofa")
	asArchived := sofa.Version == 4 && archive.SamePlacement(sofa, from.Items["sofa"]) && sofa.Holder == ""
	if r.Plan.Version != 7 || !asArchived || !row(r, "lamp").Removed {
		t.Errorf("restored %+v", r)
	}
	restoreRows(t, table, from, 0)
}

// restoreKeepsNewer restores into a recovered table in which people have changed rows since, at
// versions that the archive already has for other changes.
func restoreKeepsNewer(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("lamp")
	f.Now = Epoch.Add(2 * time.Hour)
	f.Add("sofa")
	plan := Plan()
	plan.Name = "Kök"
	edit := room.PlanEdit{Plan: plan, Version: 1}
	if _, err := table.SavePlan(context.Background(), f.Room, f.NextOrigin("anna"), edit); err != nil {
		t.Fatal(err)
	}
	from := archived(f.Room)
	r := restoreRows(t, table, from, 4)
	sofa := row(r, "sofa")
	if sofa.Variant != "grey" || r.Plan.Name != "Kök" || !row(r, "lamp").Removed {
		t.Errorf("restored %+v", r)
	}
	if sofa.Version != from.Items["sofa"].Version+1 || r.Plan.Version != from.Plan.Version+1 {
		t.Errorf("sofa and plan go on at versions %d and %d", sofa.Version, r.Plan.Version)
	}
	restoreRows(t, table, from, 0)
}

func restoreRaisesTokens(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	same := f.Row("sofa")
	from := archived(f.Room)
	from.Plan.Version, from.Items = 1, map[room.ItemID]room.Item{"sofa": same}
	if r := restoreRows(t, table, from, 1); row(r, "sofa").Token <= same.Token+1000 {
		t.Errorf("the sofa's token is %d after %d", row(r, "sofa").Token, same.Token)
	}
	f.Must("bo", room.Acquire{ID: "sofa"})
	if r := restoreRows(t, table, from, 0); row(r, "sofa").Holder != "bo" {
		t.Errorf("restoring again ended the lease of bo")
	}
}

func restoreKeepsUnarchived(t *testing.T, table Table) {
	f := NewFixture(t, table)
	f.Add("sofa")
	from := archived(f.Room)
	from.Plan.Version, from.Items = 1, map[room.ItemID]room.Item{"sofa": f.Row("sofa")}
	f.Must("anna", room.Update{ID: "sofa", Variant: new("red"), Version: 1})
	if r := restoreRows(t, table, from, 0); row(r, "sofa").Variant != "red" {
		t.Errorf("the sofa became %+v", row(r, "sofa"))
	}
}
