package apigw

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
)

// joinUntil adds a peer whose token ends at that time.
func (f *fixture) joinUntil(t *testing.T, n int, end time.Time) {
	t.Helper()
	p := room.Peer{ID: peer(n), Connection: conn(n), Name: "x", Role: room.Editor, Expires: end}
	if _, err := f.store.Join(t.Context(), testRoom, p); err != nil {
		t.Fatal(err)
	}
}

func TestAC6_connectionPastItsTokenHearsNothingMore(t *testing.T) {
	left := room.Left{Peer: "p9"}
	for name, broadcast := range map[string]func(f *fixture){
		"durable":   func(f *fixture) { f.Broadcast(t.Context(), from(0), nil, moved) },
		"presence":  func(f *fixture) { f.Broadcast(t.Context(), from(0), nil, left) },
		"ephemeral": func(f *fixture) { f.Broadcast(t.Context(), from(0), nil, cursor) },
		"shard": func(f *fixture) {
			peers, _ := f.store.Store.ListPeers(t.Context(), testRoom)
			f.Deliver(t.Context(), Shard{Room: testRoom, Peers: exclude(peers, peer(0)), Frame: []byte("{}")})
		},
	} {
		f := newFixture(t, 1)
		f.joinUntil(t, 1, f.now)
		f.joinUntil(t, 2, f.now.Add(time.Second))
		broadcast(f)
		if got := f.poster.count(conn(1)); got != 0 || f.poster.closed[conn(1)] != 1 || f.present(t)[peer(1)] {
			t.Errorf("%s: %d posts, %d closes, present %v; want none, one, and not",
				name, got, f.poster.closed[conn(1)], f.present(t))
		}
		// The event, and the left event of the other peer.
		if got := f.poster.count(conn(2)); got != 2 || f.poster.closed[conn(2)] != 0 {
			t.Errorf("%s: %d posts and %d closes a second before the end", name, got, f.poster.closed[conn(2)])
		}
		f.now = f.now.Add(time.Second)
		broadcast(f)
		if got := f.poster.count(conn(2)); got != 2 || f.poster.closed[conn(2)] != 1 {
			t.Errorf("%s: %d posts and %d closes at the end", name, got, f.poster.closed[conn(2)])
		}
	}
}

func TestAC6_connectionThatCanNotBeClosedHearsNothingEither(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 1)
		f.joinUntil(t, 1, f.now)
		f.poster.close = func(context.Context, int) error { return ErrThrottled }
		f.Broadcast(t.Context(), from(0), nil, moved)
		if f.poster.count(conn(1)) != 0 || !f.present(t)[peer(1)] {
			t.Errorf("%d posts, present %v", f.poster.count(conn(1)), f.present(t))
		}
		f.poster.close = nil
		f.Broadcast(t.Context(), from(0), nil, moved)
		if f.poster.count(conn(1)) != 0 || f.present(t)[peer(1)] {
			t.Errorf("%d posts, present %v after it was closed", f.poster.count(conn(1)), f.present(t))
		}
	})
}

// API Gateway has closed the connection already.
func TestAC6_BC3_expiredConnectionThatIsGoneLeaves(t *testing.T) {
	f := newFixture(t, 1)
	f.joinUntil(t, 1, f.now)
	f.poster.close = func(context.Context, int) error { return ErrGone }
	f.Broadcast(t.Context(), from(0), nil, moved)
	if f.poster.count(conn(1)) != 0 || f.present(t)[peer(1)] {
		t.Errorf("%d posts, present %v", f.poster.count(conn(1)), f.present(t))
	}
}
