package apigw

import (
	"slices"
	"sync"
	"time"

	"homstyle.dev/planner/shared/room"
)

// peerCache holds the lists of peers of the rooms that a warm function has read. Its zero
// value is empty.
type peerCache struct {
	mu    sync.Mutex
	rooms map[room.ID]cacheEntry
	peers int // the number of peers in all lists
}

type cacheEntry struct {
	peers []room.Peer
	at    time.Time // when the query began
}

// recent reports whether the list may be used without a query.
func (e cacheEntry) recent(now time.Time) bool { return now.Sub(e.at) <= cacheAge }

// The bounds of the cache: a peer takes some 300 bytes, and a function has 256 MB. Past
// them the lists of other rooms are evicted in any order; that costs one query at the
// room's next event.
const (
	maxCachedRooms = 1000
	maxCachedPeers = 50_000
)

func (c *peerCache) get(id room.ID) (e cacheEntry, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, known = c.rooms[id]
	return e, known
}

func (c *peerCache) put(id room.ID, peers []room.Peer, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	// Queries may end in another order than they began; the one that began last counts.
	if old, known := c.rooms[id]; known && at.Before(old.at) {
		return
	}
	c.set(id, cacheEntry{peers: peers, at: at})
	for other := range c.rooms {
		if len(c.rooms) <= maxCachedRooms && c.peers <= maxCachedPeers {
			return
		}
		if other != id {
			c.set(other, cacheEntry{})
			delete(c.rooms, other)
		}
	}
}

// drop removes connections from a room's list.
func (c *peerCache) drop(id room.ID, gone map[room.ConnectionID]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, known := c.rooms[id]
	if !known {
		return
	}
	// Other goroutines may be reading the old list: it must not be changed.
	e.peers = slices.DeleteFunc(slices.Clone(e.peers), func(p room.Peer) bool { return gone[p.Connection] })
	c.set(id, e)
}

// set replaces a room's list. The caller must hold the mutex.
func (c *peerCache) set(id room.ID, e cacheEntry) {
	if c.rooms == nil {
		c.rooms = map[room.ID]cacheEntry{}
	}
	c.peers += len(e.peers) - len(c.rooms[id].peers)
	c.rooms[id] = e
}
