// Package memory implements the room's store and archive in memory, for tests, simulations and
// machines without Java. It passes the same contract suites as the DynamoDB table. Writes can be
// made to fail (Store.Fault).
package memory

import (
	"context"
	"maps"
	"slices"
	"sync"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Store is a room.Store in memory. Make it with New.
type Store struct {
	mu          sync.Mutex
	rooms       map[room.ID]*roomRows
	connections map[room.ConnectionID]room.Actor
	cut         map[room.ConnectionID]room.Actor
	uses        map[room.ID]map[usage.Day]usage.Usage
	questions   map[room.ID]map[usage.Day]int
	revoked     map[room.ID][]room.Revocation
	changes     func(archive.Change)
	bundled     func(room.ID, archive.Sequence, room.BundledMessage)
	sequence    int

	// Fault, if set, is called before each write with the write's name. The write is stored if
	// apply is true and returns err, so that a write can fail after it was stored.
	Fault func(write string) (apply bool, err error)
}

var (
	_ room.Store       = (*Store)(nil)
	_ room.Revocations = (*Store)(nil)
)

// roomRows is the rows of one room. Peers may join before the room is created.
type roomRows struct {
	created bool
	plan    room.Plan
	items   map[room.ItemID]room.Item
	peers   []room.Peer // sorted by room.ComparePeers
	summary room.Summary
	// admitted has the peers in peers that were marked by Admit.
	admitted map[room.PeerID]bool
}

// New returns an empty store.
func New() *Store {
	return &Store{
		rooms: map[room.ID]*roomRows{}, connections: map[room.ConnectionID]room.Actor{},
		cut:  map[room.ConnectionID]room.Actor{},
		uses: map[room.ID]map[usage.Day]usage.Usage{}, questions: map[room.ID]map[usage.Day]int{}, revoked: map[room.ID][]room.Revocation{},
	}
}

// OnChange sets the function that is called with each durable change, in order, as the table's
// stream would deliver it. It must be set before the store is used.
func (s *Store) OnChange(f func(archive.Change)) { s.changes = f }

// OnBundled sets the function that is called with each message that is added to a bundle, as
// OnChange does for changes.
func (s *Store) OnBundled(f func(room.ID, archive.Sequence, room.BundledMessage)) { s.bundled = f }

// write runs one write under s.mu, subject to Fault. do must change nothing when it returns an
// error.
func (s *Store) write(name string, id room.ID, do func(*roomRows) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	apply, fault := true, error(nil)
	if s.Fault != nil {
		apply, fault = s.Fault(name)
	}
	if apply {
		if err := do(s.room(id)); err != nil && fault == nil {
			return err
		}
	}
	return fault
}

func (s *Store) room(id room.ID) *roomRows {
	t := s.rooms[id]
	if t == nil {
		t = &roomRows{items: map[room.ItemID]room.Item{}}
		s.rooms[id] = t
	}
	return t
}

func (s *Store) Commit(_ context.Context, id room.ID, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
	var rows []room.Item
	err := s.write("commit", id, func(t *roomRows) (err error) {
		rows, err = s.commit(id, t, stamp, steps)
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (s *Store) commit(id room.ID, t *roomRows, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
	if !t.created && slices.ContainsFunc(steps, room.Adds) {
		return nil, room.ErrNoRoom
	}
	rows := make([]room.Item, len(steps))
	old := make([]*room.Item, len(steps))
	for n, step := range steps {
		if row, ok := t.items[room.ItemIDOf(step)]; ok {
			old[n] = &row
		}
	}
	again, err := room.ApplyAll(old, stamp, steps, rows)
	if err != nil || again {
		return rows, err
	}
	for n, step := range steps {
		t.items[room.ItemIDOf(step)] = rows[n]
		if room.Versioned(step) {
			s.emit(archive.Change{Room: id, Item: &rows[n]})
		}
	}
	return rows, nil
}

func (s *Store) SavePlan(_ context.Context, id room.ID, stamp room.Origin, e room.PlanEdit) (room.Plan, error) {
	var plan room.Plan
	err := s.write("plan", id, func(t *roomRows) error {
		if !t.created {
			return room.ErrNoRoom
		}
		next, again, err := e.Apply(t.plan, stamp)
		if err != nil {
			return err
		}
		plan = next
		if !again {
			t.plan = next
			s.emit(archive.Change{Room: id, Plan: &next})
		}
		return nil
	})
	return plan, err
}

func (s *Store) ListHeld(_ context.Context, id room.ID, p room.PeerID) ([]room.Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var held []room.Item
	rows := s.room(id).items
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if rows[key].Holder == p {
			held = append(held, rows[key])
		}
	}
	return held, nil
}

func (s *Store) EndLeases(_ context.Context, id room.ID, held []room.Item) ([]room.Item, error) {
	var freed []room.Item
	err := s.write("release", id, func(t *roomRows) error {
		for _, old := range held {
			i, there := t.items[old.ID]
			if there && i.Holder == old.Holder && i.Token == old.Token && i.LastOp == old.LastOp {
				i.Lease = room.Lease{Token: i.Token}
				t.items[i.ID] = i
				freed = append(freed, i)
			}
		}
		return nil
	})
	return freed, err
}

func (s *Store) Load(_ context.Context, id room.ID) (room.Room, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.room(id)
	if !t.created {
		return room.Room{}, room.ErrNoRoom
	}
	r := room.Room{ID: id, Plan: t.plan, Peers: slices.Clone(t.peers[:min(room.MaxListedPeers, len(t.peers))])}
	for _, key := range slices.Sorted(maps.Keys(t.items)) {
		r.Items = append(r.Items, t.items[key])
	}
	return r, nil
}

func (s *Store) Exists(_ context.Context, id room.ID) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.room(id).created, nil
}

func (s *Store) ListItemIDs(_ context.Context, id room.ID) (map[room.ItemID]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := map[room.ItemID]bool{}
	for _, i := range s.room(id).items {
		ids[i.ID] = !i.Removed
	}
	return ids, nil
}

func (s *Store) Create(_ context.Context, id room.ID, stamp room.Origin, p room.Plan) error {
	return s.write("create", id, func(t *roomRows) error {
		if t.created {
			return room.ErrRoomExists
		}
		t.created, t.plan = true, room.NewPlan(p, stamp)
		plan := t.plan
		s.emit(archive.Change{Room: id, Plan: &plan})
		return nil
	})
}
