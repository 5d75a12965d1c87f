package room

import "errors"

// Mutation is one conditional write of one item. The eight step types are the whole
// set; adapters switch over it.
type Mutation interface {
	// ItemID is the item that the step writes.
	ItemID() ItemID
	// Apply says what row i becomes, or why it may not be written: an *Error whose code is
	// Held, Lost, Conflict, Exists or NotFound. A nil i is a row that isn't there. It is
	// pure, and is the rule that every Store must keep.
	Apply(i *Item, s Origin) (Item, error)
	// Versioned reports whether the step is a change of the room (it raises the
	// version and goes to history) or touches the lease alone.
	Versioned() bool
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
		MinVersion int64 // the version that its swept tombstone had; 0 for a new id
	}
	// Update changes the variant of the item at a version (ED2).
	Update struct {
		ID      ItemID
		Variant string
		Version int64
	}
	// Overwrite makes the item at a version what it was once (HS4).
	Overwrite struct {
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

// ApplyOnce is what a Store does with a step: it answers a command that the row has
// already seen with the row as it stands (ID1), and applies any other.
// again is true in the first case.
func ApplyOnce(i *Item, step Mutation, s Origin) (next Item, again bool, err error) {
	if i != nil && i.Seen(s) {
		return *i, true, nil
	}
	next, err = step.Apply(i, s)
	if err != nil {
		return Item{}, false, err
	}
	next.LastOp = s.mark()
	if step.Versioned() {
		next.Changed = s.author()
	}
	return next, false, nil
}

// ApplyAll is what a Store does with all the steps of a command (LK6, MV3, ED5). It
// fills next with the rows as they will stand. again is true when every row has
// seen the command: then there is nothing to write. old has a nil where there is
// no row.
func ApplyAll(old []*Item, s Origin, steps []Mutation, next []Item) (again bool, err error) {
	var refusals []*Error
	seen := 0
	for n, step := range steps {
		row, again, err := ApplyOnce(old[n], step, s)
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

func (a Acquire) Apply(i *Item, s Origin) (Item, error) {
	n, err := present(i, a.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkFree(s); err != nil {
		return n, err
	}
	n.Lease = Lease{Holder: s.Peer, HolderName: s.Name, Token: n.Token + 1, ExpiresAt: s.At.Add(LeaseDuration)}
	return n, nil
}

func (r Renew) Apply(i *Item, s Origin) (Item, error) {
	n, err := present(i, r.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkHolder(s, r.Token); err != nil {
		return n, err
	}
	n.ExpiresAt = s.At.Add(LeaseDuration)
	return n, nil
}

// Apply implements Mutation. A lease that has ended, but that nobody took, may still
// be released by its holder: the outcome is the same.
func (r Release) Apply(i *Item, s Origin) (Item, error) {
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

func (m Move) Apply(i *Item, s Origin) (Item, error) {
	n, err := present(i, m.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkHolder(s, m.Token); err != nil {
		return n, err
	}
	n.Place = m.Place
	n.Version++
	if m.Drop {
		n.free()
	} else {
		n.ExpiresAt = s.At.Add(LeaseDuration)
	}
	return n, nil
}

func (a Add) Apply(i *Item, _ Origin) (Item, error) {
	n := Item{ID: a.ID, Product: a.Product, Variant: a.Variant, Place: a.Place, Version: a.MinVersion + 1}
	if i != nil {
		if !i.Removed {
			return n, existsError(*i)
		}
		n.Version = i.Version + 1
		n.Token = i.Token
	}
	return n, nil
}

func (u Update) Apply(i *Item, s Origin) (Item, error) {
	n, err := checkVersion(i, u.ID, u.Version, s)
	if err != nil {
		return n, err
	}
	n.Variant = u.Variant
	n.Version++
	return n, nil
}

func (r Overwrite) Apply(i *Item, s Origin) (Item, error) {
	n, err := checkVersion(i, r.ID, r.Version, s)
	if err != nil {
		return n, err
	}
	n.Product, n.Variant, n.Place = r.Product, r.Variant, r.Place
	n.Version++
	n.free()
	return n, nil
}

func (r Remove) Apply(i *Item, s Origin) (Item, error) {
	n, err := checkVersion(i, r.ID, r.Version, s)
	if err != nil {
		return n, err
	}
	n.Removed = true
	n.Version++
	n.free()
	return n, nil
}

// checkVersion is the row when it is at the version that the sender saw and may be
// written by it.
func checkVersion(i *Item, id ItemID, version int64, s Origin) (Item, error) {
	n, err := present(i, id)
	if err != nil {
		return n, err
	}
	if err := n.checkFree(s); err != nil {
		return n, err
	}
	if n.Version != version {
		return n, conflictError(n)
	}
	return n, nil
}

func (a Acquire) ItemID() ItemID { return a.ID }

func (r Renew) ItemID() ItemID { return r.ID }

func (r Release) ItemID() ItemID { return r.ID }

func (m Move) ItemID() ItemID { return m.ID }

func (a Add) ItemID() ItemID { return a.ID }

func (u Update) ItemID() ItemID { return u.ID }

func (r Overwrite) ItemID() ItemID { return r.ID }

func (r Remove) ItemID() ItemID { return r.ID }

func (Acquire) Versioned() bool { return false }

func (Renew) Versioned() bool { return false }

func (Release) Versioned() bool { return false }

func (Move) Versioned() bool { return true }

func (Add) Versioned() bool { return true }

func (Update) Versioned() bool { return true }

func (Overwrite) Versioned() bool { return true }

func (Remove) Versioned() bool { return true }
