package archive

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Change is one stored step of a room, as the table's stream reports it: the whole
// row of an item or the plan, after the step.
type Change struct {
	Room     room.ID
	Item     *room.Item // exactly one of Item and Plan
	Plan     *room.Plan
	Sequence Sequence
}

// Sequence is the stream's number of a change: digits. Numbers of one row rise; those of
// two rows, or of two tables' streams, say nothing of each other.
type Sequence string

// Row is the id of the changed item; "" for the plan.
func (c Change) Row() room.ItemID {
	if c.Plan != nil {
		return ""
	}
	return c.Item.ID
}

// Version is the row's version after the change.
func (c Change) Version() int64 {
	if c.Plan != nil {
		return c.Plan.Version
	}
	return c.Item.Version
}

// Compare orders a room's changes: by their time in milliseconds, then by row and version.
// Only the same change is equal.
func (c Change) Compare(d Change) int {
	return cmp.Or(
		cmp.Compare(c.By().At.UnixMilli(), d.By().At.UnixMilli()),
		cmp.Compare(c.Row(), d.Row()), cmp.Compare(c.Version(), d.Version()),
	)
}

// By is who made the change, and when.
func (c Change) By() room.Author {
	if c.Plan != nil {
		return c.Plan.Changed
	}
	return c.Item.Changed
}

// Snapshot is a room's rows, each at its newest version. Leases are left out: they
// are over before a snapshot is read.
type Snapshot struct {
	Room   room.ID
	At     time.Time // of the newest change in it
	Erased time.Time // what was changed up to then is gone for good (SN8); zero for never
	Plan   room.Plan
	Items  map[room.ItemID]room.Item // tombstones of the last 30 days included
}

// Swept reports whether i is a tombstone that is over at that time: a copy of the room
// may have it, or not.
func Swept(i room.Item, at time.Time) bool {
	return i.Removed && !at.Before(i.Changed.At.Add(room.TombstoneTTL))
}

// sweep drops the tombstones that are over by the snapshot's own time. fresh still tells
// a late change of such an item from a new item.
func (s *Snapshot) sweep() {
	maps.DeleteFunc(s.Items, func(_ room.ItemID, i room.Item) bool { return Swept(i, s.At) })
}

// repeatLife is longer than anything is repeated: the stream has a record for streamLife,
// and clocks are minutes apart. It is shorter than room.TombstoneTTL, so that a tombstone
// outlives the repeats of all that came before it.
const repeatLife = room.TombstoneTTL - streamLife

// unarchived are the changes that are not in the archive yet. Left out are those that were
// erased, which the stream may bring late, and those that an earlier attempt kept: so
// each change is in history once, whatever batch it comes in again.
func (s *Snapshot) unarchived(changes []Change) []Change {
	var rest []Change
	for _, c := range changes {
		if c.By().At.After(s.Erased) && (!s.has(c) || s.diverged(c)) && !s.hadOnce(c) {
			rest = append(rest, c)
		}
	}
	return rest
}

// erasedAny reports whether any of the changes was made at or before the room's deletion.
func (s *Snapshot) erasedAny(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return !c.By().At.After(s.Erased) })
}

// has reports whether the change, or a later one of its row, is in the snapshot. The
// stream brings a row's changes in order, so that the change was kept then. An item that
// is added after its tombstone left the table begins at version 1 again.
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
		return true // of the item that was there before
	}
	return c.Item.Version <= i.Version
}

// diverged reports whether the change was made later than the newest of its row that the
// archive has, at a version that is no higher: in a table that was recovered to a time
// before (SN10). It belongs in history. The snapshot gets the row when RestoreRows raises its
// version.
func (s *Snapshot) diverged(c Change) bool {
	newest := s.Plan.Changed.At
	if c.Item != nil {
		newest = s.Items[c.Item.ID].Changed.At
	}
	return c.By().At.Sub(newest) > Lateness
}

// hadOnce reports whether an item that the snapshot lacks is one whose tombstone was
// swept: nothing new is that old.
func (s *Snapshot) hadOnce(c Change) bool {
	if c.Item == nil {
		return false
	}
	_, there := s.Items[c.Item.ID]
	return !there && s.At.Sub(c.By().At) >= repeatLife
}

// Fold brings a snapshot up by changes, in any order, any number of times: a row
// is replaced by a newer version only (SN3). It reports whether anything changed.
func Fold(s *Snapshot, changes []Change) bool {
	changed := false
	for _, c := range changes {
		changed = s.take(c) || changed
		// Also of a version that was passed over: clocks are apart, and it may be the latest.
		if at := c.By().At; at.After(s.At) {
			s.At = at
		}
	}
	return changed
}

func (s *Snapshot) take(c Change) bool {
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
