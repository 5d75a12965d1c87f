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

// Role is what a token lets its bearer do (AC7).
type Role string

// The roles, each with what the one before it may do.
const (
	Viewer Role = "viewer"
	Editor Role = "editor"
	Owner  Role = "owner"
)

// Valid reports whether r is one of the three.
func (r Role) Valid() bool { return r == Viewer || r == Editor || r == Owner }

// MayEdit reports whether the role may lock, move and edit.
func (r Role) MayEdit() bool { return r == Editor || r == Owner }

// Actor is who sends a command, as the handshake established it.
type Actor struct {
	Room       ID
	Peer       PeerID
	User       string // the token's sub
	Name       string
	Role       Role
	Expires    time.Time // end of the token; zero for none
	Connection ConnectionID
	Connected  time.Time // when the connection was opened, by API Gateway's clock; zero where it is not known
	Token      TokenID   // "" where the token has none
	Issued     time.Time // of the token; zero where it doesn't say
	Protocol   string    // the newest that the client speaks, of those we know, or that it knows
}

// Origin is what a Mutation needs to know of its command: who, which, when.
type Origin struct {
	Peer PeerID
	Name string
	User string
	Op   Op
	At   time.Time // the server's clock, whole milliseconds
}

func (s Origin) mark() OpID { return OpID{Peer: s.Peer, Op: s.Op} }

func (s Origin) author() Author { return Author{User: s.User, Name: s.Name, At: s.At} }

// Peer is a participant. The others see all but the last two fields and the connection.
type Peer struct {
	ID         PeerID
	Connection ConnectionID
	Name       string
	Role       Role
	Colour     int       // 0 to Colours-1
	Connected  time.Time // when Connection was opened; whole milliseconds, zero where it is not known
	Expires    time.Time // end of the token that it was opened with; whole seconds, zero for never
}

// MaxListedPeers is how many peers a room lists. It may have more of them; nobody reads so
// long a list, and in a crowd everyone would read it (BC7).
const MaxListedPeers = 200

// ComparePeers orders a list of peers: those who may edit come first, since events name
// them; then by id.
func ComparePeers(a, b Peer) int {
	return cmp.Or(cmp.Compare(rank(a.Role), rank(b.Role)), cmp.Compare(a.ID, b.ID))
}

func rank(r Role) int {
	if r.MayEdit() {
		return 0
	}
	return 1
}

// Colours is the size of the palette that peers are drawn with.
const Colours = 12

// PeerIDOf derives a peer from a token's sub and the tab's own random id. It is a
// hash, so that a stranger who learns a tab id can't become that peer without
// the same sub (AC3).
func PeerIDOf(sub, tab string) PeerID {
	sum := sha256.Sum256([]byte(sub + "\x00" + tab))
	return PeerID(base64.RawURLEncoding.EncodeToString(sum[:12]))
}

// colourOf spreads peers over the palette; clients move a colour that is taken.
func colourOf(id PeerID) int {
	return int(sha256.Sum256([]byte(id))[0]) % Colours
}

// AsPeer is how the others see the actor.
func (a Actor) AsPeer() Peer {
	return Peer{
		ID: a.Peer, Connection: a.Connection, Name: a.Name, Role: a.Role, Colour: colourOf(a.Peer),
		Connected: a.Connected, Expires: a.Expires,
	}
}
