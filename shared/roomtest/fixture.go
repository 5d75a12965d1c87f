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

// Epoch is the time at which each test's clock starts.
var Epoch = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// Plan returns the plan of a small room: 5 by 4 m, without walls, doors or windows.
func Plan() room.Plan {
	return room.Plan{
		Name: "Vardagsrum", Units: "cm",
		Outline: []room.Point{{0, 0}, {5000, 0}, {5000, 4000}, {0, 4000}},
		Walls:   []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{},
	}
}

// Fixture is a new room in a store, with a clock that advances only when a test sets Now.
type Fixture struct {
	testing.TB
	Store room.Store
	Room  room.ID
	Now   time.Time

	ops map[room.PeerID]room.Op
}

// NewFixture creates a room with an id of its own, so that tests can share a table.
func NewFixture(t testing.TB, s room.Store) *Fixture {
	t.Helper()
	f := &Fixture{TB: t, Store: s, Room: newRoom(), Now: Epoch, ops: map[room.PeerID]room.Op{}}
	if err := s.Create(context.Background(), f.Room, f.NextOrigin("maker"), Plan()); err != nil {
		t.Fatalf("create room: %v", err)
	}
	return f
}

// newRoom returns a room id that no other test uses.
func newRoom() room.ID { return room.ID("t-" + strings.ToLower(rand.Text())) }

// NextOrigin returns the origin of the peer's next command, at f.Now. It raises the peer's op.
func (f *Fixture) NextOrigin(p room.PeerID) room.Origin {
	f.ops[p]++
	return room.Origin{Peer: p, Name: "name of " + string(p), User: "user of " + string(p), Op: f.ops[p], At: f.Now}
}

// Do commits one mutation as the peer's next command and returns the stored row.
func (f *Fixture) Do(p room.PeerID, step room.Mutation) (room.Item, error) {
	f.Helper()
	rows, err := f.Store.Commit(context.Background(), f.Room, f.NextOrigin(p), []room.Mutation{step})
	if err != nil {
		return room.Item{}, err
	}
	return rows[0], nil
}

// All commits several mutations as one command of the peer and returns the stored rows.
func (f *Fixture) All(p room.PeerID, steps ...room.Mutation) ([]room.Item, error) {
	f.Helper()
	return f.Store.Commit(context.Background(), f.Room, f.NextOrigin(p), steps)
}

// Must commits one mutation and returns the stored row. It fails the test on an error.
func (f *Fixture) Must(p room.PeerID, step room.Mutation) room.Item {
	f.Helper()
	i, err := f.Do(p, step)
	if err != nil {
		f.Fatalf("%T by %s: %v", step, p, err)
	}
	return i
}

// Add adds an item to the room and returns its row.
func (f *Fixture) Add(id room.ItemID) room.Item {
	f.Helper()
	place := room.Place{X: 1, Y: 2, Rotation: 3}
	return f.Must("maker", room.Add{ID: id, Product: "sofa.klinte", Variant: "grey", Place: place})
}

// Row returns the stored row of the item, or a zero Item if there is none.
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

// Refused checks that err is a *room.Error with the code want, and returns the rows that it
// carries.
func (f *Fixture) Refused(err error, want room.Code) []room.Item {
	f.Helper()
	if err == nil || room.CodeOf(err) != want {
		f.Fatalf("error is %q (%v), want code %q", room.CodeOf(err), err, want)
	}
	return room.ItemsOf(err)
}

// as returns err as a T. It fails the test if err is no T.
func as[T error](t testing.TB, err error) T {
	t.Helper()
	e, ok := errors.AsType[T](err)
	if !ok {
		t.Fatalf("error is %T (%v), want %T", err, err, e)
	}
	return e
}
