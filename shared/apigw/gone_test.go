package apigw

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
)

// present returns the ids of the peers that the table has in the test's room.
func (f *fixture) present(t *testing.T) map[room.PeerID]bool {
	t.Helper()
	peers, err := f.store.Store.ListPeers(t.Context(), testRoom)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[room.PeerID]bool{}
	for _, p := range peers {
		ids[p.ID] = true
	}
	return ids
}

// goneOnce answers ErrGone to the first post only.
func goneOnce(nth int) error {
	if nth == 1 {
		return ErrGone
	}
	return nil
}

func TestBC3_connectionThatExistsIsNotEvicted(t *testing.T) {
	f := newFixture(t, 3)
	f.poster.answer[conn(1)] = goneOnce
	f.poster.exists[conn(1)] = func(int) (bool, error) { return true, nil }
	f.Broadcast(t.Context(), from(0), ack, moved)
	if got := f.poster.count(conn(1)); got != 2 || !f.present(t)[peer(1)] {
		t.Errorf("%d posts, present %v; want the event posted once more, and nobody to leave", got, f.present(t))
	}
	if got := f.poster.count(conn(2)); got != 1 {
		t.Errorf("%d posts to another peer, want the event alone", got)
	}
}

// A reply to the sender of a command is lost by a wrong 410 as an event is.
func TestBC3_answerToAConnectionThatExistsIsPostedOnceMore(t *testing.T) {
	f := newFixture(t, 1)
	f.poster.answer[conn(0)] = goneOnce
	f.poster.exists[conn(0)] = func(int) (bool, error) { return true, nil }
	f.Send(t.Context(), conn(0), ack)
	if got := f.poster.count(conn(0)); got != 2 {
		t.Errorf("%d posts, want 2", got)
	}
}

func TestBC3_peerIsEvictedOnlyIfExistsSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 3)
		for n := 1; n < 3; n++ {
			f.poster.answer[conn(n)] = func(int) error { return ErrGone }
		}
		f.poster.exists[conn(1)] = func(int) (bool, error) { return false, errors.New("503") }
		f.poster.exists[conn(2)] = func(nth int) (bool, error) {
			if nth < 3 {
				return false, ErrThrottled
			}
			return false, nil
		}
		f.Broadcast(t.Context(), from(0), nil, moved)
		if now := f.present(t); !now[peer(1)] || now[peer(2)] {
			t.Errorf("present are %v; want p1, whose Exists failed, and not p2, which is gone", now)
		}
	})
}

// The calls of Exists and the second post are within postTimeout.
func TestBC4_deliveryEndsInTimeAfterA410(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 2)
		f.poster.answer[conn(1)] = func(nth int) error {
			if nth == 1 {
				return ErrGone
			}
			return errHang
		}
		f.poster.exists[conn(1)] = func(nth int) (bool, error) {
			if nth < 4 {
				return false, ErrThrottled
			}
			return true, nil
		}
		began := time.Now()
		f.Broadcast(t.Context(), from(0), nil, moved)
		if took := time.Since(began); took != postTimeout { // synctest's clock: exact
			t.Errorf("took %s, want %s", took, postTimeout)
		}
	})
}

// After a 410 for a cursor Exists is called once, and there is no second post.
func TestPR5_cursorIsNotPostedAgainAfterA410(t *testing.T) {
	f := newFixture(t, 3)
	for n := 1; n < 3; n++ {
		f.poster.answer[conn(n)] = goneOnce
	}
	f.poster.exists[conn(1)] = func(int) (bool, error) { return true, nil }
	f.poster.exists[conn(2)] = func(int) (bool, error) { return false, ErrThrottled }
	f.Broadcast(t.Context(), from(0), nil, cursor)
	for n := 1; n < 3; n++ {
		if f.poster.count(conn(n)) != 1 || f.poster.asked[conn(n)] != 1 || !f.present(t)[peer(n)] {
			t.Errorf("peer %d: %d posts and %d calls of Exists, present %v",
				n, f.poster.count(conn(n)), f.poster.asked[conn(n)], f.present(t))
		}
	}
}

// Half of a room's connections are gone at once, as after a network fault. No left event is
// posted to a gone connection, and the list of peers is read once for all of them.
func TestBC3_stormOfGonePeersIsNotQuadratic(t *testing.T) {
	const peers, gone = 60, 30
	f := newFixture(t, peers)
	for n := 1; n <= gone; n++ {
		f.poster.answer[conn(n)] = func(int) error { return ErrGone }
	}
	f.Broadcast(t.Context(), from(0), nil, moved)
	if f.store.queries != 2 {
		t.Errorf("%d queries, want one for the event and one for all who left", f.store.queries)
	}
	for n := 1; n < peers; n++ {
		want := 1 // the event
		if n > gone {
			want += gone // and the left events
		}
		if got := f.poster.count(conn(n)); got != want {
			t.Errorf("peer %d: %d posts, want %d", n, got, want)
		}
	}
	if now := f.present(t); len(now) != peers-gone {
		t.Errorf("%d peers are present, want %d", len(now), peers-gone)
	}
}

// A connection that a left event finds gone is evicted as well, once.
func TestBC3_leavingFindsMoreThatAreGone(t *testing.T) {
	f := newFixture(t, 5)
	for n := 1; n < 3; n++ {
		f.poster.answer[conn(n)] = func(int) error { return ErrGone }
	}
	f.poster.answer[conn(3)] = func(nth int) error {
		if nth > 1 {
			return ErrGone
		}
		return nil
	}
	f.Broadcast(t.Context(), from(0), nil, moved)
	if now := f.present(t); len(now) != 2 {
		t.Errorf("present are %v, want p0 and p4", now)
	}
	if got := f.poster.count(conn(4)); got != 4 {
		t.Errorf("%d posts to the remaining peer, want the event and three that left", got)
	}
}

func TestExistsAsksTheManagementAPI(t *testing.T) {
	for status, want := range map[int]bool{200: true, 410: false} {
		rt := &transport{status: status}
		got, err := newClient(t, rt).Exists(context.Background(), "c1")
		if err != nil || got != want || rt.last.Method != "GET" || rt.body != "" {
			t.Errorf("%d: %t, %v by %s", status, got, err, rt.last.Method)
		}
	}
	if got, err := newClient(t, &transport{status: 503}).Exists(context.Background(), "c1"); err == nil || got {
		t.Errorf("503: %t, %v", got, err)
	}
}
