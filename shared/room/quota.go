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

// crowded reports whether the peer that has just joined is one too many (QU1).
func (q Quota) crowded(r Room) bool { return q.Peers > 0 && len(r.Peers) > q.Peers }

// admit refuses steps that add more items than the room takes (QU2). Items that
// these very steps added before don't count: a repeated command is no second one.
func (s *Service) admit(ctx context.Context, id ID, steps []Step) error {
	if s.Quota.Items == 0 || !slices.ContainsFunc(steps, adds) {
		return nil
	}
	added := map[ItemID]bool{}
	for _, step := range steps {
		if adds(step) {
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

func adds(step Step) bool {
	_, ok := step.(Add)
	return ok
}
