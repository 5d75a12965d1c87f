package room

import "errors"

// Replica is the copy of a room that a client keeps. Events may come late, twice or out
// of order; the result is the same as if they had come once and in order (SY2).
// web/src/client/replica.ts has the same rules; the tests of both run testdata/merge.json.
type Replica struct {
	Plan  Plan
	Items map[ItemID]Item // tombstones included
	Peers map[PeerID]Peer

	stale   map[ItemID]bool // items that no event has named since SyncStarted
	dropped map[ItemID]bool // items that a state did not contain, now tombstones (see drop)
}

// NewReplica returns an empty copy.
func NewReplica() *Replica {
	return &Replica{Items: map[ItemID]Item{}, Peers: map[PeerID]Peer{}, dropped: map[ItemID]bool{}}
}

// SyncStarted must be called when a sync is sent. When its state arrives, items that are
// not in it and that no event has named in between are removed from the copy (SY5).
func (r *Replica) SyncStarted() {
	r.stale = map[ItemID]bool{}
	for id := range r.Items {
		r.stale[id] = true
	}
}

// Apply merges one event into the copy.
func (r *Replica) Apply(e Event) {
	switch e := e.(type) {
	case State:
		r.mergePlan(e.Room.Plan)
		for _, i := range e.Room.Items {
			if r.dropped[i.ID] { // an older state came before this one
				delete(r.dropped, i.ID)
				delete(r.Items, i.ID)
			}
		}
		r.mergeItems(e.Room.Items)
		for id := range r.stale {
			r.drop(id)
		}
		r.stale = nil
		r.replacePeers(e.Room.Peers)
	case Ack:
		r.mergeItems(e.Items)
		r.mergeEdited(e.Plan)
		if e.Peers != nil {
			r.replacePeers(e.Peers)
		}
	case Rejected:
		if refusal, ok := errors.AsType[*Error](e.Err); ok {
			r.mergeItems(refusal.Items)
			r.mergeEdited(refusal.Plan)
		}
	case Moved:
		r.mergeItems(e.Items)
	case Locked:
		r.mergeItems(e.Items)
	case Unlocked:
		r.mergeItems(e.Items)
	case Edited:
		r.mergeItems(e.Items)
		r.mergeEdited(e.Plan)
	case Joined:
		r.Peers[e.Peer.ID] = e.Peer
	case Left:
		delete(r.Peers, e.Peer)
	case Bundle:
		for _, bundled := range e.Events {
			r.Apply(bundled.Event)
		}
	}
}

// drop replaces an item that a state did not contain by a tombstone of the known version,
// so that a late event of that version or a lower one does not bring the item back (ED3).
func (r *Replica) drop(id ItemID) {
	if i := r.Items[id]; !i.Removed {
		r.Items[id] = Item{ID: id, Version: i.Version, Removed: true, Lease: Lease{Token: i.Token}}
		r.dropped[id] = true
	}
}

// Live returns the items that are in the room, in no order.
func (r *Replica) Live() []Item {
	var live []Item
	for _, i := range r.Items {
		if !i.Removed {
			live = append(live, i)
		}
	}
	return live
}

// Digest returns the digest of the copy (SY4).
func (r *Replica) Digest() uint32 { return Digest(r.Plan, r.Live()) }

func (r *Replica) replacePeers(present []Peer) {
	r.Peers = map[PeerID]Peer{}
	for _, p := range present {
		r.Peers[p.ID] = p
	}
}

func (r *Replica) mergeEdited(p *Plan) {
	if p != nil {
		r.mergePlan(*p)
	}
}

func (r *Replica) mergePlan(p Plan) {
	if p.Version > r.Plan.Version {
		r.Plan = p
	}
}

func (r *Replica) mergeItems(items []Item) {
	for _, i := range items {
		delete(r.stale, i.ID)
		mine, known := r.Items[i.ID]
		if !known {
			r.Items[i.ID] = i
			continue
		}
		lease := newer(mine.Lease, i.Lease)
		if i.Version > mine.Version {
			mine = i
			delete(r.dropped, i.ID)
		}
		mine.Lease = lease
		r.Items[i.ID] = mine
	}
}

// newer returns the later of two leases of one item: the one with the higher token; at
// the same token, the one that was released; if both are held, the one that expires later.
func newer(a, b Lease) Lease {
	switch {
	case b.Token != a.Token:
		if b.Token > a.Token {
			return b
		}
	case b.Holder == "" || a.Holder == "":
		if b.Holder == "" {
			return b
		}
	case b.ExpiresAt.After(a.ExpiresAt):
		return b
	}
	return a
}
