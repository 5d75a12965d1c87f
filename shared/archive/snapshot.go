package archive

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Change is one stored change of a room, as the table's stream delivers it: the whole row of an
// item or of the plan after the change.
type Change struct {
	Room     room.ID
	Item     *room.Item // exactly one of Item and Plan
	Plan     *room.Plan
	Sequence Sequence
}

// Sequence is the stream's sequence number of a change, in decimal digits. The numbers of one row
// rise. Numbers of different rows, or of the streams of different tables, can't be compared.
type Sequence string

// Row returns the id of the changed item, or "" for the plan.
func (c Change) Row() room.ItemID {
	if c.Plan != nil {
		return ""
	}
	return c.Item.ID
}

// Version returns the row's version after the change.
func (c Change) Version() int64 {
	if c.Plan != nil {
		return c.Plan.Version
	}
	return c.Item.Version
}

// Compare orders the changes of a room by time in milliseconds, then by row, then by version. It
// returns 0 only for the same change.
func (c Change) Compare(d Change) int {
	return cmp.Or(
		cmp.Compare(c.By().At.UnixMilli(), d.By().At.UnixMilli()),
		cmp.Compare(c.Row(), d.Row()), cmp.Compare(c.Version(), d.Version()),
	)
}

// By returns the author and the time of the change.
func (c Change) By() room.Author {
	if c.Plan != nil {
		return c.Plan.Changed
	}
	return c.Item.Changed
}

// Snapshot has the rows of a room, each in its newest version. Items have no leases, only their
// tokens.
type Snapshot struct {
	Room   room.ID
	At     time.Time // of the newest change in it
	Erased time.Time // of the room's last deletion (SN8), or zero: it has no changes up to then
	Plan   room.Plan
	Items  map[room.ItemID]room.Item // tombstones of the last 30 days included
}

// Digest returns the digest of the state (SY4).
func (s *Snapshot) Digest() uint32 {
	return room.Digest(s.Plan, slices.Collect(maps.Values(s.Items)))
}

// lacksPlan reports whether a snapshot has items and no plan: the plan's change is not archived, or
// was lost. A deleted room has neither.
func (s *Snapshot) lacksPlan() bool { return s.Plan.Version == 0 && len(s.Items) > 0 }

// merge adds the rows of other that are newer than those of s. It leaves out rows from before the
// later of the two deletions.
func (s *Snapshot) merge(other Snapshot) {
	if other.Erased.After(s.Erased) {
		s.Erased = other.Erased
	}
	all := append(s.rows(), other.rows()...)
	at := []time.Time{s.At, other.At}
	*s = Snapshot{Room: s.Room, Erased: s.Erased}
	for _, c := range all {
		if c.By().At.After(s.Erased) {
			Fold(s, []Change{c})
		}
	}
	for _, t := range at { // a change that replaced no row may be the latest
		if t.After(s.At) && t.After(s.Erased) {
			s.At = t
		}
	}
}

// rows returns the rows of a snapshot as changes.
func (s *Snapshot) rows() []Change {
	var all []Change
	if s.Plan.Version > 0 {
		all = append(all, Change{Room: s.Room, Plan: new(s.Plan)})
	}
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		all = append(all, Change{Room: s.Room, Item: new(s.Items[id])})
	}
	return all
}

// Swept reports whether i is a tombstone that has expired at that time. Some copies of the room
// may still have it.
func Swept(i room.Item, at time.Time) bool {
	return i.Removed && !at.Before(i.Changed.At.Add(room.TombstoneTTL))
}

// sweep removes the tombstones that have expired at s.At. swept recognizes late changes of their
// items.
func (s *Snapshot) sweep() {
	maps.DeleteFunc(s.Items, func(_ room.ItemID, i room.Item) bool { return Swept(i, s.At) })
}

// repeatLife is an age that no repeated change reaches: the stream keeps a record for streamLife,
// and clocks differ by minutes. It is shorter than room.TombstoneTTL, so that a tombstone expires
// after all repeats of the item's earlier changes.
const repeatLife = room.TombstoneTTL - streamLife

// unarchived returns the changes that are not archived yet. It leaves out changes from before the
// room's deletion, which the stream may deliver late, and changes that an earlier batch archived,
// so that the history has each change once.
func (s *Snapshot) unarchived(changes []Change) []Change {
	var rest []Change
	for _, c := range changes {
		if c.By().At.After(s.Erased) && (!s.has(c) || s.diverged(c)) && !s.swept(c) {
			rest = append(rest, c)
		}
	}
	return rest
}

// erasedAny reports whether any of the changes was made at or before the room's deletion.
func (s *Snapshot) erasedAny(changes []Change) bool {
	return !s.Erased.IsZero() &&
		slices.ContainsFunc(changes, func(c Change) bool { return !c.By().At.After(s.Erased) })
}

// has reports whether the snapshot has the change or a later one of its row. The stream delivers
// the changes of a row in order, so that the change is archived then. An item that is added after
// its tombstone has expired begins at version 1 again.
func (s *Snapshot) has(c Change) bool {
	if c.Plan != nil {
		return c.Plan.Version <= s.Plan.Version
	}
	i, there := s.Items[c.Item.ID]
	switch {
	case !there:
		return false
	case i.Removed && c.By().At.Sub(i.Changed.At) >= repeatLife:
		return false
	case i.Changed.At.Sub(c.By().At) >= repeatLife:
		return true // of an earlier item with the same id
	}
	return c.Item.Version <= i.Version
}

// diverged reports, for a change whose version is not above the row's in the snapshot, whether it
// was made later than the row. Such a change is from a table that was recovered to an earlier time
// (SN10). It is appended to the history. The snapshot gets the row when RestoreRows raises its
// version.
func (s *Snapshot) diverged(c Change) bool {
	newest := s.Plan.Changed.At
	if c.Item != nil {
		newest = s.Items[c.Item.ID].Changed.At
	}
	return c.By().At.Sub(newest) > Lateness
}

// swept reports whether the change is of an item whose tombstone sweep removed: the snapshot lacks
// the item, and the change is too old to be of a new one.
func (s *Snapshot) swept(c Change) bool {
	if c.Item == nil {
		return false
	}
	_, there := s.Items[c.Item.ID]
	return !there && s.At.Sub(c.By().At) >= repeatLife
}

// Fold updates a snapshot with changes, which may be in any order and repeated: a row is replaced
// by a newer version only (SN3). It reports whether a row changed.
func Fold(s *Snapshot, changes []Change) bool {
	changed := false
	for _, c := range changes {
		changed = s.fold(c) || changed
		// Also for a change that replaced no row: as clocks differ, it may be the latest.
		if at := c.By().At; at.After(s.At) {
			s.At = at
		}
	}
	return changed
}

func (s *Snapshot) fold(c Change) bool {
	if s.has(c) {
		return false
	}
	if c.Plan != nil {
		s.Plan = *c.Plan
		return true
	}
	if s.Items == nil {
		s.Items = map[room.ItemID]room.Item{}
	}
	i := *c.Item
	i.Lease = room.Lease{Token: i.Token}
	s.Items[i.ID] = i
	return true
}
