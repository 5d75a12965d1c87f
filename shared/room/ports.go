package room

import (
	"context"
	"errors"
	"time"
)

// Store stores rooms. Many functions may call any method at once, for the same room. A
// write that returns nil is durable, and every later read returns it. After an error
// that is not an *Error, the write may or may not have happened: it is always safe to
// repeat it with the same Origin.
type Store interface {
	Items
	Peers
	Crowds
	Connections
}

// Items stores a room's items and plan.
type Items interface {
	// Commit writes the mutations of one command, 1 to 25, each of another item: all or
	// none, as [ApplyAll] decides on the stored rows. It returns the rows after the
	// write, in the order of the mutations. If mutations are refused, nothing is stored,
	// and the error is one *Error with the stored rows. An Add in a room that does not
	// exist returns ErrNoRoom (RM3).
	Commit(ctx context.Context, id ID, o Origin, mutations []Mutation) ([]Item, error)
	// SavePlan replaces the plan as [PlanEdit.Apply] decides. If the room does not exist
	// it returns ErrNoRoom.
	SavePlan(ctx context.Context, id ID, o Origin, e PlanEdit) (Plan, error)
	// ListHeld returns the rows of the items that p holds, as of every write that was
	// acknowledged before the call.
	ListHeld(ctx context.Context, id ID, p PeerID) ([]Item, error)
	// EndLeases ends the leases of the rows in held, except of those that a command has
	// written since they were read, and returns the rows of the items that it freed. It
	// does not change LastOp, because it is not a command of the peer.
	EndLeases(ctx context.Context, id ID, held []Item) ([]Item, error)
	// Load reads the whole room, with the first MaxListedPeers peers. It returns every
	// write that was acknowledged before the call, and ErrNoRoom if the room does not
	// exist.
	Load(ctx context.Context, id ID) (Room, error)
	// Exists reports whether the room was created and not erased, as of every write that
	// was acknowledged before the call. It reads one row.
	Exists(ctx context.Context, id ID) (bool, error)
	// ListItemIDs returns the ids of the rows of items: true for an item in the room,
	// false for a tombstone. It uses as many read units as reading the rows.
	ListItemIDs(ctx context.Context, id ID) (map[ItemID]bool, error)
	// Create stores a room with a plan and no items. If the room exists, Create changes
	// nothing and returns ErrRoomExists.
	Create(ctx context.Context, id ID, o Origin, p Plan) error
}

// Peers stores the peers of a room.
type Peers interface {
	// Join writes the peer's row and returns what the row had before. If the row names a
	// connection that was opened after p's, Join does not change it and returns
	// ErrSuperseded (PR2).
	Join(ctx context.Context, id ID, p Peer) (before Presence, err error)
	// Admit marks the peer's row, if it names p's connection, as within the quota. The
	// mark stays until the row is deleted, or another connection joins with another role.
	Admit(ctx context.Context, id ID, p Peer) error
	// Leave deletes the peer's row, whatever its role, if it names p's connection (PR2).
	Leave(ctx context.Context, id ID, p Peer) (LeaveResult, error)
	// ListPeers returns all peers in the order of ComparePeers, as of every Join that was
	// acknowledged before the call. It reads all their rows.
	ListPeers(ctx context.Context, id ID) ([]Peer, error)
}

// Presence is what a peer's row says of the peer; the zero value if there is no row.
type Presence struct {
	Connection ConnectionID
	Admitted   bool // the row was marked by Admit
}

// Crowds stores the number of peers and the digest of a room with more than
// MaxListedPeers peers, so that a sync need not read the whole room. Each call uses one
// capacity unit, except a CountPeers that must count the rows.
type Crowds interface {
	// CountPeers adds one to the stored number of peers, for a peer that has just joined,
	// and returns the sum. If the number is older than CountAge it counts the rows
	// instead. Until then the number includes peers that have left. at is the server's
	// time.
	CountPeers(ctx context.Context, id ID, at time.Time) (int, error)
	// Summary returns the stored summary, or the zero value if there is none.
	Summary(ctx context.Context, id ID) (Summary, error)
	// PutSummary stores s unless the stored summary has a later time.
	PutSummary(ctx context.Context, id ID, s Summary) error
}

// Summary is the digest (SY4) of a room at a time.
type Summary struct {
	Digest uint32
	At     time.Time // when the read of the room began; whole milliseconds
}

// CountAge is how long a stored number of peers is used before the rows are counted again.
const CountAge = 10 * time.Second

// ErrSuperseded is sent to a connection whose peer has joined on a later one.
var ErrSuperseded = &Error{Code: Superseded, Message: "You opened this room again; this connection is closed."}

// LeaveResult says what Leave did with the peer's row.
type LeaveResult int

// The results of Leave.
const (
	HasLeft          LeaveResult = iota + 1 // the row named this connection and was deleted
	NotPresent                              // there was no row: it was deleted before
	PresentElsewhere                        // the row names another connection and was kept
)

// Connections stores the actor of each connection, for API Gateway events that lack the
// authorizer's context (AC5).
type Connections interface {
	// PutConnection stores a under a.Connection.
	PutConnection(ctx context.Context, a Actor) error
	// GetConnection returns the actor of c, or ErrNoConnection.
	GetConnection(ctx context.Context, c ConnectionID) (Actor, error)
	// DeleteConnection deletes the connection's rows. It returns nil if there are none.
	DeleteConnection(ctx context.Context, id ID, c ConnectionID) error
	// CutConnection deletes a's connection, but ListConnections returns it for CutAge more, with
	// Cut set to at: its peer's leases last, and an end of an earlier connection must not release
	// them (LK8). It changes nothing if the connection was deleted.
	CutConnection(ctx context.Context, a Actor, at time.Time) error
	// ListConnections returns the actors of the room's connections, whether they joined
	// or not, as of every PutConnection that was acknowledged before the call. Some of the
	// connections may be gone. One that was cut may also be returned after CutAge.
	ListConnections(ctx context.Context, id ID) ([]Actor, error)
}

// ErrNoConnection is returned for a connection that has no stored actor, or that API Gateway
// does not know.
var ErrNoConnection = errors.New("no such connection")

// Broadcaster sends events to clients. An event that cannot be delivered is logged and
// does not fail the command (BC6); a later sync repairs the client's copy (SY3).
type Broadcaster interface {
	// Broadcast sends reply to the sender and event to every other peer of the room, in
	// parallel; either may be nil. It returns when each post was delivered or given up.
	Broadcast(ctx context.Context, from Actor, reply, event Event)
	// Send sends an event to one connection.
	Send(ctx context.Context, to ConnectionID, event Event)
	// Close closes a connection. It returns ErrNoConnection if API Gateway does not know
	// it: it was closed, or its handshake is not over. After another error the connection
	// may still be open.
	Close(ctx context.Context, c ConnectionID) error
}

// PeerSender sends events to single peers.
type PeerSender interface {
	// Present returns the peers of the room. Unless fresh is true, the list may come from
	// memory and be a few seconds old.
	Present(ctx context.Context, id ID, fresh bool) []Peer
	// SendTo sends an event to one peer of the room, on the connection in p. It returns
	// ErrNoConnection if that connection is gone or its token has expired, and
	// ErrRateLimited past the room's message budget (DC7). An event that can't be delivered
	// for another reason is logged, without an error.
	SendTo(ctx context.Context, id ID, p Peer, event Event) error
}
