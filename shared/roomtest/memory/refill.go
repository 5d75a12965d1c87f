package memory

import (
	"context"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Refill implements archive.Refiller.
func (s *Store) Refill(_ context.Context, from archive.Snapshot, each func()) (written int, err error) {
	err = s.write("refill", from.Room, func(t *table) error {
		if s.refillPlan(t, from) {
			written++
		}
		each()
		for _, i := range from.Items {
			if s.refillItem(t, from.Room, archive.Refilled(i)) {
				written++
			}
			each()
		}
		return nil
	})
	return written, err
}

func (s *Store) refillPlan(t *table, from archive.Snapshot) (wrote bool) {
	switch {
	case !t.created || archive.PlanBehind(t.plan, from.Plan):
		t.created, t.plan = true, from.Plan
	case archive.PlanStrayed(t.plan, from.Plan):
		t.plan.Version = from.Plan.Version + 1
		plan := t.plan
		s.tell(archive.Change{Room: from.Room, Plan: &plan})
	default:
		return false
	}
	return true
}

func (s *Store) refillItem(t *table, id room.ID, archived room.Item) (wrote bool) {
	stored, there := t.items[archived.ID]
	switch {
	case !there || archive.ItemBehind(stored, archived):
		t.items[archived.ID] = archived
	case archive.ItemStrayed(stored, archived):
		stored.Version = archived.Version + 1
		t.items[archived.ID] = stored
		s.tell(archive.Change{Room: id, Item: &stored})
	default:
		return false
	}
	return true
}
