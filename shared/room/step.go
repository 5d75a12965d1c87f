package room

import "errors"

// Step is one conditional write of one item. The eight step types are the whole
// set; adapters switch over it.
type Step interface {
	// Target is the item that the step writes.
	Target() ItemID
	// Apply says what row i becomes, or why it may not be written: an *Error whose code is
	// Held, Lost, Conflict, Exists or NotFound. A nil i is a row that isn't there. It is
	// pure, and is the rule that every Store must keep.
	Apply(i *Item, s Stamp) (Item, error)
	// Durable reports whether the step is a change of the room (it raises the
	// version and goes to history) or touches the lease alone.
	Durable() bool
}

type (
	// Acquire takes the item's lease (LK1).
	Acquire struct{ ID ItemID }
	// Renew makes a held lease last again (LK4).
	Renew struct {
		ID    ItemID
		Token Token
	}
	// Release frees a held item (LK5).
	Release struct {
		ID    ItemID
		Token Token
	}
	// Move places a held item, and renews the lease or, with Drop, ends it (MV1).
	Move struct {
		ID ItemID
		Place
		Token Token
		Drop  bool
	}
	// Add brings a new item, or a removed one back (ED1).
	Add struct {
		ID               ItemID
		Product, Variant string
		Place
		Past int64 // the version that its swept tombstone had; 0 for a new id
	}
	// Update changes the variant of the item at a version (ED2).
	Update struct {
		ID      ItemID
		Variant string
		Version int64
	}
	// Reset makes the item at a version what it was once (HS4).
	Reset struct {
		ID               ItemID
		Product, Variant string
		Place
		Version int64
	}
	// Remove takes the item at a version out of the room (ED2).
	Remove struct {
		ID      ItemID
		Version int64
	}
)

// Next is what a Store does with a step: it answers a command that the row has
// already seen with the row as it stands (ID1), and applies any other.
// again is true in the first case.
func Next(i *Item, step Step, s Stamp) (next Item, again bool, err error) {
	if i != nil && i.Saw(s) {
		return *i, true, nil
	}
	next, err = step.Apply(i, s)
	if err != nil {
		return Item{}, false, err
	}
	next.Last = s.mark()
	if step.Durable() {
		next.Changed = s.author()
	}
	return next, false, nil
}

// Decide is what a Store does with all the steps of a command (LK6, MV3, ED5). It
// fills next with the rows as they will stand. again is true when every row has
// seen the command: then there is nothing to write. old has a nil where there is
// no row.
func Decide(old []*Item, s Stamp, steps []Step, next []Item) (again bool, err error) {
	var refusals []*Error
	seen := 0
	for n, step := range steps {
		row, again, err := Next(old[n], step, s)
		if refusal, ok := errors.AsType[*Error](err); ok {
			refusals = append(refusals, refusal)
		}
		if again {
			seen++
		}
		next[n] = row
	}
	switch {
	case len(refusals) > 0:
		return false, join(refusals)
	case seen == len(steps):
		return true, nil
	case seen > 0:
		// Part of a command can't have been carried out; someone has written to the
		// rest since.
		return false, ErrCollided
	}
	return false, nil
}

// present is the row, or why there is no item.
func present(i *Item, id ItemID) (Item, error) {
	if i == nil || i.Removed {
		return Item{}, notFoundError(id)
	}
	return *i, nil
}

// Apply implements Step.
func (a Acquire) Apply(i *Item, s Stamp) (Item, error) {
	n, err := present(i, a.ID)
	if err != nil {
		return n, err
	}
	if err := n.holdable(s); err != nil {
		return n, err
	}
	n.Lease = Lease{Holder: s.Peer, HolderName: s.Name, Token: n.Token + 1, ExpiresAt: s.At.Add(LeaseTime)}
	return n, nil
}

// Apply implements Step.
func (r Renew) Apply(i *Item, s Stamp) (Item, error) {
	n, err := present(i, r.ID)
	if err != nil {
		return n, err
	}
	if err := n.heldBy(s, r.Token); err != nil {
		return n, err
	}
	n.ExpiresAt = s.At.Add(LeaseTime)
	return n, nil
}

// Apply implements Step. A lease that has ended, but that nobody took, may still
// be released by its holder: the outcome is the same.
func (r Release) Apply(i *Item, s Stamp) (Item, error) {
	n, err := present(i, r.ID)
	if err != nil {
		return n, err
	}
	if n.Holder != s.Peer || n.Token != r.Token {
		return n, lostError(n)
	}
	n.free()
	return n, nil
}

// Apply implements Step.
func (m Move) Apply(i *Item, s Stamp) (Item, error) {
	n, err := present(i, m.ID)
	if err != nil {
		return n, err
	}
	if err := n.heldBy(s, m.Token); err != nil {
		return n, err
	}
	n.Place = m.Place
	n.Version++
	if m.Drop {
		n.free()
	} else {
		n.ExpiresAt = s.At.Add(LeaseTime)
	}
	return n, nil
}

// Apply implements Step.
func (a Add) Apply(i *Item, _ Stamp) (Item, error) {
	n := Item{ID: a.ID, Product: a.Product, Variant: a.Variant, Place: a.Place, Version: a.Past + 1}
	if i != nil {
		if !i.Removed {
			return n, existsError(*i)
		}
		n.Version = i.Version + 1
		n.Token = i.Token
	}
	return n, nil
}

// Apply implements Step.
func (u Update) Apply(i *Item, s Stamp) (Item, error) {
	n, err := seen(i, u.ID, u.Version, s)
	if err != nil {
		return n, err
	}
	n.Variant = u.Variant
	n.Version++
	return n, nil
}

// Apply implements Step.
func (r Reset) Apply(i *Item, s Stamp) (Item, error) {
	n, err := seen(i, r.ID, r.Version, s)
	if err != nil {
		return n, err
	}
	n.Product, n.Variant, n.Place = r.Product, r.Variant, r.Place
	n.Version++
	n.free()
	return n, nil
}

// Apply implements Step.
func (r Remove) Apply(i *Item, s Stamp) (Item, error) {
	n, err := seen(i, r.ID, r.Version, s)
	if err != nil {
		return n, err
	}
	n.Removed = true
	n.Version++
	n.free()
	return n, nil
}

// seen is the row when it is at the version that the sender saw and may be
// written by it.
func seen(i *Item, id ItemID, version int64, s Stamp) (Item, error) {
	n, err := present(i, id)
	if err != nil {
		return n, err
	}
	if err := n.holdable(s); err != nil {
		return n, err
	}
	if n.Version != version {
		return n, conflictError(n)
	}
	return n, nil
}

// Target implements Step.
func (a Acquire) Target() ItemID { return a.ID }

// Target implements Step.
func (r Renew) Target() ItemID { return r.ID }

// Target implements Step.
func (r Release) Target() ItemID { return r.ID }

// Target implements Step.
func (m Move) Target() ItemID { return m.ID }

// Target implements Step.
func (a Add) Target() ItemID { return a.ID }

// Target implements Step.
func (u Update) Target() ItemID { return u.ID }

// Target implements Step.
func (r Reset) Target() ItemID { return r.ID }

// Target implements Step.
func (r Remove) Target() ItemID { return r.ID }

// Durable implements Step.
func (Acquire) Durable() bool { return false }

// Durable implements Step.
func (Renew) Durable() bool { return false }

// Durable implements Step.
func (Release) Durable() bool { return false }

// Durable implements Step.
func (Move) Durable() bool { return true }

// Durable implements Step.
func (Add) Durable() bool { return true }

// Durable implements Step.
func (Update) Durable() bool { return true }

// Durable implements Step.
func (Reset) Durable() bool { return true }

// Durable implements Step.
func (Remove) Durable() bool { return true }
