package roomtest

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Epoch is when tests begin.
var Epoch = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// Plan is a small room.
func Plan() room.Plan {
	return room.Plan{
		Name: "Vardagsrum", Units: "cm",
		Outline: []room.Point{{0, 0}, {5000, 0}, {5000, 4000}, {0, 4000}},
		Walls:   []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{},
	}
}

// Fixture is a fresh room in a store, and a clock that only moves when told.
type Fixture struct {
	testing.TB
	Store room.Store
	Room  room.ID
	Now   time.Time

	ops map[room.PeerID]room.Op
}

// NewFixture creates a room of its own, so that tests may share a table.
func NewFixture(t testing.TB, s room.Store) *Fixture {
	t.Helper()
	f := &Fixture{TB: t, Store: s, Room: newRoom(), Now: Epoch, ops: map[room.PeerID]room.Op{}}
	if err := s.Create(context.Background(), f.Room, f.Stamp("maker"), Plan()); err != nil {
		t.Fatalf("create room: %v", err)
	}
	return f
}

// newRoom is the id of a room that no other test has.
func newRoom() room.ID { return room.ID("t-" + strings.ToLower(rand.Text())) }

// Origin is the peer's next command, now.
func (f *Fixture) Stamp(p room.PeerID) room.Origin {
	f.ops[p]++
	return room.Origin{Peer: p, Name: "name of " + string(p), User: "user of " + string(p), Op: f.ops[p], At: f.Now}
}

// Do carries out one step of the peer's.
func (f *Fixture) Do(p room.PeerID, step room.Mutation) (room.Item, error) {
	f.Helper()
	rows, err := f.Store.Commit(context.Background(), f.Room, f.Stamp(p), []room.Mutation{step})
	if err != nil {
		return room.Item{}, err
	}
	return rows[0], nil
}

// All carries out several steps of the peer's, or none.
func (f *Fixture) All(p room.PeerID, steps ...room.Mutation) ([]room.Item, error) {
	f.Helper()
	return f.Store.Commit(context.Background(), f.Room, f.Stamp(p), steps)
}

// Must carries out a step that has to succeed.
func (f *Fixture) Must(p room.PeerID, step room.Mutation) room.Item {
	f.Helper()
	i, err := f.Do(p, step)
	if err != nil {
		f.Fatalf("%T by %s: %v", step, p, err)
	}
	return i
}

// Add puts an item into the room.
func (f *Fixture) Add(id room.ItemID) room.Item {
	f.Helper()
	return f.Must("maker", room.Add{ID: id, Product: "sofa.klinte", Variant: "grey", Place: room.Place{X: 1, Y: 2, Rotation: 3}})
}

// Row is the item as the store has it.
func (f *Fixture) Row(id room.ItemID) room.Item {
	f.Helper()
	r, err := f.Store.Load(context.Background(), f.Room)
	if err != nil {
		f.Fatalf("load: %v", err)
	}
	for _, i := range r.Items {
		if i.ID == id {
			return i
		}
	}
	return room.Item{}
}

// Rejected checks that err is a refusal of that code, and returns the rows it has.
func (f *Fixture) Refused(err error, want room.Code) []room.Item {
	f.Helper()
	if err == nil || room.CodeOf(err) != want {
		f.Fatalf("error is %q (%v), want a refusal %q", room.CodeOf(err), err, want)
	}
	rows := room.ItemsOf(err)
	return rows
}

// as returns err as a T, or fails.
func as[T error](t testing.TB, err error) T {
	t.Helper()
	e, ok := errors.AsType[T](err)
	if !ok {
		t.Fatalf("error is %T (%v), want %T", err, err, e)
	}
	return e
}
