package apigw

import (
	"slices"
	"sync"
	"time"

	"homstyle.dev/planner/shared/room"
)

// peerCache is a warm function's memory of who is in which room.
type peerCache struct {
	mu    sync.Mutex
	rooms map[room.ID]cacheEntry
	peers int // of all rooms
}

type cacheEntry struct {
	peers []room.Peer
	at    time.Time
}

// recent reports whether the list is young enough to be used without asking the table.
func (a cacheEntry) recent(now time.Time) bool { return now.Sub(a.at) <= cacheAge }

// The memory's bounds: a peer takes some 300 bytes, and a function has 256 MB. Past them
// any other room is forgotten: that costs one query when it is next heard of.
const (
	rosterRooms = 1000
	rosterPeers = 50_000
)

func (r *peerCache) get(id room.ID) (a cacheEntry, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known = r.rooms[id]
	return a, known
}

func (r *peerCache) put(id room.ID, peers []room.Peer, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	// Two queries may end in the other order than they began; the younger one counts.
	if old, known := r.rooms[id]; known && at.Before(old.at) {
		return
	}
	r.set(id, cacheEntry{peers: peers, at: at})
	for other := range r.rooms {
		if len(r.rooms) <= rosterRooms && r.peers <= rosterPeers {
			return
		}
		if other != id {
			r.set(other, cacheEntry{})
			delete(r.rooms, other)
		}
	}
}

// drop forgets connections of a room.
func (r *peerCache) drop(id room.ID, gone map[room.ConnectionID]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known := r.rooms[id]
	if !known {
		return
	}
	// Others may be reading the old list: it is not changed.
	a.peers = slices.DeleteFunc(slices.Clone(a.peers), func(p room.Peer) bool { return gone[p.Connection] })
	r.set(id, a)
}

// set replaces a room's list. The mutex is held.
func (r *peerCache) set(id room.ID, a cacheEntry) {
	if r.rooms == nil {
		r.rooms = map[room.ID]cacheEntry{}
	}
	r.peers += len(a.peers) - len(r.rooms[id].peers)
	r.rooms[id] = a
}
