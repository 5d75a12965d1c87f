package room

import (
	"context"
	"maps"
	"slices"
)

// Quota is how full a room may be. Zero is no limit. Peers that join, or items that are
// added, at the same moment may exceed it by a few: no rule depends on the number.
type Quota struct{ Peers, Items int }

// rowsPerItem bounds the rows of items, tombstones included, as a multiple of the items
// that a room may have: what was removed is kept for 30 days, and read with the rest.
const rowsPerItem = 4

// Refusals of a full room. After ErrTooManyPeers the connection is closed.
var (
	ErrTooManyPeers = &Error{Code: Full, Message: "This room has as many people as it may have."}
	errTooManyItems = &Error{Code: Full, Message: "This room has as many items as it may have."}
	errTooManyRows  = &Error{
		Code: Full, Message: "Too many items were removed from this room in the last 30 days. Bring one of those back instead.",
	}
)

// checkPeerQuota refuses a peer that has just joined if it is one too many (QU1). listed
// is how many peers the room lists; only when that is as many as it can are they counted.
func (s *Service) checkPeerQuota(ctx context.Context, a Actor, listed int) error {
	if s.Quota.Peers == 0 {
		return nil
	}
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

// checkItemQuota refuses steps after which the room would have more items than it may
// (QU2), or more rows. Mutations that do not make it worse are never refused, and an item
// that these very steps added before counts once: a repeated command is no second one.
func (s *Service) checkItemQuota(ctx context.Context, id ID, steps []Mutation) error {
	if s.Quota.Items == 0 || !slices.ContainsFunc(steps, Adds) {
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
	for _, step := range steps {
		switch step := step.(type) {
		case Add:
			after[step.ID] = true
		case Remove:
			after[step.ID] = false
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
	for _, there := range items {
		if there {
			n++
		}
	}
	return n
}

// Adds reports whether a step is an Add: the one kind that needs no row, and so must be
// refused by the room's absence (RM3).
func Adds(step Mutation) bool {
	_, ok := step.(Add)
	return ok
}
