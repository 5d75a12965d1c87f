package archive

import (
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Kind is how a row differs between two moments.
type Kind string

// The kinds.
const (
	Added       Kind = "added"
	Removed     Kind = "removed"
	Moved       Kind = "moved"   // it stands elsewhere; it may look different, too
	Changed     Kind = "changed" // it looks different, where it stood
	PlanChanged Kind = "redrawn" // the plan
)

// Difference is one row that differs. Before and After are nil where there is no
// item, and both for the plan.
type Difference struct {
	Kind          Kind
	Item          room.ItemID // "" for the plan
	Before, After *room.Item
}

// Diff is what differs between two states of a room (HS3): the plan first, then
// items by id.
func Diff(a, b Snapshot) []Difference {
	var all []Difference
	if !room.SamePlan(a.Plan, b.Plan) {
		all = append(all, Difference{Kind: PlanChanged})
	}
	ids := maps.Clone(a.Items)
	if ids == nil {
		ids = map[room.ItemID]room.Item{}
	}
	maps.Copy(ids, b.Items)
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		before, after := there(a, id), there(b, id)
		if kind := compareItems(before, after); kind != "" {
			all = append(all, Difference{Kind: kind, Item: id, Before: before, After: after})
		}
	}
	return all
}

// there is the item if it is in the room.
func there(s Snapshot, id room.ItemID) *room.Item {
	i, ok := s.Items[id]
	if !ok || i.Removed {
		return nil
	}
	return &i
}

func compareItems(a, b *room.Item) Kind {
	switch {
	case a == nil && b == nil:
		return ""
	case a == nil:
		return Added
	case b == nil:
		return Removed
	case a.Place != b.Place:
		return Moved
	case !SamePlacement(*a, *b):
		return Changed
	}
	return ""
}
