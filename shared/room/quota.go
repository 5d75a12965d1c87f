package room

import (
	"context"
	"maps"
	"slices"
)

// Quota limits the peers and items of a room. Zero is no limit. Peers that join, or items
// that are added, at the same time may exceed it by a few: no rule depends on the number.
type Quota struct{ Peers, Items int }

// rowsPerItem limits the rows of items, tombstones included, to a multiple of
// Quota.Items: tombstones are kept for TombstoneTTL, and each load of the room reads them.
const rowsPerItem = 4

// Refusals of a full room. The connection is closed after ErrTooManyPeers.
var (
	ErrTooManyPeers = &Error{Code: Full, Message: "This room has as many people as it may have."}
	errTooManyItems = &Error{Code: Full, Message: "This room has as many items as it may have."}
	errTooManyRows  = &Error{
		Code: Full,
		Message: "Too many items were removed from this room in the last 30 days. " +
			"Bring one of those back instead.",
	}
)

// admit checks the peer quota for a peer that has just joined, and marks the peer as
// admitted (QU1). A peer that was admitted before is not checked again, so that a full room
// refuses nobody who is in it; a peer whose first sync failed after its join is checked.
func (s *Service) admit(ctx context.Context, a Actor, before Presence, listed int) error {
	if s.Quota.Peers == 0 || before.Admitted && before.Connection == a.Connection {
		return nil
	}
	if !before.Admitted {
		if err := s.checkPeerQuota(ctx, a, listed); err != nil {
			return err
		}
	}
	return s.Store.Admit(ctx, a.Room, a.AsPeer())
}

// checkPeerQuota removes a peer that has just joined and returns ErrTooManyPeers if the
// room now has more peers than its quota. listed is the number of peers in the room's list;
// if the list is full, the peers are counted.
func (s *Service) checkPeerQuota(ctx context.Context, a Actor, listed int) error {
	if listed >= MaxListedPeers {
		n, err := s.Store.CountPeers(ctx, a.Room, s.now())
		if err != nil {
			return err
		}
		listed = n
	}
	if listed <= s.Quota.Peers {
		return nil
	}
	_, _ = s.Store.Leave(ctx, a.Room, a.AsPeer())
	return ErrTooManyPeers
}

// checkItemQuota refuses mutations after which the room would have more items, or rows,
// than its quota and more than now (QU2). An item counts once, so a repeated Add is not
// refused.
func (s *Service) checkItemQuota(ctx context.Context, id ID, mutations []Mutation) error {
	if s.Quota.Items == 0 || !slices.ContainsFunc(mutations, Adds) {
		return nil
	}
	before, err := s.Store.ListItemIDs(ctx, id)
	if err != nil {
		return err
	}
	after := maps.Clone(before)
	if after == nil {
		after = map[ItemID]bool{}
	}
	for _, m := range mutations {
		switch m := m.(type) {
		case Add:
			after[m.ID] = true
		case Remove:
			after[m.ID] = false
		}
	}
	switch items := countPresent(after); {
	case items > s.Quota.Items && items > countPresent(before):
		return errTooManyItems
	case len(after) > rowsPerItem*s.Quota.Items && len(after) > len(before):
		return errTooManyRows
	}
	return nil
}

func countPresent(items map[ItemID]bool) (n int) {
	for _, present := range items {
		if present {
			n++
		}
	}
	return n
}

// Adds reports whether m is an Add. It needs no existing row of the item, so the Store
// must check that the room exists (RM3).
func Adds(m Mutation) bool {
	_, ok := m.(Add)
	return ok
}
