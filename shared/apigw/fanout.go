package apigw

import (
	"context"
	"errors"
	"slices"
	"sync"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// fanout is one event on its way to a room.
type fanout struct {
	b    *Broadcaster
	ctx  context.Context
	room room.ID

	group sync.WaitGroup
	slots chan struct{}

	mu   sync.Mutex
	gone []room.Peer // whose connections turned out to be gone, or past their token's end
}

func (b *Broadcaster) newFanout(ctx context.Context, id room.ID) *fanout {
	return &fanout{b: b, ctx: ctx, room: id, slots: make(chan struct{}, maxInFlight)}
}

func (f *fanout) wait() { f.group.Wait() }

// spawn runs do beside whatever else is under way.
func (f *fanout) spawn(do func()) {
	if f.b.Sequential {
		do()
		return
	}
	f.group.Go(do)
}

// slot runs do beside whatever else is under way, but no more than so many at once.
func (f *fanout) slot(do func()) {
	f.spawn(func() {
		f.slots <- struct{}{}
		defer func() { <-f.slots }()
		do()
	})
}

// durable posts to the peers that are remembered, at once, and beside that asks
// the table who is there. The table is asked after the write was stored, so whoever
// joined before the write is in its answer, and whoever is new in it gets the event
// then; whoever joins later reads the room with the write in it (BC1, SY1).
//
// In a crowd the table is asked only once the list is old: the query reads a row a peer,
// and each event would do it on each function.
func (f *fanout) durable(except room.PeerID, frame []byte) {
	memory, _ := f.b.cache.get(f.room)
	f.posts(exclude(memory.peers, except), frame, true)
	if len(memory.peers) > room.MaxListedPeers && memory.recent(f.b.Now()) {
		return
	}
	f.spawn(func() {
		f.posts(exclude(added(memory.peers, f.refresh()), except), frame, true)
	})
}

// presence tells who came or went. Nobody is told of a viewer in a crowd (BC7): N of
// them would cost N² messages by coming, to fill a list that nobody reads.
func (f *fanout) presence(of room.PeerID, role room.Role, frame []byte) {
	if role.MayEdit() || !f.crowded() {
		f.durable(of, frame)
	}
}

// left tells who went, after one look at who remains; gone are connections that nothing
// is posted to, whatever the list says. In a crowd it is as with presence.
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
func (f *fanout) crowded() bool {
	memory, known := f.b.cache.get(f.room)
	if !known || !memory.recent(f.b.Now()) {
		memory.peers = f.refresh()
	}
	return len(memory.peers) > room.MaxListedPeers
}

// ephemeral posts to the peers that are remembered, and touches the table only when
// it remembers none, or for too long (PR3).
func (f *fanout) ephemeral(except room.PeerID, frame []byte) {
	memory, known := f.b.cache.get(f.room)
	if !known {
		memory.peers = f.refresh()
	} else if !memory.recent(f.b.Now()) {
		f.spawn(func() { f.refresh() })
	}
	others := exclude(memory.peers, except)
	if f.b.Budget.Allow(f.room, f.b.Now(), len(others)) {
		f.posts(others, frame, false)
	}
}

// refresh asks the table who is in the room. When that fails, it is who is remembered.
func (f *fanout) refresh() []room.Peer {
	at := f.b.Now()
	peers, err := f.b.Peers.ListPeers(f.ctx, f.room)
	if err != nil {
		f.b.Log.Warn("list peers", "room", f.room, "err", err)
		memory, _ := f.b.cache.get(f.room)
		return memory.peers
	}
	f.b.cache.put(f.room, peers, at)
	return peers
}

// posts delivers a frame to peers, those past the first ShardSize by other
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

// expire ends the connection of a peer whose token has ended (AC6). Where that fails, the
// peer stays in the room and is not told either: the next event tries again.
func (f *fanout) expire(p room.Peer) {
	if f.b.Close(f.ctx, p.Connection) == nil {
		f.markGone(p)
	}
}

// markGone notes that a peer is to leave the room.
func (f *fanout) markGone(p room.Peer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gone = append(f.gone, p)
}

// added are the peers of now whose connection is not in before.
func added(before, now []room.Peer) []room.Peer {
	known := make(map[room.ConnectionID]bool, len(before))
	for _, p := range before {
		known[p.Connection] = true
	}
	var fresh []room.Peer
	for _, p := range now {
		if !known[p.Connection] {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

func exclude(peers []room.Peer, id room.PeerID) []room.Peer {
	rest := make([]room.Peer, 0, len(peers))
	for _, p := range peers {
		if p.ID != id {
			rest = append(rest, p)
		}
	}
	return rest
}
