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

// Restored is the result of a restore: the rows that were written, and for each row that was not
// written the reason.
type Restored struct {
	Items   []room.Item
	Plan    *room.Plan
	Skipped []*room.Error
}

// restoreParallel bounds the concurrent writes of a restore.
const restoreParallel = 8

// Restorer restores rooms to an earlier state (HS4).
type Restorer struct {
	Table       room.Items
	Broadcaster room.Broadcaster
	Now         func() time.Time
}

// Restore writes the state then as new versions of the rows that differ from it, and broadcasts
// them as edits. Restoring the state from before the call undoes it. It does not write items that
// are held by somebody or change during the call: Restored.Skipped has them. newest is the newest
// snapshot of the room. It returns a *room.Error if a is not an owner or then has no plan. After
// another error, some rows may have been written and broadcast: Restored has them.
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
	at := r.Now().UTC().Truncate(time.Millisecond)
	origin := room.Origin{Peer: a.Peer, Name: a.Name, User: a.User, Op: 1, At: at}
	out, err := r.restoreItems(ctx, a.Room, origin, MutationsTo(now, then, newest))
	if err == nil && !room.SamePlan(now.Plan, then.Plan) {
		err = r.restorePlan(ctx, a.Room, origin, room.PlanEdit{Plan: then.Plan, Version: now.Plan.Version}, &out)
	}
	// Peers must see what is stored, also if the rest failed.
	r.broadcast(ctx, a, out)
	return out, err
}

var (
	errNotOwner = &room.Error{Code: room.Forbidden, Message: "Only an owner of the room may restore it."}
	errNotYet   = &room.Error{Code: room.NotFound, Message: "The room did not exist at that time."}
)

// restoreItems commits each step by itself. A step that the table refuses is not an error.
func (r Restorer) restoreItems(
	ctx context.Context, id room.ID, origin room.Origin, steps []room.Mutation,
) (Restored, error) {
	var out Restored
	var mu sync.Mutex
	commit := func(step room.Mutation) error {
		rows, err := r.Table.Commit(ctx, id, origin, []room.Mutation{step})
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
	// The write of an Add checks the room's row, so that two concurrent ones would conflict.
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

func (r Restorer) restorePlan(
	ctx context.Context, id room.ID, origin room.Origin, e room.PlanEdit, out *Restored,
) error {
	plan, err := r.Table.SavePlan(ctx, id, origin, e)
	if refusal, ok := errors.AsType[*room.Error](err); ok {
		out.Skipped = append(out.Skipped, refusal)
		return nil
	}
	if err == nil {
		out.Plan = &plan
	}
	return err
}

// broadcast sends the written rows to the peers as edits, in events of bounded size.
func (r Restorer) broadcast(ctx context.Context, a room.Actor, out Restored) {
	if out.Plan != nil {
		r.Broadcaster.Broadcast(ctx, a, nil, room.Edited{Peer: a.Peer, Plan: out.Plan})
	}
	for rows := range slices.Chunk(out.Items, 100) {
		r.Broadcaster.Broadcast(ctx, a, nil, room.Edited{Peer: a.Peer, Items: rows})
	}
}

// MutationsTo returns the mutations that change the items of now to those of then, sorted by id.
// An item that the table no longer has, as its tombstone has expired, gets a version above the one
// in newest.
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
			steps = append(steps, room.Add{
				ID: id, Product: was.Product, Variant: was.Variant, Own: was.Own, Mirrored: was.Mirrored, Place: was.Place,
				MinVersion: newest.Items[id].Version,
			})
		case here && !there:
			steps = append(steps, room.Remove{ID: id, Version: row.Version})
		case here && !SamePlacement(row, was):
			steps = append(steps, room.Overwrite{
				ID: id, Product: was.Product, Variant: was.Variant, Own: was.Own, Mirrored: was.Mirrored, Place: was.Place,
				Version: row.Version,
			})
		}
	}
	return steps
}

// SamePlacement reports whether two versions of an item are the same piece at the same place, and
// both or neither are removed.
func SamePlacement(a, b room.Item) bool {
	return a.Product == b.Product && a.Variant == b.Variant && a.Own == b.Own && a.Mirrored == b.Mirrored &&
		a.Place == b.Place && a.Removed == b.Removed
}
