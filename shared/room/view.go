package room

import (
	"context"
	"sync"
	"time"
)

// view is a room that was read, and its digest.
type view struct {
	Room
	digest uint32
	at     time.Time // when the read began
}

// views caches crowded rooms in the memory of a warm function. The zero value is ready to
// use. It is safe for concurrent use.
type views struct {
	mu    sync.Mutex
	rooms map[ID]view
}

const (
	// maxViews is the greatest number of cached views, each of up to 500 items. To add
	// another, an arbitrary one is evicted.
	maxViews = 8
	// viewAge is how long a view is used if the room's digest does not change. It limits
	// the age of leases and of the list of peers, which the digest does not cover.
	viewAge = 10 * time.Second
	// summaryAge is the greatest age of a crowded room's digest (SY7).
	summaryAge = 2 * time.Second
)

// read returns the room for an actor that has joined it. In a crowded room, a viewer may
// get a view that is up to summaryAge old (SY7): if thousands of viewers sync within a
// minute, reading the room for each would exceed the read capacity of its partition.
func (s *Service) read(ctx context.Context, a Actor, digest *uint32) (view, error) {
	at := s.now()
	if v, ok := s.views.get(a.Room); ok && !a.Role.MayEdit() && at.Sub(v.at) < viewAge {
		summary, err := s.Store.Summary(ctx, a.Room)
		if err != nil {
			return view{}, err
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
		return view{}, err
	}
	v := view{Room: r, digest: Digest(r.Plan, r.Items), at: at}
	if len(r.Peers) < MaxListedPeers {
		s.views.evict(a.Room)
		return v, nil
	}
	s.views.put(a.Room, v)
	return v, s.Store.PutSummary(ctx, a.Room, Summary{Digest: v.digest, At: at})
}

func (v *views) get(id ID) (view, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	r, ok := v.rooms[id]
	return r, ok
}

func (v *views) put(id ID, r view) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.rooms == nil {
		v.rooms = map[ID]view{}
	}
	if _, known := v.rooms[id]; !known && len(v.rooms) >= maxViews {
		for other := range v.rooms {
			delete(v.rooms, other)
			break
		}
	}
	v.rooms[id] = r
}

func (v *views) evict(id ID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.rooms, id)
}
