package room

import (
	"errors"
	"fmt"
)

// Mutation is one conditional write of one item. The eight types below are the whole
// set: [ItemIDOf] and the adapters switch over them.
type Mutation interface {
	// Apply returns the row that i becomes, or an *Error with code Held, Lost, Conflict,
	// Exists or NotFound if the write is not allowed. i is nil if the row does not exist.
	// Apply is pure. Every Store must decide exactly as it does.
	Apply(i *Item, o Origin) (Item, error)
}

type (
	// Acquire takes the item's lease and raises its fencing token (LK1, LK2).
	Acquire struct{ ID ItemID }
	// Renew extends a held lease to LeaseDuration from now (LK4).
	Renew struct {
		ID    ItemID
		Token Token
	}
	// Release ends the lease of an item that the sender holds (LK5).
	Release struct {
		ID    ItemID
		Token Token
	}
	// Move places an item that the sender holds, and renews the lease or, with Drop,
	// ends it (MV1).
	Move struct {
		ID ItemID
		Place
		Token Token
		Drop  bool
	}
	// Add adds an item with a new id, or one that was removed (ED1).
	Add struct {
		ID               ItemID
		Product, Variant string
		Own              Own
		Mirrored         bool
		Place
		MinVersion int64 // version of the tombstone if it was deleted after TombstoneTTL; 0 for a new id
	}
	// Update changes what is not nil in it, if the item is at Version (ED2).
	Update struct {
		ID       ItemID
		Variant  *string // of an item of a product only
		Place    *Place
		Mirrored *bool
		Own      *Own // of an item that is somebody's own only
		Version  int64
	}
	// Overwrite restores an earlier state of the item if it is at Version (HS4).
	Overwrite struct {
		ID               ItemID
		Product, Variant string
		Own              Own
		Mirrored         bool
		Place
		Version int64
	}
	// Remove removes the item if it is at Version, and leaves a tombstone (ED2, ED3).
	Remove struct {
		ID      ItemID
		Version int64
	}
)

// ItemIDOf returns the id of the item that m writes.
func ItemIDOf(m Mutation) ItemID {
	switch m := m.(type) {
	case Acquire:
		return m.ID
	case Renew:
		return m.ID
	case Release:
		return m.ID
	case Move:
		return m.ID
	case Add:
		return m.ID
	case Update:
		return m.ID
	case Overwrite:
		return m.ID
	case Remove:
		return m.ID
	}
	panic(fmt.Sprintf("room: unknown mutation %T", m))
}

// Versioned reports whether m raises the item's version, and so is a change that goes
// to history. The others write the lease alone.
func Versioned(m Mutation) bool {
	switch m.(type) {
	case Acquire, Renew, Release:
		return false
	}
	return true
}

// ApplyOnce applies m to row i unless the row has seen the command already: then it
// returns the row unchanged and repeated is true (ID1). The row that it returns names
// the command in LastOp. Errors are those of Mutation.Apply.
func ApplyOnce(i *Item, m Mutation, o Origin) (next Item, repeated bool, err error) {
	if i != nil && i.Seen(o) {
		return *i, true, nil
	}
	next, err = m.Apply(i, o)
	if err != nil {
		return Item{}, false, err
	}
	next.LastOp = o.opID()
	if Versioned(m) {
		next.Changed = o.author()
	}
	return next, false, nil
}

// ApplyAll applies all mutations of a command, or none (LK6, MV3, ED5). old has the row
// of each mutation, nil where none exists; ApplyAll writes the new rows to next, which
// has the same length. repeated is true if every row has seen the command: the caller
// must then write nothing. If some have, the error is ErrCollided. If mutations are
// refused, it is one *Error with the rows of all of them.
func ApplyAll(old []*Item, o Origin, mutations []Mutation, next []Item) (repeated bool, err error) {
	var refusals []*Error
	seen := 0
	for n, m := range mutations {
		row, repeated, err := ApplyOnce(old[n], m, o)
		if refusal, ok := errors.AsType[*Error](err); ok {
			refusals = append(refusals, refusal)
		}
		if repeated {
			seen++
		}
		next[n] = row
	}
	switch {
	case len(refusals) > 0:
		return false, join(refusals)
	case seen == len(mutations):
		return true, nil
	case seen > 0:
		// A command is stored in full or not at all, so another command has written to
		// the other rows since.
		return false, ErrCollided
	}
	return false, nil
}

// present returns the row, or NotFound if it does not exist or is a tombstone.
func present(i *Item, id ItemID) (Item, error) {
	if i == nil || i.Removed {
		return Item{}, notFoundError(id)
	}
	return *i, nil
}

func (a Acquire) Apply(i *Item, o Origin) (Item, error) {
	n, err := present(i, a.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkFree(o); err != nil {
		return n, err
	}
	n.Lease = Lease{Holder: o.Peer, HolderName: o.Name, Token: n.Token + 1, ExpiresAt: o.At.Add(LeaseDuration)}
	return n, nil
}

func (r Renew) Apply(i *Item, o Origin) (Item, error) {
	n, err := present(i, r.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkHolder(o, r.Token); err != nil {
		return n, err
	}
	n.ExpiresAt = o.At.Add(LeaseDuration)
	return n, nil
}

// Apply accepts a lease that has expired, if nobody acquired the item since: the result
// is the same as that of a release in time.
func (r Release) Apply(i *Item, o Origin) (Item, error) {
	n, err := present(i, r.ID)
	if err != nil {
		return n, err
	}
	if n.Holder != o.Peer || n.Token != r.Token {
		return n, lostError(n)
	}
	n.free()
	return n, nil
}

func (m Move) Apply(i *Item, o Origin) (Item, error) {
	n, err := present(i, m.ID)
	if err != nil {
		return n, err
	}
	if err := n.checkHolder(o, m.Token); err != nil {
		return n, err
	}
	n.Place = m.Place
	n.Version++
	if m.Drop {
		n.free()
	} else {
		n.ExpiresAt = o.At.Add(LeaseDuration)
	}
	return n, nil
}

func (a Add) Apply(i *Item, _ Origin) (Item, error) {
	n := Item{
		ID: a.ID, Product: a.Product, Variant: a.Variant, Own: a.Own, Mirrored: a.Mirrored, Place: a.Place,
		Version: a.MinVersion + 1,
	}
	if i != nil {
		if !i.Removed {
			return n, existsError(*i)
		}
		n.Version = i.Version + 1
		n.Token = i.Token
	}
	return n, nil
}

func (u Update) Apply(i *Item, o Origin) (Item, error) {
	n, err := checkVersion(i, u.ID, u.Version, o)
	if err != nil {
		return n, err
	}
	if isOwn := n.Own != (Own{}); u.Variant != nil && isOwn || u.Own != nil && !isOwn {
		return n, conflictError(n)
	}
	assign(&n.Variant, u.Variant)
	assign(&n.Place, u.Place)
	assign(&n.Mirrored, u.Mirrored)
	assign(&n.Own, u.Own)
	n.Version++
	return n, nil
}

// assign sets *to to *value, unless value is nil.
func assign[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}

func (r Overwrite) Apply(i *Item, o Origin) (Item, error) {
	n, err := checkVersion(i, r.ID, r.Version, o)
	if err != nil {
		return n, err
	}
	n.Product = r.Product
	n.Variant = r.Variant
	n.Own = r.Own
	n.Mirrored = r.Mirrored
	n.Place = r.Place
	n.Version++
	n.free()
	return n, nil
}

func (r Remove) Apply(i *Item, o Origin) (Item, error) {
	n, err := checkVersion(i, r.ID, r.Version, o)
	if err != nil {
		return n, err
	}
	n.Removed = true
	n.Version++
	n.free()
	return n, nil
}

// checkVersion returns the row if it exists, the sender may write it without a token
// (checkFree) and it is at the given version. Else the error is NotFound, Held or
// Conflict.
func checkVersion(i *Item, id ItemID, version int64, o Origin) (Item, error) {
	n, err := present(i, id)
	if err != nil {
		return n, err
	}
	if err := n.checkFree(o); err != nil {
		return n, err
	}
	if n.Version != version {
		return n, conflictError(n)
	}
	return n, nil
}
