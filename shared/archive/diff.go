package archive

import (
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Kind says how a row differs between two states of a room.
type Kind string

// The kinds.
const (
	Added       Kind = "added"
	Removed     Kind = "removed"
	Moved       Kind = "moved"   // to another place; product and variant may differ, too
	Changed     Kind = "changed" // another product or variant, in the same place
	PlanChanged Kind = "redrawn" // the plan
)

// Difference is one row that differs. Before is nil for an added item, After for a removed one,
// and both for the plan.
type Difference struct {
	Kind          Kind
	Item          room.ItemID // "" for the plan
	Before, After *room.Item
}

// Diff returns the differences between two states of a room (HS3): the plan first, then the
// items sorted by id.
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
		before, after := presentItem(a, id), presentItem(b, id)
		if kind := compareItems(before, after); kind != "" {
			all = append(all, Difference{Kind: kind, Item: id, Before: before, After: after})
		}
	}
	return all
}

// presentItem returns the item, or nil if it is not in the room or was removed.
func presentItem(s Snapshot, id room.ItemID) *room.Item {
	i, ok := s.Items[id]
	if !ok || i.Removed {
		return nil
	}
	return &i
}

// compareItems returns the kind of the difference between two items, which are nil if they are
// not in the room, or "" if there is none.
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
