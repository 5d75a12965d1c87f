package room

import (
	"slices"
	"strings"
	"time"
)

// Change is one stored step of a room, as the table's stream reports it: the whole
// row of an item or the plan, after the step.
type Change struct {
	Room     ID
	Item     *Item // exactly one of Item and Plan
	Plan     *Plan
	Sequence Sequence
}

// Sequence is the stream's number of a change: digits, rising within a room.
type Sequence string

// Compare is negative when s comes before t: as numbers, "" before all.
func (s Sequence) Compare(t Sequence) int {
	a, b := strings.TrimLeft(string(s), "0"), strings.TrimLeft(string(t), "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// By is who made the change, and when.
func (c Change) By() Author {
	if c.Plan != nil {
		return c.Plan.Changed
	}
	return c.Item.Changed
}

// Snapshot is a room's rows, each at its newest version. Leases are left out: they
// are over before a snapshot is read.
type Snapshot struct {
	Room    ID
	At      time.Time // of the newest change in it
	Through Sequence  // history up to here is in it; maybe more
	Erased  time.Time // what was changed up to then is gone for good (SN8); zero for never
	Plan    Plan
	Items   map[ItemID]Item // tombstones included
}

// alive leaves out the changes that were erased: the stream may bring them late.
func (s *Snapshot) alive(changes []Change) []Change {
	if s.Erased.IsZero() {
		return changes
	}
	return slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return !c.By().At.After(s.Erased) })
}

// Fold brings a snapshot up by changes, in any order, any number of times: a row
// is replaced by a newer version only (SN3). It reports whether anything changed.
func Fold(s *Snapshot, changes []Change) bool {
	changed := false
	for _, c := range changes {
		if s.take(c) {
			changed = true
			if c.Sequence.Compare(s.Through) > 0 {
				s.Through = c.Sequence
			}
			if at := c.By().At; at.After(s.At) {
				s.At = at
			}
		}
	}
	return changed
}

func (s *Snapshot) take(c Change) bool {
	if c.Plan != nil {
		if c.Plan.Version <= s.Plan.Version {
			return false
		}
		s.Plan = *c.Plan
		return true
	}
	if c.Item.Version <= s.Items[c.Item.ID].Version {
		return false
	}
	if s.Items == nil {
		s.Items = map[ItemID]Item{}
	}
	i := *c.Item
	i.Lease = Lease{Token: i.Token}
	s.Items[i.ID] = i
	return true
}
