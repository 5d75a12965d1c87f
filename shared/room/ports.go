package room

import (
	"context"
	"errors"
	"time"
)

// Store is everything the room needs of its table. Every method may be called by
// many functions at once, about the same room. A write that returns nil is
// durable and seen by every later read. An error that is no *Error leaves open
// whether the write happened: asking again with the same Origin is always safe.
type Store interface {
	Items
	Peers
	Crowds
	Connections
}

// Items keeps a room's items and plan.
type Items interface {
	// Commit carries out the steps of one command, 1 to 25, each of another item:
	// all or none, each exactly as [Next] decides on the row at that moment. It
	// returns the rows as they stand then, in the steps' order. Rejected steps come
	// back as one *Error with their rows; ErrCollided means that writers collided and
	// nothing was stored. A command with an Add, in a room that does not exist, is
	// ErrNoRoom (RM3).
	Commit(ctx context.Context, id ID, s Origin, steps []Mutation) ([]Item, error)
	// SavePlan replaces the plan as PlanEdit.Apply decides.
	SavePlan(ctx context.Context, id ID, s Origin, e PlanEdit) (Plan, error)
	// ReleaseAll frees every item that s.Peer holds and returns them. It leaves the
	// rows' Last marks alone: it is no command of the peer's.
	ReleaseAll(ctx context.Context, id ID, s Origin) ([]Item, error)
	// Load reads the whole room after every write that was acknowledged before the
	// call. A room that does not exist is ErrNoRoom.
	Load(ctx context.Context, id ID) (Room, error)
	// Exists reports whether the room was created and not erased, after every write that
	// was acknowledged before the call. It reads one row.
	Exists(ctx context.Context, id ID) (bool, error)
	// ListItemIDs lists the rows of items: true for an item that is in the room, false for
	// one that was removed and left a tombstone. It costs as much as reading them.
	ListItemIDs(ctx context.Context, id ID) (map[ItemID]bool, error)
	// Create makes a room with a plan and no items; one that is there already
	// stays as it is, and is ErrRoomExists.
	Create(ctx context.Context, id ID, s Origin, p Plan) error
}

// Peers keeps who is in a room.
type Peers interface {
	// Join writes the peer's row and returns the connection that it had before:
	// "" for a peer that was not there. If the row names a connection that was opened
	// after p's, it stays, and Join is ErrSuperseded (PR2).
	Join(ctx context.Context, id ID, p Peer) (before ConnectionID, err error)
	// Leave removes the peer if its row names p's connection (PR2), whatever role the
	// row has.
	Leave(ctx context.Context, id ID, p Peer) (LeaveResult, error)
	// ListPeers lists all peers after every Join acknowledged before the call, by
	// ComparePeers. It costs as much as reading them; Load lists the first.
	ListPeers(ctx context.Context, id ID) ([]Peer, error)
}

// Crowds keeps of a room with more peers than it lists what would cost too much to read
// for each of them. It costs one unit a call, whatever the size of the room, but for a
// Count that is due.
type Crowds interface {
	// CountPeers adds a peer that has just joined to the number of peers, and returns it. Peers
	// are counted anew when the number is older than CountAge: in between those that left
	// are still in it. at is the server's time.
	CountPeers(ctx context.Context, id ID, at time.Time) (int, error)
	// Summary is the last that was put; its zero value where there is none.
	Summary(ctx context.Context, id ID) (Summary, error)
	// PutSummary keeps s unless there is one of a later time.
	PutSummary(ctx context.Context, id ID, s Summary) error
}

// Summary is the digest (SY4) that a room had at a time.
type Summary struct {
	Digest uint32
	At     time.Time // when the room's reading began; whole milliseconds
}

// CountAge is how long a number of peers serves before they are counted anew.
const CountAge = 10 * time.Second

// ErrSuperseded tells a connection that its peer is here on a later one.
var ErrSuperseded = &Error{Code: Superseded, Message: "You opened this room again; this connection is closed."}

// LeaveResult is how a Leave found the peer.
type LeaveResult int

// The departures.
const (
	HasLeft          LeaveResult = iota + 1 // its row named this connection, and was removed
	NotPresent                              // it had no row: it was removed before
	PresentElsewhere                        // it is here on another connection, and stays
)

// Connections keeps what the handshake established, for events that come without
// their authorizer's context (AC5).
type Connections interface {
	// PutConnection remembers who is behind a.Connection.
	PutConnection(ctx context.Context, a Actor) error
	// GetConnection is who is behind c, or ErrNoConnection.
	GetConnection(ctx context.Context, c ConnectionID) (Actor, error)
	// DeleteConnection removes the connection; one that isn't there is no error.
	DeleteConnection(ctx context.Context, id ID, c ConnectionID) error
	// ListConnections lists who is behind the room's connections, joined or not, after every
	// Open acknowledged before the call. Some of them may be gone.
	ListConnections(ctx context.Context, id ID) ([]Actor, error)
}

// ErrNoConnection says that no handshake of that connection is known.
var ErrNoConnection = errors.New("no such connection")

// Broadcaster tells clients. Nothing that it fails at fails a command (BC6): it
// logs and goes on, and SY3 repairs what was lost.
type Broadcaster interface {
	// Broadcast tells reply to the sender and event to every other peer of its room,
	// side by side; either may be nil. It returns when each was delivered or given
	// up.
	Broadcast(ctx context.Context, from Actor, reply, event Event)
	// Send tells one connection.
	Send(ctx context.Context, to ConnectionID, event Event)
	// Close ends a connection. One that is gone is no error; after any other error the
	// connection may still be open.
	Close(ctx context.Context, c ConnectionID) error
}
