package room

import (
	"context"
	"slices"
)

// Quota is how full a room may be. Zero is without end. Who comes or adds at the
// very same moment may pass it by a few: nothing of a room depends on the number.
type Quota struct{ Peers, Items int }

var (
	errCrowded = &RuleError{Kind: Full, Message: "There are as many people in this room as it takes."}
	errStuffed = &RuleError{Kind: Full, Message: "There is as much furniture in this room as it takes."}
)

// seat refuses a peer that has just joined when it is one too many (QU1). Only when the
// room lists as many peers as it can does it take a count to know.
func (s *Service) seat(ctx context.Context, a Actor, listed int) error {
	if s.Quota.Peers == 0 {
		return nil
	}
	if listed == MaxListed {
		n, err := s.Store.Count(ctx, a.Room)
		if err != nil {
			return err
		}
		listed = n
	}
	if listed <= s.Quota.Peers {
		return nil
	}
	_, _ = s.Store.Leave(ctx, a.Room, a.AsPeer())
	return errCrowded
}

// admit refuses steps that add more items than the room takes (QU2). Items that
// these very steps added before don't count: a repeated command is no second one.
func (s *Service) admit(ctx context.Context, id ID, steps []Step) error {
	if s.Quota.Items == 0 || !slices.ContainsFunc(steps, Adds) {
		return nil
	}
	added := map[ItemID]bool{}
	for _, step := range steps {
		if Adds(step) {
			added[step.Target()] = true
		}
	}
	standing, err := s.Store.Standing(ctx, id)
	if err != nil {
		return err
	}
	sum := len(added)
	for _, item := range standing {
		if !added[item] {
			sum++
		}
	}
	if sum > s.Quota.Items {
		return errStuffed
	}
	return nil
}

// Adds reports whether a step is an Add: the one kind that needs no row, and so must be
// refused by the room's absence (RM3).
func Adds(step Step) bool {
	_, ok := step.(Add)
	return ok
}
