package memory

import (
	"context"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

func (s *Store) RestoreRows(_ context.Context, from archive.Snapshot, each func()) (written int, err error) {
	err = s.write("restore", from.Room, func(t *roomRows) error {
		if s.restorePlan(t, from) {
			written++
		}
		each()
		for _, i := range from.Items {
			if s.restoreItem(t, from.Room, archive.AsRestored(i)) {
				written++
			}
			each()
		}
		return nil
	})
	return written, err
}

func (s *Store) restorePlan(t *roomRows, from archive.Snapshot) (wrote bool) {
	switch {
	case !t.created || archive.PlanStale(t.plan, from.Plan):
		t.created, t.plan = true, from.Plan
	case archive.PlanDiverged(t.plan, from.Plan):
		t.plan.Version = from.Plan.Version + 1
		plan := t.plan
		s.emit(archive.Change{Room: from.Room, Plan: &plan})
	default:
		return false
	}
	return true
}

func (s *Store) restoreItem(t *roomRows, id room.ID, archived room.Item) (wrote bool) {
	stored, there := t.items[archived.ID]
	switch {
	case !there || archive.ItemStale(stored, archived):
		t.items[archived.ID] = archived
	case archive.ItemDiverged(stored, archived):
		stored.Version = archived.Version + 1
		t.items[archived.ID] = stored
		s.emit(archive.Change{Room: id, Item: &stored})
	default:
		return false
	}
	return true
}
