package apigw

import (
	"context"
	"errors"
	"slices"
	"sync"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// fanout posts one event to the peers of a room, and collects those that must leave it.
type fanout struct {
	b    *Broadcaster
	ctx  context.Context
	room room.ID

	group sync.WaitGroup
	slots chan struct{}

	mu   sync.Mutex
	gone []room.Peer // peers whose connection is gone, or was closed since its token expired
}

func (b *Broadcaster) newFanout(ctx context.Context, id room.ID) *fanout {
	return &fanout{b: b, ctx: ctx, room: id, slots: make(chan struct{}, maxInFlight)}
}

func (f *fanout) wait() { f.group.Wait() }

// spawn runs do in a goroutine that wait waits for, or at once if Sequential is set.
func (f *fanout) spawn(do func()) {
	if f.b.Sequential {
		do()
		return
	}
	f.group.Go(do)
}

// slot runs do as spawn does, but at most maxInFlight of them at once.
func (f *fanout) slot(do func()) {
	f.spawn(func() {
		f.slots <- struct{}{}
		defer func() { <-f.slots }()
		do()
	})
}

// durable posts at once to the peers in the cache, and at the same time queries the table
// for the room's peers. The query begins after the write was stored, so it returns every
// peer that joined before the write; a peer that was not in the cache gets the event then.
// A peer that joins later reads the room with the write in it (BC1, SY1).
//
// In a room of more than room.MaxListedPeers the table is queried only if the cached list
// is older than cacheAge: the query reads one row per peer, and each function would do it
// for each event.
func (f *fanout) durable(except room.PeerID, frame []byte) {
	cached, _ := f.b.cache.get(f.room)
	f.posts(exclude(cached.peers, except), frame, true)
	if len(cached.peers) > room.MaxListedPeers && cached.recent(f.b.Now()) {
		return
	}
	f.spawn(func() {
		f.posts(exclude(added(cached.peers, f.refresh()), except), frame, true)
	})
}

// presence posts that a peer joined or left. In a room of more than room.MaxListedPeers it
// posts nothing for a viewer (BC7): N viewers that join would cost N² messages, for a list
// that no client shows.
func (f *fanout) presence(of room.PeerID, role room.Role, frame []byte) {
	if role.MayEdit() || !f.crowded() {
		f.durable(of, frame)
	}
}

// left reads the room's peers once and posts to them that the departed have left. It posts
// nothing to the connections in gone, even if the list has them. For viewers in a room of
// more than room.MaxListedPeers it posts nothing, as presence does.
func (f *fanout) left(departed []room.Peer, gone map[room.ConnectionID]bool) {
	if len(departed) == 0 {
		return
	}
	peers := f.refresh()
	remaining := slices.DeleteFunc(slices.Clone(peers), func(p room.Peer) bool { return gone[p.Connection] })
	for _, p := range departed {
		if p.Role.MayEdit() || len(peers) <= room.MaxListedPeers {
			f.posts(exclude(remaining, p.ID), wire.Encode(room.Left{Peer: p.ID})[0], true)
		}
	}
}

// crowded reports whether the room has more peers than a state lists.
func (f *fanout) crowded() bool { return len(f.recent()) > room.MaxListedPeers }

// recent returns the room's peers, by a list that is at most cacheAge old.
func (f *fanout) recent() []room.Peer {
	cached, known := f.b.cache.get(f.room)
	if known && cached.recent(f.b.Now()) {
		return cached.peers
	}
	return f.refresh()
}

// ephemeral posts to the peers in the cache or, unless to is nil, to those of them in to. The
// posts are not retried (PR5). It queries the table only if the cache has no list of the room,
// or one older than cacheAge (PR3).
func (f *fanout) ephemeral(except room.PeerID, to []room.PeerID, frame []byte) {
	cached, known := f.b.cache.get(f.room)
	if !known {
		cached.peers = f.refresh()
	} else if !cached.recent(f.b.Now()) {
		f.spawn(func() { f.refresh() })
	}
	others := exclude(cached.peers, except)
	if to != nil {
		others = slices.DeleteFunc(others, func(p room.Peer) bool { return !slices.Contains(to, p.ID) })
	}
	if f.b.Budget.Allow(f.room, f.b.Now(), len(others)) {
		f.posts(others, frame, false)
	}
}

// refresh queries the table for the room's peers and caches them. If the query fails, it
// returns the cached list.
func (f *fanout) refresh() []room.Peer {
	at := f.b.Now()
	peers, err := f.b.Peers.ListPeers(f.ctx, f.room)
	if err != nil {
		f.b.Log.Warn("list peers", "room", f.room, "err", err)
		cached, _ := f.b.cache.get(f.room)
		return cached.peers
	}
	f.b.cache.put(f.room, peers, at)
	return peers
}

// posts posts a frame to peers; those past the first ShardSize are dispatched to other
// functions.
func (f *fanout) posts(peers []room.Peer, frame []byte, durable bool) {
	if len(peers) > ShardSize && f.b.Dispatcher != nil {
		f.dispatch(peers[ShardSize:], frame, durable)
		peers = peers[:ShardSize]
	}
	for _, p := range peers {
		f.slot(func() { f.post(p, frame, durable) })
	}
}

func (f *fanout) post(p room.Peer, frame []byte, durable bool) {
	if f.b.expired(p) {
		f.expire(p)
		return
	}
	err := f.b.send(f.ctx, p.Connection, frame, durable)
	switch {
	case errors.Is(err, ErrGone):
		f.markGone(p)
	case err != nil && durable:
		f.b.logFailure(p.Connection, err)
	}
}

// expire closes the connection of a peer whose token has expired (AC6). If that fails, the
// peer stays in the room, is not posted the event, and the next event tries again.
func (f *fanout) expire(p room.Peer) {
	if err := f.b.Close(f.ctx, p.Connection); err == nil || errors.Is(err, room.ErrNoConnection) {
		f.markGone(p)
	}
}

// markGone records that evictGone must remove the peer.
func (f *fanout) markGone(p room.Peer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gone = append(f.gone, p)
}

// added returns the peers of now whose connection is not in before.
func added(before, now []room.Peer) []room.Peer {
	known := make(map[room.ConnectionID]bool, len(before))
	for _, p := range before {
		known[p.Connection] = true
	}
	var joined []room.Peer
	for _, p := range now {
		if !known[p.Connection] {
			joined = append(joined, p)
		}
	}
	return joined
}

// exclude returns the peers without the one with that id, in a new slice.
func exclude(peers []room.Peer, id room.PeerID) []room.Peer {
	rest := make([]room.Peer, 0, len(peers))
	for _, p := range peers {
		if p.ID != id {
			rest = append(rest, p)
		}
	}
	return rest
}
