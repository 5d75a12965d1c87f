package disk

import (
	"context"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

func (s *Store) Commit(
	ctx context.Context, id room.ID, origin room.Origin, mutations []room.Mutation,
) ([]room.Item, error) {
	return updateResult(ctx, s, func(t *transaction) ([]room.Item, error) {
		next := make([]room.Item, len(mutations))
		return next, t.commit(id, origin, mutations, next)
	})
}

// commit writes the new rows to next and to the file, unless room.ApplyAll refuses the mutations or
// the rows have seen them.
func (t *transaction) commit(id room.ID, origin room.Origin, mutations []room.Mutation, next []room.Item) (err error) {
	if slices.ContainsFunc(mutations, room.Adds) && !t.has(metaKey(id)) {
		return room.ErrNoRoom
	}
	old := make([]*room.Item, len(mutations))
	for n, m := range mutations {
		if old[n], err = t.item(id, room.ItemIDOf(m)); err != nil {
			return err
		}
	}
	repeated, err := room.ApplyAll(old, origin, mutations, next)
	if err != nil || repeated {
		return err
	}
	for n, m := range mutations {
		if err := t.putItem(id, next[n]); err != nil {
			return err
		}
		if room.Versioned(m) {
			if err := t.emit(archive.Change{Room: id, Item: &next[n]}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) SavePlan(
	ctx context.Context, id room.ID, origin room.Origin, e room.PlanEdit,
) (room.Plan, error) {
	return updateResult(ctx, s, func(t *transaction) (room.Plan, error) {
		stored, exists, err := t.plan(id)
		if err != nil {
			return room.Plan{}, err
		}
		if !exists {
			return room.Plan{}, room.ErrNoRoom
		}
		next, repeated, err := e.Apply(stored, origin)
		if err != nil || repeated {
			return next, err
		}
		return next, t.changePlan(id, next)
	})
}

// changePlan writes a plan and adds it to the stream.
func (t *transaction) changePlan(id room.ID, p room.Plan) error {
	if err := t.putPlan(id, p); err != nil {
		return err
	}
	return t.emit(archive.Change{Room: id, Plan: &p})
}

func (s *Store) Create(ctx context.Context, id room.ID, origin room.Origin, p room.Plan) error {
	return s.update(ctx, func(t *transaction) error {
		if t.has(metaKey(id)) {
			return room.ErrRoomExists
		}
		return t.changePlan(id, room.NewPlan(p, origin))
	})
}

func (s *Store) ListHeld(_ context.Context, id room.ID, p room.PeerID) (held []room.Item, err error) {
	err = s.view(func(r rows) error {
		for i, err := range r.items(id) {
			if err != nil {
				return err
			}
			if i.Holder == p {
				held = append(held, i)
			}
		}
		return nil
	})
	return held, err
}

func (s *Store) EndLeases(ctx context.Context, id room.ID, held []room.Item) ([]room.Item, error) {
	return updateResult(ctx, s, func(t *transaction) (freed []room.Item, err error) {
		for _, old := range held {
			i, err := t.item(id, old.ID)
			if err != nil {
				return nil, err
			}
			if i == nil || i.Holder != old.Holder || i.Token != old.Token || i.LastOp != old.LastOp {
				continue
			}
			i.Lease = room.Lease{Token: i.Token}
			if err := t.putItem(id, *i); err != nil {
				return nil, err
			}
			freed = append(freed, *i)
		}
		return freed, nil
	})
}

func (s *Store) Load(_ context.Context, id room.ID) (loaded room.Room, err error) {
	err = s.view(func(r rows) (err error) {
		loaded, err = r.load(id)
		return err
	})
	return loaded, err
}

func (r rows) load(id room.ID) (room.Room, error) {
	plan, exists, err := r.plan(id)
	if err != nil {
		return room.Room{}, err
	}
	if !exists {
		return room.Room{}, room.ErrNoRoom
	}
	loaded := room.Room{ID: id, Plan: plan}
	for i, err := range r.items(id) {
		if err != nil {
			return room.Room{}, err
		}
		loaded.Items = append(loaded.Items, i)
	}
	loaded.Peers, err = r.listPeers(id, room.MaxListedPeers)
	return loaded, err
}

func (s *Store) Exists(_ context.Context, id room.ID) (exists bool, err error) {
	err = s.view(func(r rows) error {
		exists = r.has(metaKey(id))
		return nil
	})
	return exists, err
}

func (s *Store) ListItemIDs(_ context.Context, id room.ID) (map[room.ItemID]bool, error) {
	ids := map[room.ItemID]bool{}
	err := s.view(func(r rows) error {
		for i, err := range r.items(id) {
			if err != nil {
				return err
			}
			ids[i.ID] = !i.Removed
		}
		return nil
	})
	return ids, err
}

// summaryTTL is how long a room's summary is kept after its last write.
const summaryTTL = 24 * time.Hour

func (s *Store) Summary(_ context.Context, id room.ID) (summary room.Summary, err error) {
	err = s.view(func(r rows) error {
		_, err := r.get(crowdKey(id), &summary)
		return err
	})
	return summary, err
}

func (s *Store) PutSummary(ctx context.Context, id room.ID, summary room.Summary) error {
	return s.update(ctx, func(t *transaction) error {
		var stored room.Summary
		if _, err := t.get(crowdKey(id), &stored); err != nil || summary.At.Before(stored.At) {
			return err
		}
		return t.put(crowdKey(id), summary, t.now.Add(summaryTTL))
	})
}
