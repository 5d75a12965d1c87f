package apigw

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
)

// present are who the table has in the test's room.
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

// once is gone at the first post.
func once(nth int) error {
	if nth == 1 {
		return ErrGone
	}
	return nil
}

func TestBC3_connectionThatExistsIsNotBuried(t *testing.T) {
	f := newFixture(t, 3)
	f.line.answer[conn(1)] = once
	f.line.exists[conn(1)] = func(int) (bool, error) { return true, nil }
	f.Broadcast(t.Context(), from(0), ack, moved)
	if got := f.line.count(conn(1)); got != 2 || !f.present(t)[peer(1)] {
		t.Errorf("%d posts, present %v; want the event posted once more, and nobody to leave", got, f.present(t))
	}
	if got := f.line.count(conn(2)); got != 1 {
		t.Errorf("%d posts to another peer, want the event alone", got)
	}
}

// An answer to its own sender gets lost as an event does.
func TestBC3_answerToAConnectionThatExistsIsPostedOnceMore(t *testing.T) {
	f := newFixture(t, 1)
	f.line.answer[conn(0)] = once
	f.line.exists[conn(0)] = func(int) (bool, error) { return true, nil }
	f.Send(t.Context(), conn(0), ack)
	if got := f.line.count(conn(0)); got != 2 {
		t.Errorf("%d posts, want 2", got)
	}
}

func TestBC3_nobodyIsBuriedUnlessItIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 3)
		for n := 1; n < 3; n++ {
			f.line.answer[conn(n)] = func(int) error { return ErrGone }
		}
		f.line.exists[conn(1)] = func(int) (bool, error) { return false, errors.New("503") }
		f.line.exists[conn(2)] = func(nth int) (bool, error) {
			if nth < 3 {
				return false, ErrThrottled
			}
			return false, nil
		}
		f.Broadcast(t.Context(), from(0), nil, moved)
		if now := f.present(t); !now[peer(1)] || now[peer(2)] {
			t.Errorf("present are %v; want who could not be asked about, and not who is gone", now)
		}
	})
}

// The question and the second post are part of the delivery's time.
func TestBC4_deliveryEndsInTimeAfterA410(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 2)
		f.line.answer[conn(1)] = func(nth int) error {
			if nth == 1 {
				return ErrGone
			}
			return errHang
		}
		f.line.exists[conn(1)] = func(nth int) (bool, error) {
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

// A cursor is worth one question, and no second post.
func TestPR5_cursorIsNotPostedAgainAfterA410(t *testing.T) {
	f := newFixture(t, 3)
	for n := 1; n < 3; n++ {
		f.line.answer[conn(n)] = once
	}
	f.line.exists[conn(1)] = func(int) (bool, error) { return true, nil }
	f.line.exists[conn(2)] = func(int) (bool, error) { return false, ErrThrottled }
	f.Broadcast(t.Context(), from(0), nil, cursor)
	for n := 1; n < 3; n++ {
		if f.line.count(conn(n)) != 1 || f.line.asked[conn(n)] != 1 || !f.present(t)[peer(n)] {
			t.Errorf("peer %d: %d posts and %d questions, present %v", n, f.line.count(conn(n)), f.line.asked[conn(n)], f.present(t))
		}
	}
}

// Half of a room is gone at once: a network that went away. Nobody who is gone is told of
// the others, and the list is read once for all of them.
func TestBC3_stormOfGonePeersIsNotQuadratic(t *testing.T) {
	const peers, gone = 60, 30
	f := newFixture(t, peers)
	for n := 1; n <= gone; n++ {
		f.line.answer[conn(n)] = func(int) error { return ErrGone }
	}
	f.Broadcast(t.Context(), from(0), nil, moved)
	if f.store.queries != 2 {
		t.Errorf("%d queries, want one for the event and one for all who left", f.store.queries)
	}
	for n := 1; n < peers; n++ {
		want := 1 // the event
		if n > gone {
			want += gone // and who left
		}
		if got := f.line.count(conn(n)); got != want {
			t.Errorf("peer %d: %d posts, want %d", n, got, want)
		}
	}
	if now := f.present(t); len(now) != peers-gone {
		t.Errorf("%d peers are present, want %d", len(now), peers-gone)
	}
}

// Who is found gone while others' leaving is told leaves as well, once.
func TestBC3_leavingFindsMoreThatAreGone(t *testing.T) {
	f := newFixture(t, 5)
	for n := 1; n < 3; n++ {
		f.line.answer[conn(n)] = func(int) error { return ErrGone }
	}
	f.line.answer[conn(3)] = func(nth int) error {
		if nth > 1 {
			return ErrGone
		}
		return nil
	}
	f.Broadcast(t.Context(), from(0), nil, moved)
	if now := f.present(t); len(now) != 2 {
		t.Errorf("present are %v, want p0 and p4", now)
	}
	if got := f.line.count(conn(4)); got != 4 {
		t.Errorf("%d posts to who remains, want the event and three that left", got)
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
