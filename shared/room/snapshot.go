package room

import "time"

// Change is one stored step of a room, as the table's stream reports it: the whole
// row of an item or the plan, after the step.
type Change struct {
	Room     ID
	Item     *Item // exactly one of Item and Plan
	Plan     *Plan
	Sequence string // the stream's sequence number; rises within a room
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
	Room  ID
	At    time.Time // of the newest change in it
	Plan  Plan
	Items map[ItemID]Item
}

// Fold brings a snapshot up by changes, in any order, any number of times: a row
// is replaced by a newer version only (SN3). It reports whether anything changed.
func Fold(s *Snapshot, changes []Change) bool {
	changed := false
	for _, c := range changes {
		if s.take(c) {
			changed = true
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
