package apigw

import (
	"slices"
	"sync"
	"time"

	"homstyle.dev/planner/shared/room"
)

// roster is a warm function's memory of who is in which room.
type roster struct {
	mu    sync.Mutex
	rooms map[room.ID]attendance
}

type attendance struct {
	peers []room.Peer
	at    time.Time
}

// rosterRooms bounds the memory. Past it any room is forgotten: that costs one
// query when it is next heard of.
const rosterRooms = 1000

func (r *roster) get(id room.ID) (a attendance, known bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known = r.rooms[id]
	return a, known
}

func (r *roster) put(id room.ID, peers []room.Peer, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rooms == nil {
		r.rooms = map[room.ID]attendance{}
	}
	if _, known := r.rooms[id]; !known && len(r.rooms) >= rosterRooms {
		for other := range r.rooms {
			delete(r.rooms, other)
			break
		}
	}
	// Two queries may end in the other order than they began; the younger one counts.
	if at.Before(r.rooms[id].at) {
		return
	}
	r.rooms[id] = attendance{peers: peers, at: at}
}

// drop forgets connections of a room.
func (r *roster) drop(id room.ID, gone map[room.ConnectionID]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known := r.rooms[id]
	if !known {
		return
	}
	// Others may be reading the old list: it is not changed.
	a.peers = slices.DeleteFunc(slices.Clone(a.peers), func(p room.Peer) bool { return gone[p.Connection] })
	r.rooms[id] = a
}
