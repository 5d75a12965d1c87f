package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Restored is what came of a restore: the rows that were written, and those that
// stay as they are, with the reason.
type Restored struct {
	Items   []room.Item
	Plan    *room.Plan
	Skipped []*room.Error
}

// restoreParallel bounds the writes of a restore that are under way at once.
const restoreParallel = 8

// Restorer brings rooms back to what they were (HS4).
type Restorer struct {
	Table       room.Items
	Broadcaster room.Broadcaster
	Now         func() time.Time
}

// Restore makes the room what it was then, by changes on top of what it is: history goes
// on, and restoring the moment before undoes it. What somebody holds, or changes
// meanwhile, stays theirs. newest is the archive's newest snapshot.
func (r Restorer) Restore(ctx context.Context, a room.Actor, then, newest Snapshot) (Restored, error) {
	if a.Role != room.Owner {
		return Restored{}, errNotOwner
	}
	if then.Plan.Version == 0 {
		return Restored{}, errNotYet
	}
	now, err := r.Table.Load(ctx, a.Room)
	if err != nil {
		return Restored{}, err
	}
	stamp := room.Origin{Peer: a.Peer, Name: a.Name, User: a.User, Op: 1, At: r.Now().UTC().Truncate(time.Millisecond)}
	out, err := r.restoreItems(ctx, a.Room, stamp, MutationsTo(now, then, newest))
	if err == nil && !room.SamePlan(now.Plan, then.Plan) {
		err = r.restorePlan(ctx, a.Room, stamp, room.PlanEdit{Plan: then.Plan, Version: now.Plan.Version}, &out)
	}
	// What is stored is told, also when the rest failed.
	r.tell(ctx, a, out)
	return out, err
}

var (
	errNotOwner = &room.Error{Code: room.Forbidden, Message: "Only an owner of the room may restore it."}
	errNotYet   = &room.Error{Code: room.NotFound, Message: "The room was not there yet at that moment."}
)

func (r Restorer) restoreItems(ctx context.Context, id room.ID, stamp room.Origin, steps []room.Mutation) (Restored, error) {
	var out Restored
	var mu sync.Mutex
	commit := func(step room.Mutation) error {
		rows, err := r.Table.Commit(ctx, id, stamp, []room.Mutation{step})
		mu.Lock()
		defer mu.Unlock()
		if refusal, refused := errors.AsType[*room.Error](err); refused {
			out.Skipped = append(out.Skipped, refusal)
			return nil
		}
		if err != nil {
			return fmt.Errorf("restore %s: %w", room.ItemIDOf(step), err)
		}
		out.Items = append(out.Items, rows...)
		return nil
	}
	var group errgroup.Group
	group.SetLimit(restoreParallel)
	// Each Add checks the room's row in its write, so two at once would collide there.
	group.Go(func() error {
		var failed error
		for _, step := range steps {
			if room.Adds(step) {
				failed = cmp.Or(failed, commit(step))
			}
		}
		return failed
	})
	for _, step := range steps {
		if !room.Adds(step) {
			group.Go(func() error { return commit(step) })
		}
	}
	err := group.Wait()
	slices.SortFunc(out.Items, func(a, b room.Item) int { return cmp.Compare(a.ID, b.ID) })
	return out, err
}

func (r Restorer) restorePlan(ctx context.Context, id room.ID, stamp room.Origin, e room.PlanEdit, out *Restored) error {
	plan, err := r.Table.SavePlan(ctx, id, stamp, e)
	if refusal, ok := errors.AsType[*room.Error](err); ok {
		out.Skipped = append(out.Skipped, refusal)
		return nil
	}
	if err == nil {
		out.Plan = &plan
	}
	return err
}

// tell tells the peers as any edit is told, in events of bounded size.
func (r Restorer) tell(ctx context.Context, a room.Actor, out Restored) {
	if out.Plan != nil {
		r.Broadcaster.Broadcast(ctx, a, nil, room.Edited{Peer: a.Peer, Plan: out.Plan})
	}
	for rows := range slices.Chunk(out.Items, 100) {
		r.Broadcaster.Broadcast(ctx, a, nil, room.Edited{Peer: a.Peer, Items: rows})
	}
}

// MutationsTo are the edits that make the items of now what they were then, by id. An
// item whose tombstone was swept goes on from its version in newest.
func MutationsTo(now room.Room, then, newest Snapshot) []room.Mutation {
	rows := map[room.ItemID]room.Item{}
	for _, i := range now.Items {
		rows[i.ID] = i
	}
	ids := maps.Clone(rows)
	maps.Copy(ids, then.Items)
	var steps []room.Mutation
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		row, was := rows[id], then.Items[id]
		here, there := row.Version > 0 && !row.Removed, was.Version > 0 && !was.Removed
		switch {
		case there && !here:
			steps = append(steps, room.Add{ID: id, Product: was.Product, Variant: was.Variant, Place: was.Place, MinVersion: newest.Items[id].Version})
		case here && !there:
			steps = append(steps, room.Remove{ID: id, Version: row.Version})
		case here && !SamePlacement(row, was):
			steps = append(steps, room.Overwrite{ID: id, Product: was.Product, Variant: was.Variant, Place: was.Place, Version: row.Version})
		}
	}
	return steps
}

// SamePlacement reports whether two versions of an item look and stand alike.
func SamePlacement(a, b room.Item) bool {
	return a.Product == b.Product && a.Variant == b.Variant && a.Place == b.Place && a.Removed == b.Removed
}
