package room

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Restored is what came of a restore: the rows that were written, and those that
// stay as they are, with the reason.
type Restored struct {
	Items []Item
	Plan  *Plan
	Kept  []*Error
}

// restoreParallel bounds the writes of a restore that are under way at once.
const restoreParallel = 8

// Restore makes the room what it was then, by changes on top of what it is: history
// goes on, and restoring the moment before undoes it (HS4). What somebody holds, or
// changes meanwhile, stays theirs. newest is the archive's newest snapshot.
func (s *Service) Restore(ctx context.Context, a Actor, then, newest Snapshot) (Restored, error) {
	if a.Role != Owner {
		return Restored{}, &Error{Code: Forbidden, Message: "Only an owner of the room may restore it."}
	}
	if then.Plan.Version == 0 {
		return Restored{}, &Error{Code: NotFound, Message: "The room was not there yet at that moment."}
	}
	now, err := s.Store.Load(ctx, a.Room)
	if err != nil {
		return Restored{}, err
	}
	stamp := s.stamp(a, 1)
	out, err := s.restoreItems(ctx, a.Room, stamp, StepsTo(now, then, newest))
	if err == nil && !SamePlan(now.Plan, then.Plan) {
		err = s.restorePlan(ctx, a.Room, stamp, PlanEdit{Plan: then.Plan, Version: now.Plan.Version}, &out)
	}
	// What is stored is told, also when the rest failed.
	s.tellRestored(ctx, a, out)
	return out, err
}

func (s *Service) restoreItems(ctx context.Context, id ID, stamp Stamp, steps []Step) (Restored, error) {
	var out Restored
	var mu sync.Mutex
	var failed error
	commit := func(step Step) {
		rows, err := s.Store.Commit(ctx, id, stamp, []Step{step})
		mu.Lock()
		defer mu.Unlock()
		refusal, refused := errors.AsType[*Error](err)
		switch {
		case err == nil:
			out.Items = append(out.Items, rows...)
		case refused:
			out.Kept = append(out.Kept, refusal)
		default:
			failed = fmt.Errorf("restore %s: %w", step.Target(), err)
		}
	}
	var group sync.WaitGroup
	// Each Add checks the room's row in its write, so two at once would collide there.
	group.Go(func() {
		for _, step := range steps {
			if Adds(step) {
				commit(step)
			}
		}
	})
	others := slices.DeleteFunc(slices.Clone(steps), Adds)
	inParallel(len(others), restoreParallel, func(n int) { commit(others[n]) })
	group.Wait()
	slices.SortFunc(out.Items, func(a, b Item) int { return compareIDs(a.ID, b.ID) })
	return out, failed
}

func (s *Service) restorePlan(ctx context.Context, id ID, stamp Stamp, e PlanEdit, out *Restored) error {
	plan, err := s.Store.SavePlan(ctx, id, stamp, e)
	if refusal, ok := errors.AsType[*Error](err); ok {
		out.Kept = append(out.Kept, refusal)
		return nil
	}
	if err == nil {
		out.Plan = &plan
	}
	return err
}

// tellRestored tells the peers as any edit is told, in events of bounded size.
func (s *Service) tellRestored(ctx context.Context, a Actor, out Restored) {
	if out.Plan != nil {
		s.Broadcast.Publish(ctx, a, nil, Edited{Peer: a.Peer, Plan: out.Plan})
	}
	for rows := range slices.Chunk(out.Items, 100) {
		s.Broadcast.Publish(ctx, a, nil, Edited{Peer: a.Peer, Items: rows})
	}
}

// StepsTo are the edits that make the items of now what they were then, by id. An
// item whose tombstone was swept goes on from its version in newest.
func StepsTo(now Room, then, newest Snapshot) []Step {
	rows := map[ItemID]Item{}
	for _, i := range now.Items {
		rows[i.ID] = i
	}
	ids := maps.Clone(rows)
	maps.Copy(ids, then.Items)
	var steps []Step
	for _, id := range slices.SortedFunc(maps.Keys(ids), compareIDs) {
		row, was := rows[id], then.Items[id]
		here, there := row.Version > 0 && !row.Removed, was.Version > 0 && !was.Removed
		switch {
		case there && !here:
			steps = append(steps, Add{ID: id, Product: was.Product, Variant: was.Variant, Place: was.Place, Past: newest.Items[id].Version})
		case here && !there:
			steps = append(steps, Remove{ID: id, Version: row.Version})
		case here && !SameStand(row, was):
			steps = append(steps, Reset{ID: id, Product: was.Product, Variant: was.Variant, Place: was.Place, Version: row.Version})
		}
	}
	return steps
}

// SameStand reports whether two versions of an item look and stand alike.
func SameStand(a, b Item) bool {
	return a.Product == b.Product && a.Variant == b.Variant && a.Place == b.Place && a.Removed == b.Removed
}

func compareIDs(a, b ItemID) int { return strings.Compare(string(a), string(b)) }
