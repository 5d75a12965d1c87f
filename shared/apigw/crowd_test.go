package apigw

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/wire"
)

// bundles records the events that were added to bundles.
type bundles struct {
	mu     sync.Mutex
	events []room.Event
	err    error // of each call
}

func (b *bundles) AddToBundle(_ context.Context, _ room.ID, m room.BundledMessage) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, err := wire.DecodeBundled(m.Message)
	if err == nil {
		b.events = append(b.events, e)
	}
	return errors.Join(b.err, err)
}

// newCrowd returns a room of two editors, peers 0 and 1, and viewers.
func newCrowd(t testing.TB, viewers int) (*fixture, *bundles) {
	t.Helper()
	f, b := newFixture(t, 2), &bundles{}
	f.Bundles = b
	for n := range viewers {
		f.view(t, n+2)
	}
	return f, b
}

// view lets a viewer join.
func (f *fixture) view(t testing.TB, n int) {
	t.Helper()
	p := room.Peer{ID: peer(n), Connection: conn(n), Name: "x", Role: room.Viewer}
	if _, err := f.store.Join(context.Background(), testRoom, p); err != nil {
		t.Fatal(err)
	}
}

func editor(n int) room.Actor {
	a := from(n)
	a.Role = room.Editor
	return a
}

var (
	sofa   = []room.Item{{ID: "sofa", Version: 2}}
	points = []room.CursorPoint{{1, 2, 0}}
	drag   = []room.Placement{{ID: "sofa", Token: 1}}

	inSight = room.View{Mode: room.View2D, X: 1, Y: 2, Width: 3, Height: 4}
)

func TestBC8_viewersOfACrowdGetOnlyBundles(t *testing.T) {
	for _, c := range []struct {
		name    string
		event   room.Event
		bundled room.Event // nil: nothing
	}{
		{"moved", room.Moved{Peer: peer(0), Items: sofa}, room.Moved{Peer: peer(0), Items: sofa}},
		{"edited", room.Edited{Peer: peer(0), Items: sofa}, room.Edited{Peer: peer(0), Items: sofa}},
		{"joined", room.Joined{Peer: room.Peer{ID: peer(0), Role: room.Editor}}, room.Joined{Peer: room.Peer{ID: peer(0), Role: room.Editor}}},
		{"left", room.Left{Peer: peer(0)}, room.Left{Peer: peer(0)}},
		{"cursor", room.Cursor{Peer: peer(0), Points: points}, room.Cursor{Peer: peer(0), Points: points}},
		{"lifted", room.Cursor{Peer: peer(0)}, room.Cursor{Peer: peer(0)}},
		{"drag", room.Cursor{Peer: peer(0), Points: points, Drag: drag}, room.Cursor{Peer: peer(0), Points: points}},
		{"drag alone", room.Cursor{Peer: peer(0), Drag: drag}, nil},
		{"follower's drag", room.Cursor{Peer: peer(0), Drag: drag, Follows: peer(1)}, nil},
		{
			"follower",
			room.Cursor{Peer: peer(0), Points: points, Drag: drag, Follows: peer(1)},
			room.Cursor{Peer: peer(0), Points: points, Follows: peer(1)},
		},
		{"view", room.Cursor{Peer: peer(0), View: &inSight}, room.Cursor{Peer: peer(0), View: &inSight}},
		{"view and drag", room.Cursor{Peer: peer(0), Drag: drag, View: &inSight}, nil},
		{"locked", room.Locked{Peer: peer(0), Items: sofa}, nil},
		{"unlocked", room.Unlocked{Peer: peer(0), Items: sofa}, nil},
	} {
		for _, crowd := range []bool{false, true} {
			f, b := newCrowd(t, room.MaxListedPeers-2)
			if crowd {
				f.view(t, room.MaxListedPeers)
			}
			for round := 1; round <= 2; round++ { // cold, then warm
				b.events = nil
				f.Broadcast(t.Context(), editor(0), nil, c.event)
				posts, want := f.poster.count(conn(2)), 0
				if !crowd {
					want = round
				}
				if posts != want || f.poster.count(conn(1)) != round {
					t.Errorf("%s, crowd %t, round %d: the viewer has %d posts, want %d; the editor %d",
						c.name, crowd, round, posts, want, f.poster.count(conn(1)))
				}
				if !crowd && len(b.events) > 0 || crowd && !sameEvents(b.events, c.bundled) {
					t.Errorf("%s, crowd %t, round %d: %+v were bundled", c.name, crowd, round, b.events)
				}
			}
		}
	}
}

// sameEvents reports whether got is the one event, or none if want is nil.
func sameEvents(got []room.Event, want room.Event) bool {
	if want == nil || len(got) != 1 {
		return want == nil && len(got) == 0
	}
	return slices.Equal(wire.Encode(got[0])[0], wire.Encode(want)[0])
}

func TestBC8_eventThatCanNotBeBundledIsPostedByTheSendersFunction(t *testing.T) {
	f, b := newCrowd(t, room.MaxListedPeers)
	b.err = errors.New("the table did not answer")
	f.Broadcast(t.Context(), editor(0), ack, moved)
	f.Broadcast(t.Context(), editor(0), nil, room.Cursor{Peer: peer(0), Points: points}) // may be lost (PR5)
	for n := 2; n < room.MaxListedPeers+2; n++ {
		if got := f.poster.count(conn(n)); got != 1 {
			t.Fatalf("viewer %d has %d posts, want the move alone", n, got)
		}
	}
	if f.poster.count(conn(1)) != 2 || f.poster.count(conn(0)) != 1 {
		t.Errorf("the other editor has %d posts, the sender %d", f.poster.count(conn(1)), f.poster.count(conn(0)))
	}
}

func TestBC8_newcomersToTheCachedListGetTheEventOnce(t *testing.T) {
	f, b := newCrowd(t, room.MaxListedPeers)
	f.Broadcast(t.Context(), editor(0), nil, moved)
	f.now = f.now.Add(cacheAge + time.Second) // the cached list is used once more, and read again
	f.view(t, 1000)
	f.join(t, 1001)
	f.Broadcast(t.Context(), editor(0), nil, moved)
	if len(b.events) != 2 {
		t.Errorf("%d events were bundled, want one for each move", len(b.events))
	}
	if viewer, joined := f.poster.count(conn(1000)), f.poster.count(conn(1001)); viewer != 0 || joined != 1 {
		t.Errorf("the new viewer has %d posts, the new editor %d; want 0 and 1", viewer, joined)
	}
}

func TestBC7_viewersCursorInACrowdIsDropped(t *testing.T) {
	for _, c := range []struct{ viewers, posts int }{{room.MaxListedPeers - 2, 1}, {room.MaxListedPeers - 1, 0}} {
		f, b := newCrowd(t, c.viewers)
		viewer := from(2)
		viewer.Role = room.Viewer
		f.Broadcast(t.Context(), viewer, nil, room.Cursor{Peer: peer(2), Points: points})
		if got := f.poster.count(conn(0)); got != c.posts || len(b.events) != 0 {
			t.Errorf("%d viewers: %d posts, %d bundled; want %d and none", c.viewers, got, len(b.events), c.posts)
		}
	}
}

// A cursor costs one part of a bundle, and not a message for each viewer.
func TestPR8_cursorInACrowdIsChargedForEditorsAndTheBundle(t *testing.T) {
	f, b := newCrowd(t, room.MaxListedPeers)
	f.Budget = &ratelimit.Limiter[room.ID]{Rate: 10, Burst: 10}
	for range 20 {
		f.Broadcast(t.Context(), editor(0), nil, room.Cursor{Peer: peer(0), Points: points})
	}
	if len(b.events) != 5 || f.poster.count(conn(1)) != 5 {
		t.Errorf("%d bundled, %d posts; want 5 each: ten units", len(b.events), f.poster.count(conn(1)))
	}
}

var oneEvent = room.Bundle{Events: []room.BundledEvent{{At: time.UnixMilli(1), Event: moved}}}

func TestBC8_bundleIsPostedToAllViewersAndNoEditor(t *testing.T) {
	for _, viewers := range []int{1, 2*ShardSize + 50} { // a room that is crowded no more, and one in shards
		f, _ := newCrowd(t, viewers)
		dispatcher := &fakeDispatcher{f: f}
		f.Dispatcher = dispatcher
		if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil {
			t.Fatal(err)
		}
		for n := range viewers + 2 {
			want := 1
			if n < 2 {
				want = 0
			}
			if got := f.poster.count(conn(n)); got != want {
				t.Fatalf("%d viewers: peer %d has %d posts, want %d", viewers, n, got, want)
			}
		}
		if got := len(dispatcher.sizes); got != (viewers-1)/ShardSize {
			t.Errorf("%d shards were dispatched", got)
		}
	}
}

func TestBC8_viewerThatBecameEditorGetsEventsAtOnceAndNoBundle(t *testing.T) {
	f, _ := newCrowd(t, room.MaxListedPeers)
	promoted := room.Peer{ID: peer(2), Connection: "again", Name: "x", Role: room.Editor, Connected: f.now}
	if _, err := f.store.Join(t.Context(), testRoom, promoted); err != nil {
		t.Fatal(err)
	}
	f.Broadcast(t.Context(), editor(0), nil, moved)
	if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil {
		t.Fatal(err)
	}
	if got := f.poster.count("again"); got != 1 || f.poster.count(conn(2)) != 0 {
		t.Errorf("the new connection has %d posts, the old one %d; want 1 and 0", got, f.poster.count(conn(2)))
	}
}

func TestBC3_goneViewerOfACrowdIsRemovedQuietly(t *testing.T) {
	f, b := newCrowd(t, room.MaxListedPeers)
	f.poster.answer[conn(5)] = func(int) error { return ErrGone }
	if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil {
		t.Fatal(err)
	}
	if f.present(t)[peer(5)] || f.poster.count(conn(1)) != 0 || len(b.events) != 0 {
		t.Errorf("present %t, %d posts to an editor, %d events", f.present(t)[peer(5)], f.poster.count(conn(1)), len(b.events))
	}
	if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil || f.poster.count(conn(5)) != 1 {
		t.Errorf("%v; the gone connection was posted to %d times", err, f.poster.count(conn(5)))
	}
}

// brokenPeers fails to list the peers.
type brokenPeers struct{ *memory.Store }

func (brokenPeers) ListPeers(context.Context, room.ID) ([]room.Peer, error) {
	return nil, errors.New("the table did not answer")
}

func TestBC9_bundleWithoutAListOfPeersIsReported(t *testing.T) {
	f, _ := newCrowd(t, 1)
	f.Peers = brokenPeers{f.store.Store}
	if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err == nil {
		t.Error("no error, so that the bundle would not be retried")
	}
	f.Peers = f.store
	if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil || f.poster.count(conn(2)) != 1 {
		t.Errorf("%v, %d posts after the retry", err, f.poster.count(conn(2)))
	}
}

// A viewer that joins is in the bundles as soon as the list is read again; its sync has what it
// missed until then (SY3).
func TestBC8_viewerThatJoinsMidwayGetsTheNextBundles(t *testing.T) {
	f, _ := newCrowd(t, room.MaxListedPeers)
	for _, want := range []int{0, 0, 1, 2} {
		if err := f.DeliverBundle(t.Context(), testRoom, oneEvent); err != nil {
			t.Fatal(err)
		}
		if want == 0 {
			f.view(t, 1000)
		}
		if got := f.poster.count(conn(1000)); got != want {
			t.Errorf("the viewer has %d posts, want %d", got, want)
		}
		f.now = f.now.Add(3 * time.Second)
	}
}

// While a room shrinks to 200 peers, each event is posted to a viewer or bundled.
func TestBC8_eventsOfARoomThatShrinksReachItsViewers(t *testing.T) {
	f, b := newCrowd(t, room.MaxListedPeers)
	last := conn(room.MaxListedPeers) // a viewer that stays
	events := 0
	move := func() {
		events++
		f.Broadcast(t.Context(), editor(0), nil, moved)
		if got := f.poster.count(last) + len(b.events); got != events {
			t.Errorf("after %d events the viewer has %d posts and %d are bundled", events, f.poster.count(last), len(b.events))
		}
	}
	move()
	for n := 2; n < 7; n++ {
		if _, err := f.store.Leave(t.Context(), testRoom, room.Peer{ID: peer(n), Connection: conn(n)}); err != nil {
			t.Fatal(err)
		}
	}
	for range 4 {
		f.now = f.now.Add(3 * time.Second)
		move()
	}
	if got := f.poster.count(last); got == 0 || got == events {
		t.Errorf("%d of %d events were posted, want the last ones", got, events)
	}
	before := len(b.events)
	for n := 2; n < 7; n++ {
		f.view(t, n) // it grows again
	}
	f.Broadcast(t.Context(), editor(0), nil, moved)
	if len(b.events) != before+1 || f.poster.count(conn(2)) != 0 {
		t.Errorf("%d events were bundled, %d posted to a newcomer", len(b.events)-before, f.poster.count(conn(2)))
	}
}
