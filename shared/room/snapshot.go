package room

import (
	"strconv"
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

// Sequence is the stream's number of a change: digits, rising within a room. Another
// table's stream counts anew; an epoch of two digits in front of the forty keeps it
// above what came before (SN9).
type Sequence string

// sequenceDigits is how many a stream's number has at most.
const sequenceDigits = 40

// NextEpoch is before every number that is stamped after it, and after all before.
func (s Sequence) NextEpoch() Sequence {
	epoch, _ := strconv.Atoi(s.epoch())
	return Sequence("0").in(strconv.Itoa(max(10, epoch+1)))
}

// epoch is "" for a room that has always been in one table.
func (s Sequence) epoch() string { return string(s[:max(0, len(s)-sequenceDigits)]) }

func (s Sequence) in(epoch string) Sequence {
	if epoch == "" {
		return s
	}
	return Sequence(epoch + strings.Repeat("0", max(0, sequenceDigits-len(s))) + string(s))
}

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

// fresh are the changes that are not in the snapshot yet, in its epoch. Left out are
// those that were erased, which the stream may bring late, and those that an earlier
// attempt kept: so that history stays in order, whatever batch they come in again.
func (s *Snapshot) fresh(changes []Change) []Change {
	var rest []Change
	for _, c := range changes {
		c.Sequence = c.Sequence.in(s.Through.epoch())
		if c.By().At.After(s.Erased) && !s.has(c) {
			rest = append(rest, c)
		}
	}
	return rest
}

func (s *Snapshot) has(c Change) bool {
	if c.Sequence.Compare(s.Through) > 0 {
		return false
	}
	if c.Plan != nil {
		return c.Plan.Version <= s.Plan.Version
	}
	return c.Item.Version <= s.Items[c.Item.ID].Version
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
