package apigw

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// outgoing is an event that one function sends to the peers of a room.
type outgoing struct {
	except  room.PeerID // the sender
	event   room.Event
	frame   []byte // the message of event
	durable bool
	bundled sync.Once
}

func newOutgoing(except room.PeerID, e room.Event) *outgoing {
	_, cursor := e.(room.Cursor)
	return &outgoing{except: except, event: e, frame: wire.Encode(e)[0], durable: !cursor}
}

// deliver posts o to peers, which are in the room's list. In a crowded room it posts to those
// who may edit, and adds o to the bundle of the viewers, unless it did that before (BC8).
func (f *fanout) deliver(o *outgoing, peers []room.Peer, crowd bool) {
	if crowd && f.b.Bundles != nil {
		if viewers := slices.DeleteFunc(slices.Clone(peers), mayEdit); len(viewers) > 0 {
			o.bundled.Do(func() { f.bundle(o, viewers) })
		}
		peers = slices.DeleteFunc(slices.Clone(peers), isViewer)
	}
	f.posts(exclude(peers, o.except), o.frame, o.durable)
}

// bundle adds an event to the room's bundle. If that fails, it posts a durable event to the
// viewers itself.
func (f *fanout) bundle(o *outgoing, viewers []room.Peer) {
	forCrowd := room.ForCrowd(o.event)
	if forCrowd == nil {
		return
	}
	f.spawn(func() {
		m := room.BundledMessage{At: f.b.Now().UTC().Truncate(time.Millisecond), Message: wire.Encode(forCrowd)[0]}
		if err := f.b.Bundles.AddToBundle(f.ctx, f.room, m); err != nil {
			f.b.Log.Warn("add to bundle", "room", f.room, "err", err)
			if o.durable {
				f.posts(exclude(viewers, o.except), o.frame, true)
			}
		}
	})
}

// DeliverBundle posts the events of some seconds to the viewers of a room (BC8). The room need
// not be crowded any more: whoever added an event to the bundle has not posted it to them. It
// returns an error if it can't read the list of peers, and then has posted nothing. The list
// may be cacheAge old: a peer that joined since is updated by its own sync (SY3).
func (b *Broadcaster) DeliverBundle(ctx context.Context, id room.ID, bundle room.Bundle) error {
	cached, known := b.cache.get(id)
	if !known || !cached.recent(b.Now()) {
		at := b.Now()
		peers, err := b.Peers.ListPeers(ctx, id)
		if err != nil {
			return fmt.Errorf("list peers of %s: %w", id, err)
		}
		b.cache.put(id, peers, at)
		cached.peers = peers
	}
	viewers := slices.DeleteFunc(slices.Clone(cached.peers), mayEdit)
	f := b.newFanout(ctx, id)
	for _, frame := range wire.Encode(bundle) {
		f.posts(viewers, frame, true)
		f.wait() // the next one is later
	}
	b.evictGone(ctx, id, f.gone)
	return nil
}

func mayEdit(p room.Peer) bool { return p.Role.MayEdit() }

func isViewer(p room.Peer) bool { return !p.Role.MayEdit() }

func countEditors(peers []room.Peer) (n int) {
	for _, p := range peers {
		if p.Role.MayEdit() {
			n++
		}
	}
	return n
}
