package room

import "time"

// Identifiers. Their grammar is SPEC WR4; the wire checks it.
type (
	// ID names a room.
	ID string
	// ItemID names an item within its room.
	ItemID string
	// Token is a fencing token: each acquire of the item raises it by one.
	Token int64
	// Op numbers a peer's commands: each has a higher one than those before.
	Op int64
)

// Place is the position and rotation of an item.
type Place struct {
	X, Y     int // the item's centre, millimetres; Y grows downwards
	Z        int `json:",omitzero"` // height of the item's lowest point above the floor, millimetres
	Rotation int // degrees clockwise, 0 to 359
}

// Own describes a piece that no shop sells: furniture that somebody has already. The zero value
// is that of an item of a product.
type Own struct {
	Kind   string `json:"kind"` // as the kind of a product: how it is drawn
	Name   string `json:"name"`
	Colour string `json:"colour"` // #rrggbb
	Width  int    `json:"width"`  // millimetres
	Depth  int    `json:"depth"`
	Height int    `json:"height"`
}

// Lease is a lock that expires. If Holder is "" the item is free. The Token is kept
// when the lease ends and when the item is removed, because it must never fall (LK2).
type Lease struct {
	Holder     PeerID
	HolderName string
	Token      Token
	ExpiresAt  time.Time
}

// LeaseDuration is how long a lease lasts after its acquire or last renewal.
const LeaseDuration = 15 * time.Second

// TombstoneTTL is how long the tombstone of a removed item is kept (ED3), in the table
// and in snapshots.
const TombstoneTTL = 30 * 24 * time.Hour

// Expired reports whether nobody holds the item at the given time.
func (l Lease) Expired(now time.Time) bool {
	return l.Holder == "" || !now.Before(l.ExpiresAt)
}

// OpID names the command that last wrote a row (ID1).
type OpID struct {
	Peer PeerID
	Op   Op
}

// Author is the person who made a change, and when.
type Author struct {
	User string // the token's sub
	Name string
	At   time.Time
}

// Item is a piece of furniture: one row.
type Item struct {
	ID      ItemID
	Product string // catalogue id; "" if the piece is Own
	Variant string // the product's variant, or ""
	Own     Own    `json:",omitzero"`
	// Mirrored exchanges left and right, for products that are sold in both ways.
	Mirrored bool `json:",omitzero"`
	Place
	Version int64 // rises with every stored change; leases do not raise it
	Removed bool  // a tombstone, kept so that a late event cannot bring the item back
	Lease
	LastOp  OpID
	Changed Author // of this version
}

// Seen reports whether this command, or a later one of the same peer, last wrote the
// row. The command must then not be applied (ID1).
func (i Item) Seen(o Origin) bool {
	return i.LastOp.Peer == o.Peer && i.LastOp.Op >= o.Op
}

// checkFree returns nil if o.Peer may write the item without a token: the item is free,
// its lease has expired, or o.Peer holds it. Else the error is Held.
func (i Item) checkFree(o Origin) error {
	if i.Expired(o.At) || i.Holder == o.Peer {
		return nil
	}
	return heldError(i)
}

// checkHolder returns nil if o.Peer holds the item under token t and the lease has not
// expired. Else the error is Lost.
func (i Item) checkHolder(o Origin, t Token) error {
	if i.Holder == o.Peer && i.Token == t && !i.Expired(o.At) {
		return nil
	}
	return lostError(i)
}

func (i *Item) free() {
	i.Lease = Lease{Token: i.Token}
}
