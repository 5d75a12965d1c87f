package room

import "time"

// Event is what a client is told. The types below are the whole set.
type Event interface{ event() }

type (
	// State is the room as it stands, for one client.
	State struct {
		Op     Op
		At     time.Time
		Room   Room
		You    Peer
		Limits Limits
	}
	// Ack says that a command was carried out, and how the rows stand. That of a
	// sync has the Peers instead: the digest does not cover them.
	Ack struct {
		Op    Op
		At    time.Time
		Items []Item
		Plan  *Plan
		Peers []Peer
	}
	// Rejected says why a command was not carried out. Op 0 is no command in
	// particular.
	Rejected struct {
		Op  Op
		Err error
	}
	// Moved tells the rows that a peer placed.
	Moved struct {
		Peer  PeerID
		Items []Item
	}
	// Locked tells the leases that a peer acquired or renewed.
	Locked struct {
		Peer  PeerID
		Items []Item
	}
	// Unlocked tells the items that a peer freed.
	Unlocked struct {
		Peer  PeerID
		Items []Item
	}
	// Edited tells what a peer added, updated or removed, or the plan it drew.
	Edited struct {
		Peer  PeerID
		Items []Item
		Plan  *Plan
	}
	// Cursor tells where a peer points.
	Cursor struct {
		Peer   PeerID
		Points []CursorPoint
		Drag   []Placement
	}
	// Joined tells of a new peer.
	Joined struct{ Peer Peer }
	// Left tells that a peer is gone.
	Left struct{ Peer PeerID }
)

func (State) event()    {}
func (Ack) event()      {}
func (Rejected) event() {}
func (Moved) event()    {}
func (Locked) event()   {}
func (Unlocked) event() {}
func (Edited) event()   {}
func (Cursor) event()   {}
func (Joined) event()   {}
func (Left) event()     {}

// IsEphemeral reports whether an event may be lost without harm: it is then never
// sent twice and the peer list is not checked for it (PR5).
func IsEphemeral(e Event) bool {
	_, ok := e.(Cursor)
	return ok
}

// IsPresence reports whether an event tells who came or went.
func IsPresence(e Event) bool {
	switch e.(type) {
	case Joined, Left:
		return true
	}
	return false
}

// Room is everything that a state tells of a room.
type Room struct {
	ID    ID
	Plan  Plan
	Items []Item // tombstones included
	Peers []Peer // the first MaxListedPeers by ComparePeers
}

// Limits are what a client must keep to.
type Limits struct {
	MessagesPerSecond int           // the room's message budget (PR6)
	Lease             time.Duration // LeaseDuration
}
