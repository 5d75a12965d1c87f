package apigw

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
)

func TestPeerCacheIsBoundedByRoomsAndPeers(t *testing.T) {
	for name, c := range map[string]struct{ rooms, peers int }{
		"many small rooms": {2 * maxCachedRooms, 2},
		"a few large ones": {20, maxCachedPeers / 9},
		"one too large":    {1, 2 * maxCachedPeers},
	} {
		var r peerCache
		for n := range c.rooms {
			id := room.ID(fmt.Sprint("room", n))
			r.put(id, make([]room.Peer, c.peers), time.Unix(int64(n), 0))
			if _, known := r.get(id); !known {
				t.Fatalf("%s: room %d was evicted by its own put", name, n)
			}
		}
		sum := 0
		for _, a := range r.rooms {
			sum += len(a.peers)
		}
		if len(r.rooms) > maxCachedRooms || (sum > maxCachedPeers && len(r.rooms) > 1) || sum != r.peers {
			t.Errorf("%s: %d rooms with %d peers are cached, %d counted", name, len(r.rooms), sum, r.peers)
		}
	}
}

// A query that began earlier may end later: put must keep the list of the later query.
func TestPeerCacheKeepsTheYoungerList(t *testing.T) {
	var r peerCache
	at := time.Unix(1795500000, 0)
	r.put("r", []room.Peer{{Connection: "a"}, {Connection: "b"}}, at)
	r.put("r", []room.Peer{{Connection: "a"}}, at.Add(-time.Second))
	r.drop("r", map[room.ConnectionID]bool{"a": true})
	r.drop("other", map[room.ConnectionID]bool{"a": true})
	if a, _ := r.get("r"); len(a.peers) != 1 || a.peers[0].Connection != "b" || r.peers != 1 {
		t.Errorf("%+v, %d counted", a, r.peers)
	}
}

func TestBC1_crowdIsNotListedForEachEvent(t *testing.T) {
	f := newFixture(t, room.MaxListedPeers+1)
	f.Broadcast(t.Context(), from(0), nil, moved)
	f.store.queries = 0
	f.join(t, room.MaxListedPeers+1) // the function's cache does not have it
	who := from(0)
	who.Role = room.Editor
	for range 10 {
		f.now = f.now.Add(cacheAge / 20)
		f.Broadcast(t.Context(), who, ack, moved)
		f.Broadcast(t.Context(), who, ack, room.Joined{Peer: who.AsPeer()})
	}
	if f.store.queries != 0 {
		t.Errorf("%d queries while the list was recent, want none", f.store.queries)
	}
	if got := f.poster.count(conn(1)); got != 21 {
		t.Errorf("%d posts to a cached peer, want all 21", got)
	}
	f.now = f.now.Add(cacheAge)
	f.Broadcast(t.Context(), who, nil, moved)
	if got := f.poster.count(conn(room.MaxListedPeers + 1)); got != 1 || f.store.queries != 1 {
		t.Errorf("%d posts to the newcomer and %d queries of an old list, want one each", got, f.store.queries)
	}
}

func TestDC7_listOfPeersComesFromMemory(t *testing.T) {
	f := newFixture(t, 2)
	for _, step := range []struct {
		wait    time.Duration
		fresh   bool
		queries int
	}{{0, false, 1}, {cacheAge, false, 1}, {0, true, 2}, {cacheAge, false, 2}, {cacheAge, false, 3}} {
		f.now = f.now.Add(step.wait)
		if peers := f.Present(t.Context(), testRoom, step.fresh); len(peers) != 2 || f.store.queries != step.queries {
			t.Errorf("%+v: %d peers, %d queries", step, len(peers), f.store.queries)
		}
	}
	if err := f.SendTo(t.Context(), testRoom, room.Peer{ID: peer(1), Connection: conn(1)}, room.Signal{}); err != nil {
		t.Error(err)
	}
	if f.store.queries != 3 || f.poster.count(conn(0)) != 0 || f.poster.count(conn(1)) != 1 {
		t.Errorf("%d queries, posts %v", f.store.queries, f.poster.posted)
	}
}

func TestDC7_signalIsRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 2)
		f.poster.answer[conn(1)] = func(nth int) error {
			if nth < 3 {
				return ErrThrottled
			}
			return nil
		}
		err := f.SendTo(t.Context(), testRoom, room.Peer{ID: peer(1), Connection: conn(1)}, room.Signal{})
		if err != nil || f.poster.count(conn(1)) != 3 {
			t.Errorf("%v after %d posts", err, f.poster.count(conn(1)))
		}
	})
}
