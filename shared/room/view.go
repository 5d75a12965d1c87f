package room

import (
	"context"
	"sync"
	"time"
)

// view is a room as it was read, and its digest.
type view struct {
	Room
	digest uint32
	at     time.Time // when its reading began
}

// views remembers crowded rooms in the memory of a warm function. The zero value is ready
// for use, by several at once.
type views struct {
	mu    sync.Mutex
	rooms map[ID]view
}

const (
	// maxViews bounds the memory: a view may have 500 items. Past it any is forgotten.
	maxViews = 8
	// viewAge is how long a view serves while the room's digest stays the same. It bounds
	// how old the leases and the list of peers are, which the digest does not cover.
	viewAge = 10 * time.Second
	// summaryAge is how old a crowded room's digest may be (SY7).
	summaryAge = 2 * time.Second
)

// read is the room for an actor that has joined it. In a crowd, one who only looks may get
// it as it was up to summaryAge ago: thousands who come, or ask, within a minute would
// otherwise read more than one partition of the table gives (SY7).
func (s *Service) read(ctx context.Context, a Actor, digest *uint32) (view, error) {
	at := s.now()
	if v, ok := s.views.get(a.Room); ok && !a.Role.MayEdit() && at.Sub(v.at) < viewAge {
		summary, err := s.Store.Summary(ctx, a.Room)
		if err != nil {
			return view{}, err
		}
		current := v.digest == summary.Digest
		if digest != nil && *digest == summary.Digest {
			v.digest, current = summary.Digest, true // the answer has its list of peers alone
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
		s.views.forget(a.Room)
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

func (v *views) forget(id ID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.rooms, id)
}
