package room

import "time"

// Identifiers. Their grammar is SPEC WR4; the wire checks it.
type (
	// ID names a room.
	ID string
	// ItemID names an item within its room.
	ItemID string
	// Token is a fencing token: it rises with every acquire of its item.
	Token int64
	// Op numbers a peer's commands; a peer raises it with each.
	Op int64
)

// Place is where an item stands.
type Place struct {
	X, Y     int // the item's centre, millimetres; Y grows downwards
	Rotation int // degrees clockwise, 0 to 359
}

// Lease is a lock with an end. Without a Holder the item is free; the Token
// stays, since it must rise over releases, removal and return (LK2).
type Lease struct {
	Holder     PeerID
	HolderName string
	Token      Token
	ExpiresAt  time.Time
}

// LeaseDuration is how long a lease lasts from its acquire or last renewal.
const LeaseDuration = 15 * time.Second

// TombstoneTTL is how long a removed item leaves a tombstone (ED3), in the table and in
// snapshots.
const TombstoneTTL = 30 * 24 * time.Hour

// Expired reports whether nobody holds the item at the given time.
func (l Lease) Expired(now time.Time) bool {
	return l.Holder == "" || !now.Before(l.ExpiresAt)
}

// OpID names the command that wrote a row last (ID1).
type OpID struct {
	Peer PeerID
	Op   Op
}

// Author is who stored a version, and when.
type Author struct {
	User string // the token's sub
	Name string
	At   time.Time
}

// Item is a piece of furniture: one row.
type Item struct {
	ID      ItemID
	Product string // catalogue id
	Variant string // the product's variant, or ""
	Place
	Version int64 // rises with every stored change; leases do not raise it
	Removed bool  // a tombstone: gone for people, kept so that late events stay late
	Lease
	LastOp  OpID
	Changed Author // of this version
}

// Seen reports whether the row has already seen this command, or a later one of
// the same peer that overtook it.
func (i Item) Seen(s Origin) bool {
	return i.LastOp.Peer == s.Peer && i.LastOp.Op >= s.Op
}

// checkFree is nil when s.Peer may write the item without a token: it is free, its
// lease has ended, or it is the peer's own.
func (i Item) checkFree(s Origin) error {
	if i.Expired(s.At) || i.Holder == s.Peer {
		return nil
	}
	return heldError(i)
}

// checkHolder is nil when s.Peer holds the item under this token and in time.
func (i Item) checkHolder(s Origin, t Token) error {
	if i.Holder == s.Peer && i.Token == t && !i.Expired(s.At) {
		return nil
	}
	return lostError(i)
}

func (i *Item) free() {
	i.Lease = Lease{Token: i.Token}
}
