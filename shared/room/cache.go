package room

import (
	"context"
	"sync"
	"time"
)

// loadedRoom is a room that was read, and its digest.
type loadedRoom struct {
	Room
	digest uint32
	at     time.Time // when the read began
}

// roomCache caches crowded rooms in the memory of a warm function. The zero value is ready to
// use. It is safe for concurrent use.
type roomCache struct {
	mu    sync.Mutex
	rooms map[ID]loadedRoom
}

const (
	// maxCachedRooms is the greatest number of cached rooms, each of up to 500 items. To add
	// another, an arbitrary one is evicted.
	maxCachedRooms = 8
	// cachedAge is how long a cached room is used if the room's digest does not change. It limits
	// the age of leases and of the list of peers, which the digest does not cover.
	cachedAge = 10 * time.Second
	// summaryAge is the greatest age of a crowded room's digest (SY7).
	summaryAge = 2 * time.Second
)

// read returns the room for an actor that has joined it. In a crowded room, a viewer may
// get a cached room that is up to summaryAge old (SY7): if thousands of viewers sync within a
// minute, reading the room for each would exceed the read capacity of its partition.
func (s *Service) read(ctx context.Context, a Actor, digest *uint32) (loadedRoom, error) {
	at := s.now()
	if v, ok := s.cache.get(a.Room); ok && !a.Role.MayEdit() && at.Sub(v.at) < cachedAge {
		summary, err := s.Store.Summary(ctx, a.Room)
		if err != nil {
			return loadedRoom{}, err
		}
		current := v.digest == summary.Digest
		if digest != nil && *digest == summary.Digest {
			v.digest, current = summary.Digest, true // the answer is an Ack: of v it uses the peers alone
		}
		if current && at.Sub(summary.At) < summaryAge {
			return v, nil
		}
	}
	r, err := s.Store.Load(ctx, a.Room)
	if err != nil {
		return loadedRoom{}, err
	}
	v := loadedRoom{Room: r, digest: Digest(r.Plan, r.Items), at: at}
	if len(r.Peers) < MaxListedPeers {
		s.cache.evict(a.Room)
		return v, nil
	}
	s.cache.put(a.Room, v)
	return v, s.Store.PutSummary(ctx, a.Room, Summary{Digest: v.digest, At: at})
}

func (c *roomCache) get(id ID) (loadedRoom, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.rooms[id]
	return r, ok
}

func (c *roomCache) put(id ID, r loadedRoom) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rooms == nil {
		c.rooms = map[ID]loadedRoom{}
	}
	if _, known := c.rooms[id]; !known && len(c.rooms) >= maxCachedRooms {
		for other := range c.rooms {
			delete(c.rooms, other)
			break
		}
	}
	c.rooms[id] = r
}

func (c *roomCache) evict(id ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.rooms, id)
}
