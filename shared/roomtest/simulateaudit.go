package roomtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// checkedStore wraps the simulation's table. It injects faults and checks each accepted command.
type checkedStore struct {
	room.Store
	w *simulation

	writers map[hold]room.PeerID
	tokens  map[room.ItemID]room.Token
	heldOn  map[hold]room.ConnectionID // the latest connection that acquired or renewed the lease
}

// hold identifies one lease of one item.
type hold struct {
	id    room.ItemID
	token room.Token
}

var errFault = errors.New("the table did not answer")

func (a *checkedStore) Commit(
	ctx context.Context, id room.ID, s room.Origin, steps []room.Mutation,
) ([]room.Item, error) {
	before := a.rows(ctx, id)
	return write(a, func() ([]room.Item, error) {
		rows, err := a.Store.Commit(ctx, id, s, steps)
		if err == nil {
			a.audit(before, rows, s, steps)
			a.noteHeld(rows, s.Peer)
		}
		return rows, err
	})
}

func (a *checkedStore) SavePlan(ctx context.Context, id room.ID, s room.Origin, e room.PlanEdit) (room.Plan, error) {
	return write(a, func() (room.Plan, error) { return a.Store.SavePlan(ctx, id, s, e) })
}

func (a *checkedStore) ListHeld(ctx context.Context, id room.ID, p room.PeerID) ([]room.Item, error) {
	return read(a, func() ([]room.Item, error) { return a.Store.ListHeld(ctx, id, p) })
}

func (a *checkedStore) ListConnections(ctx context.Context, id room.ID) ([]room.Actor, error) {
	return read(a, func() ([]room.Actor, error) { return a.Store.ListConnections(ctx, id) })
}

func (a *checkedStore) EndLeases(ctx context.Context, id room.ID, held []room.Item) ([]room.Item, error) {
	return write(a, func() ([]room.Item, error) {
		freed, err := a.Store.EndLeases(ctx, id, held)
		a.auditFreed(freed)
		return freed, err
	})
}

func (a *checkedStore) Join(ctx context.Context, id room.ID, p room.Peer) (room.Presence, error) {
	return write(a, func() (room.Presence, error) { return a.Store.Join(ctx, id, p) })
}

func (a *checkedStore) Admit(ctx context.Context, id room.ID, p room.Peer) error {
	_, err := write(a, func() (any, error) { return nil, a.Store.Admit(ctx, id, p) })
	return err
}

func (a *checkedStore) Leave(ctx context.Context, id room.ID, p room.Peer) (room.LeaveResult, error) {
	return write(a, func() (room.LeaveResult, error) { return a.Store.Leave(ctx, id, p) })
}

func (a *checkedStore) PutConnection(ctx context.Context, who room.Actor) error {
	_, err := write(a, func() (any, error) { return nil, a.Store.PutConnection(ctx, who) })
	return err
}

func (a *checkedStore) DeleteConnection(ctx context.Context, id room.ID, c room.ConnectionID) error {
	_, err := write(a, func() (any, error) { return nil, a.Store.DeleteConnection(ctx, id, c) })
	return err
}

func (a *checkedStore) CutConnection(ctx context.Context, who room.Actor, at time.Time) error {
	_, err := write(a, func() (any, error) { return nil, a.Store.CutConnection(ctx, who, at) })
	return err
}

func (a *checkedStore) AddToBundle(ctx context.Context, id room.ID, m room.BundledMessage) error {
	_, err := write(a, func() (any, error) { return nil, a.Store.AddToBundle(ctx, id, m) })
	return err
}

func (a *checkedStore) Load(ctx context.Context, id room.ID) (room.Room, error) {
	return read(a, func() (room.Room, error) { return a.Store.Load(ctx, id) })
}

func (a *checkedStore) ListPeers(ctx context.Context, id room.ID) ([]room.Peer, error) {
	return read(a, func() ([]room.Peer, error) { return a.Store.ListPeers(ctx, id) })
}

// Revoked always returns false: the simulation revokes no token.
func (a *checkedStore) Revoked(context.Context, room.ID, room.TokenInfo) (bool, error) {
	return read(a, func() (bool, error) { return false, nil })
}

func (a *checkedStore) Revoke(context.Context, room.ID, room.Revocation) error { return nil }

// read runs a read, which may fail. A crashed function reads nothing.
func read[T any](a *checkedStore, ask func() (T, error)) (none T, _ error) {
	if a.w.dead || a.w.chance(failBefore) {
		return none, errFault
	}
	return ask()
}

// write runs a write with the faults of read. It may also return an error after it has stored the
// rows, and the function may crash then.
func write[T any](a *checkedStore, do func() (T, error)) (result T, err error) {
	result, err = read(a, do)
	if err == nil && a.w.chance(failAfter) {
		return result, errFault
	}
	if err == nil && a.w.chance(crashAfterWrite) {
		a.w.note("crash after the write")
		a.w.dead = true
	}
	return result, err
}

func (a *checkedStore) rows(ctx context.Context, id room.ID) map[room.ItemID]room.Item {
	r, err := a.Store.Load(ctx, id)
	a.w.must(err)
	rows := map[room.ItemID]room.Item{}
	for _, i := range r.Items {
		rows[i.ID] = i
	}
	return rows
}

// audit checks an accepted command: one writer for each token (LK9), tokens and versions that only
// rise (LK2), and no write of an item that another peer holds.
func (a *checkedStore) audit(before map[room.ItemID]room.Item, rows []room.Item, s room.Origin, steps []room.Mutation) {
	if a.writers == nil {
		a.writers, a.tokens = map[hold]room.PeerID{}, map[room.ItemID]room.Token{}
	}
	for n, step := range steps {
		old, row := before[room.ItemIDOf(step)], rows[n]
		if reflect.DeepEqual(old, row) {
			continue // a repeated command: nothing was written
		}
		if row.Token < a.tokens[row.ID] || row.Version < old.Version {
			const format = "LK2: %s went from token %d, version %d to %d, %d"
			a.w.must(fmt.Errorf(format, row.ID, a.tokens[row.ID], old.Version, row.Token, row.Version))
		}
		a.tokens[row.ID] = row.Token
		if !old.Expired(s.At) && old.Holder != s.Peer {
			a.w.must(fmt.Errorf("LK1: %s wrote %s, which %s held", s.Peer, row.ID, old.Holder))
		}
		if row.Product != "" && row.Own != (room.Own{}) {
			a.w.must(fmt.Errorf("WR12: %s is of the product %s and own", row.ID, row.Product))
		}
		if m, ok := step.(room.Move); ok {
			a.accept(hold{row.ID, m.Token}, s.Peer)
		}
	}
}

func (a *checkedStore) accept(h hold, writer room.PeerID) {
	if first, taken := a.writers[h]; taken && first != writer {
		a.w.must(fmt.Errorf("LK9: %s and %s both wrote %s under token %d", first, writer, h.id, h.token))
	}
	a.writers[h] = writer
}

// noteHeld notes which connection's command left the rows held by its peer, also if the command was
// a repeated one: its client was told that it holds them.
func (a *checkedStore) noteHeld(rows []room.Item, p room.PeerID) {
	if a.heldOn == nil {
		a.heldOn = map[hold]room.ConnectionID{}
	}
	for _, row := range rows {
		h := hold{row.ID, row.Token}
		if row.Holder == p && !a.w.opened[a.w.running].Before(a.w.opened[a.heldOn[h]]) {
			a.heldOn[h] = a.w.running
		}
	}
}

// auditFreed checks that the end of a connection freed no item that its peer acquired or renewed on
// a later one, which is open, was cut or was replaced.
func (a *checkedStore) auditFreed(rows []room.Item) {
	for _, row := range rows {
		on := a.heldOn[hold{row.ID, row.Token}]
		if !a.w.left[on] && a.w.opened[on].After(a.w.opened[a.w.running]) {
			a.w.must(fmt.Errorf("LK8: the end of %s freed %s, which was held on %s", a.w.running, row.ID, on))
		}
	}
}

// converged checks the final state: every client equals the table, no command is unanswered, every
// client lists all peers, and the archive equals the table.
func (w *simulation) converged() error {
	r, err := w.table.Store.Load(context.Background(), simRoom)
	if err != nil {
		return err
	}
	listed := min(len(w.clients), room.MaxListedPeers)
	for _, c := range w.clients {
		switch {
		case c.conn == "" || !c.synced:
			return fmt.Errorf("SY6: %s is not in sync: connection %q, synced %t", c.peer, c.conn, c.synced)
		case len(c.pending) > 0:
			return fmt.Errorf("WR5: %s has %d unanswered commands", c.peer, len(c.pending))
		case len(r.Peers) != listed || len(c.replica.Peers) != listed:
			const format = "PR1: the table lists %d peers, %s sees %d, want %d"
			return fmt.Errorf(format, len(r.Peers), c.peer, len(c.replica.Peers), listed)
		}
		if err := c.equals(r); err != nil {
			return err
		}
	}
	return w.archived(r)
}

func (c *client) equals(r room.Room) error {
	if c.replica.Plan.Version != r.Plan.Version || c.replica.Plan.Name != r.Plan.Name {
		return fmt.Errorf("SY6: %s has plan %d, the table %d", c.peer, c.replica.Plan.Version, r.Plan.Version)
	}
	if c.replica.Digest() != room.Digest(r.Plan, r.Items) {
		return fmt.Errorf("SY6: %s and the table differ in their digests", c.peer)
	}
	for _, row := range r.Items {
		mine, known := c.replica.Items[row.ID]
		if row.Removed && (!known || mine.Removed) {
			continue // clients need not have the table's version of a tombstone
		}
		same := mine.Removed == row.Removed && mine.Version == row.Version && mine.Place == row.Place
		if !same || mine.Variant != row.Variant {
			return fmt.Errorf("SY6: %s has %+v\nthe table has %+v", c.peer, mine, row)
		}
	}
	return nil
}

// archived checks SN5: history, snapshot and table are equal.
func (w *simulation) archived(r room.Room) error {
	s, _, err := w.archive.Snapshot(context.Background(), simRoom)
	if err != nil {
		return err
	}
	replayed := archive.Snapshot{Room: simRoom}
	for c, err := range w.archive.History(context.Background(), simRoom, time.Time{}) {
		if err != nil {
			return err
		}
		archive.Fold(&replayed, []archive.Change{c})
	}
	if !reflect.DeepEqual(replayed, s) {
		return errors.New("SN5: history from zero is not the snapshot")
	}
	if s.Plan.Version != r.Plan.Version || len(s.Items) != len(r.Items) {
		return fmt.Errorf("SN5: the snapshot has %d items, the table %d", len(s.Items), len(r.Items))
	}
	if i := slices.IndexFunc(r.Items, func(i room.Item) bool { return s.Items[i.ID].Version != i.Version }); i >= 0 {
		return fmt.Errorf("SN5: the snapshot is behind the table at %s", r.Items[i].ID)
	}
	return nil
}
