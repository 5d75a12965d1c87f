package room

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"time"
)

type (
	// PeerID names a person's tab; it survives reconnects.
	PeerID string
	// ConnectionID is API Gateway's name for one WebSocket.
	ConnectionID string
)

// Role says which commands a peer may send (AC7).
type Role string

// The roles. Each may do what those before it may.
const (
	Viewer Role = "viewer"
	Editor Role = "editor"
	Owner  Role = "owner"
)

// Valid reports whether r is one of the three.
func (r Role) Valid() bool { return r == Viewer || r == Editor || r == Owner }

// MayEdit reports whether the role may lock, move and edit.
func (r Role) MayEdit() bool { return r == Editor || r == Owner }

// Actor is the sender of a command, as the handshake authenticated it.
type Actor struct {
	Room       ID
	Peer       PeerID
	User       string // the token's sub
	Name       string
	Role       Role
	Expires    time.Time // when the token expires; zero for never
	Connection ConnectionID
	Connected  time.Time // when the connection was opened, by API Gateway's clock; zero if unknown
	Token      TokenID   // the token's jti, or ""
	Issued     time.Time // the token's iat; zero if it has none
	Protocol   string    // the subprotocol of the connection (AC13)
	Cut        time.Time // when CutConnection was called; whole milliseconds, zero before
}

// CutAge is how long a connection that was cut counts as a holder of leases. It is longer than
// LeaseDuration, because a command may still run when the connection is cut.
const CutAge = 2 * LeaseDuration

// mayHold reports whether a lease that was acquired or renewed on the connection may last.
func (a Actor) mayHold(now time.Time) bool {
	return a.Cut.IsZero() || now.Before(a.Cut.Add(CutAge))
}

// replacedBy reports whether b is the same peer on a connection that was opened later.
func (a Actor) replacedBy(b Actor) bool {
	return b.Peer == a.Peer && b.Connected.After(a.Connected)
}

// Origin says which command a Mutation belongs to: who sent it, its op and its time.
type Origin struct {
	Peer PeerID
	Name string
	User string
	Op   Op
	At   time.Time // the server's clock, whole milliseconds
}

func (o Origin) opID() OpID { return OpID{Peer: o.Peer, Op: o.Op} }

func (o Origin) author() Author { return Author{User: o.User, Name: o.Name, At: o.At} }

// Peer is a peer in a room. Connection, Connected and Expires are not sent to other peers.
type Peer struct {
	ID         PeerID
	Connection ConnectionID
	Name       string
	Role       Role
	Colour     int       // 0 to Colours-1
	Connected  time.Time // when Connection was opened; whole milliseconds, zero if unknown
	Expires    time.Time // when the connection's token expires; whole seconds, zero for never
}

// MaxListedPeers is the greatest number of peers in the list that a sync returns. A room
// may have more (BC7): if every peer of a crowded room read the whole list, the reads
// would grow with the square of their number.
const MaxListedPeers = 200

// ComparePeers orders peers: first those who may edit, because events name them, then
// by id.
func ComparePeers(a, b Peer) int {
	return cmp.Or(cmp.Compare(rank(a.Role), rank(b.Role)), cmp.Compare(a.ID, b.ID))
}

func rank(r Role) int {
	if r.MayEdit() {
		return 0
	}
	return 1
}

// Colours is the number of colours that peers are shown in.
const Colours = 12

// PeerIDOf returns a hash of a token's sub and the tab's random id. So a person who
// learns another's tab id gets another peer id, because the sub differs (AC3).
func PeerIDOf(sub, tab string) PeerID {
	sum := sha256.Sum256([]byte(sub + "\x00" + tab))
	return PeerID(base64.RawURLEncoding.EncodeToString(sum[:12]))
}

// colourOf returns a colour from the peer's id. Two peers may have the same: clients then
// show one of them in another colour.
func colourOf(id PeerID) int {
	return int(sha256.Sum256([]byte(id))[0]) % Colours
}

// AsPeer returns the actor's row in the list of peers.
func (a Actor) AsPeer() Peer {
	return Peer{
		ID: a.Peer, Connection: a.Connection, Name: a.Name, Role: a.Role, Colour: colourOf(a.Peer),
		Connected: a.Connected, Expires: a.Expires,
	}
}
