package room

import "time"

// Event is a message to a client. The types below and Signal are the whole set.
type Event interface{ event() }

type (
	// State is the whole room, as the answer to one client's sync.
	State struct {
		Op     Op
		At     time.Time
		Room   Room
		You    Peer
		Limits Limits
	}
	// Ack says that a command was stored. It has the stored rows or, for a sync, the
	// list of peers, which the digest does not cover.
	Ack struct {
		Op    Op
		At    time.Time
		Items []Item
		Plan  *Plan
		Peers []Peer
	}
	// Rejected says why a command was refused. Op is 0 if the error concerns the
	// connection and not one command.
	Rejected struct {
		Op  Op
		Err error
	}
	// Moved has the rows of items that a peer moved.
	Moved struct {
		Peer  PeerID
		Items []Item
	}
	// Locked has the rows of items whose leases a peer acquired or renewed.
	Locked struct {
		Peer  PeerID
		Items []Item
	}
	// Unlocked has the rows of items that a peer released.
	Unlocked struct {
		Peer  PeerID
		Items []Item
	}
	// Edited has the rows that a peer added, updated or removed, or the plan that it
	// replaced.
	Edited struct {
		Peer  PeerID
		Items []Item
		Plan  *Plan
	}
	// Cursor says where a peer points, what it drags, and what it sees, as in CursorCommand.
	Cursor struct {
		Peer    PeerID
		Points  []CursorPoint
		Drag    []Placement
		Follows PeerID
		View    *View
		To      []PeerID // not sent
	}
	// Joined says that a peer joined the room.
	Joined struct{ Peer Peer }
	// Left says that a peer left the room.
	Left struct{ Peer PeerID }
	// Bundle has the events of some seconds, oldest first, for the viewers of a crowded
	// room (BC8).
	Bundle struct{ Events []BundledEvent }
	// BundledEvent is an event of a Bundle: Moved, Edited, Cursor, Joined or Left.
	BundledEvent struct {
		At    time.Time // when it was sent to the peers who may edit; whole milliseconds
		Event Event
	}
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
func (Bundle) event()   {}

// Room is the content of a room.
type Room struct {
	ID    ID
	Plan  Plan
	Items []Item // tombstones included
	Peers []Peer // the first MaxListedPeers by ComparePeers
}

// Limits are the limits that a client must observe.
type Limits struct {
	MessagesPerSecond int           // the room's message budget (PR6)
	Lease             time.Duration // LeaseDuration
	Direct            DirectChannels
}
