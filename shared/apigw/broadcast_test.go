package apigw

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/usage"
	"homstyle.dev/planner/shared/wire"
)

// fakePoster is a Poster that counts its calls and answers as the test sets.
type fakePoster struct {
	mu     sync.Mutex
	posted map[room.ConnectionID]int
	answer map[room.ConnectionID]func(nth int) error
	exists map[room.ConnectionID]func(nth int) (bool, error) // nil: no connection exists
	asked  map[room.ConnectionID]int
	close  func(ctx context.Context, nth int) error // nil: connections close at once
	closed map[room.ConnectionID]int                // attempts
}

func newFakePoster() *fakePoster {
	return &fakePoster{
		posted: map[room.ConnectionID]int{}, answer: map[room.ConnectionID]func(int) error{},
		closed: map[room.ConnectionID]int{}, asked: map[room.ConnectionID]int{},
		exists: map[room.ConnectionID]func(int) (bool, error){},
	}
}

func (p *fakePoster) Post(ctx context.Context, c room.ConnectionID, _ []byte) error {
	p.mu.Lock()
	p.posted[c]++
	nth, answer := p.posted[c], p.answer[c]
	p.mu.Unlock()
	if answer == nil {
		return nil
	}
	err := answer(nth)
	if errors.Is(err, errHang) {
		<-ctx.Done()
		return ctx.Err()
	}
	return err
}

// errHang as an answer makes the post block until its context ends.
var errHang = errors.New("hang")

func (p *fakePoster) Exists(_ context.Context, c room.ConnectionID) (bool, error) {
	p.mu.Lock()
	p.asked[c]++
	nth, exists := p.asked[c], p.exists[c]
	p.mu.Unlock()
	if exists == nil {
		return false, nil
	}
	return exists(nth)
}

func (p *fakePoster) Close(ctx context.Context, c room.ConnectionID) error {
	p.mu.Lock()
	p.closed[c]++
	nth := p.closed[c]
	p.mu.Unlock()
	if p.close == nil {
		return nil
	}
	return p.close(ctx, nth)
}

func (p *fakePoster) count(c room.ConnectionID) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.posted[c]
}

// countingStore counts the queries for peers.
type countingStore struct {
	*memory.Store
	mu      sync.Mutex
	queries int
	before  func() // runs before each query is answered
}

func (s *countingStore) ListPeers(ctx context.Context, id room.ID) ([]room.Peer, error) {
	s.mu.Lock()
	s.queries++
	s.mu.Unlock()
	if s.before != nil {
		s.before()
	}
	return s.Store.ListPeers(ctx, id)
}

type fixture struct {
	*Broadcaster
	store  *countingStore
	poster *fakePoster
	now    time.Time
}

const testRoom room.ID = "r"

func newFixture(t testing.TB, peers int) *fixture {
	t.Helper()
	f := &fixture{store: &countingStore{Store: memory.New()}, poster: newFakePoster(), now: time.Unix(1795500000, 0)}
	for n := range peers {
		f.join(t, n)
	}
	f.Broadcaster = &Broadcaster{
		Peers: f.store, Poster: f.poster, Now: func() time.Time { return f.now }, Log: slog.New(slog.DiscardHandler),
	}
	return f
}

func (f *fixture) join(t testing.TB, n int) {
	t.Helper()
	p := room.Peer{ID: peer(n), Connection: conn(n), Name: "x", Role: room.Editor}
	if _, err := f.store.Join(context.Background(), testRoom, p); err != nil {
		t.Fatal(err)
	}
}

func peer(n int) room.PeerID       { return room.PeerID(fmt.Sprintf("p%d", n)) }
func conn(n int) room.ConnectionID { return room.ConnectionID(fmt.Sprintf("c%d", n)) }
func from(n int) room.Actor        { return room.Actor{Room: testRoom, Peer: peer(n), Connection: conn(n)} }

var (
	moved  = room.Moved{Peer: peer(0), Items: []room.Item{{ID: "sofa"}}}
	cursor = room.Cursor{Peer: peer(0)}
	ack    = room.Ack{Op: 1}
)

func TestBC7_nobodyIsToldOfViewersInACrowd(t *testing.T) {
	for _, c := range []struct {
		peers int
		role  room.Role
		told  int
	}{
		{200, room.Viewer, 1}, {201, room.Viewer, 0}, {201, room.Editor, 1},
	} {
		f := newFixture(t, c.peers)
		who := from(0)
		who.Role = c.role
		f.Broadcast(context.Background(), who, ack, room.Joined{Peer: who.AsPeer()})
		f.Broadcast(context.Background(), who, nil, room.Left{Peer: who.Peer})
		if got := f.poster.count(conn(1)); got != 2*c.told {
			t.Errorf("%d peers: another one was told of a %s %d times, want %d", c.peers, c.role, got, 2*c.told)
		}
		f.Broadcast(context.Background(), who, nil, moved)
		if got := f.poster.count(conn(1)); got != 2*c.told+1 {
			t.Errorf("%d peers: a move was told %d times", c.peers, got-2*c.told)
		}
	}
}

func TestBC1_everyPeerButTheSenderGetsTheEvent(t *testing.T) {
	f := newFixture(t, 4)
	for round := 1; round <= 2; round++ { // cold, then warm
		f.Broadcast(context.Background(), from(0), ack, moved)
		for n := range 4 {
			if got := f.poster.count(conn(n)); got != round {
				t.Errorf("round %d: peer %d has %d posts, want %d", round, n, got, round)
			}
		}
	}
}

func TestBC1_newcomerToAWarmFunctionGetsTheEvent(t *testing.T) {
	f := newFixture(t, 2)
	f.Broadcast(context.Background(), from(0), nil, moved)
	f.join(t, 2) // the function's cache does not have it
	f.Broadcast(context.Background(), from(0), nil, moved)
	if got := f.poster.count(conn(2)); got != 1 {
		t.Errorf("the newcomer has %d posts, want 1", got)
	}
}

func TestBC1_knownPeersDoNotWaitForTheQuery(t *testing.T) {
	f := newFixture(t, 2)
	f.Broadcast(context.Background(), from(0), nil, moved)
	posted := make(chan struct{})
	f.poster.answer[conn(1)] = func(int) error { close(posted); return nil }
	f.store.before = func() { <-posted } // the query is answered only after the post
	f.Broadcast(context.Background(), from(0), nil, moved)
}

func TestBC2_slowPeerDelaysNobody(t *testing.T) {
	f := newFixture(t, 6)
	f.Broadcast(context.Background(), from(0), nil, moved)
	var others sync.WaitGroup
	others.Add(4)
	f.poster.answer[conn(1)] = func(int) error { others.Wait(); return nil } // returns when all others were posted to
	for n := 2; n < 6; n++ {
		f.poster.answer[conn(n)] = func(int) error { others.Done(); return nil }
	}
	f.Broadcast(context.Background(), from(0), nil, moved)
}

func TestBC3_gonePeerAndOnlyItIsRemoved(t *testing.T) {
	f := newFixture(t, 4)
	f.poster.answer[conn(2)] = func(int) error { return ErrGone }
	f.Broadcast(context.Background(), from(0), ack, moved)
	present, _ := f.store.Store.ListPeers(context.Background(), testRoom)
	ids := make([]room.PeerID, len(present))
	for n, p := range present {
		ids[n] = p.ID
	}
	if !slices.Equal(ids, []room.PeerID{"p0", "p1", "p3"}) {
		t.Errorf("the room's peers are %v", ids)
	}
	for n, want := range map[int]int{0: 2, 1: 2, 3: 2} { // ack or moved, and left
		if got := f.poster.count(conn(n)); got != want {
			t.Errorf("peer %d has %d posts, want %d", n, got, want)
		}
	}
	f.Broadcast(context.Background(), from(0), nil, moved)
	if got := f.poster.count(conn(2)); got != 1 {
		t.Errorf("the gone connection was posted to %d times, want 1", got)
	}
}

func TestBC3_goneOldConnectionLeavesTheReturnedPeer(t *testing.T) {
	f := newFixture(t, 2)
	f.Broadcast(context.Background(), from(0), nil, moved) // caches c1
	back := room.Peer{ID: peer(1), Connection: "c1-again"}
	if _, err := f.store.Join(context.Background(), testRoom, back); err != nil {
		t.Fatal(err)
	}
	f.poster.answer[conn(1)] = func(int) error { return ErrGone }
	f.Broadcast(context.Background(), from(0), nil, moved)
	if got := f.poster.count("c1-again"); got != 1 {
		t.Errorf("the new connection has %d posts, want 1", got)
	}
	present, _ := f.store.Store.ListPeers(context.Background(), testRoom)
	if len(present) != 2 {
		t.Errorf("the room has %d peers, want both", len(present))
	}
}

func TestBC4_throttledEventIsTriedAgainForTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 3)
		f.poster.answer[conn(1)] = func(nth int) error {
			if nth < 4 {
				return ErrThrottled
			}
			return nil
		}
		f.poster.answer[conn(2)] = func(int) error { return ErrThrottled }
		began := time.Now()
		f.Broadcast(context.Background(), from(0), nil, moved)
		if got := f.poster.count(conn(1)); got != 4 {
			t.Errorf("%d posts, want 4: until one was taken", got)
		}
		if took := time.Since(began); took != postTimeout { // synctest's clock: exact
			t.Errorf("gave up after %s, want %s", took, postTimeout)
		}
	})
}

func TestPR5_throttledCursorIsDropped(t *testing.T) {
	f := newFixture(t, 2)
	f.poster.answer[conn(1)] = func(int) error { return ErrThrottled }
	f.Broadcast(context.Background(), from(0), nil, cursor)
	if got := f.poster.count(conn(1)); got != 1 {
		t.Errorf("%d posts, want 1", got)
	}
}

func TestPR3_cursorOnAWarmFunctionAsksNoTable(t *testing.T) {
	f := newFixture(t, 3)
	f.Broadcast(context.Background(), from(0), nil, cursor)
	f.store.queries = 0
	for range 20 {
		f.now = f.now.Add(cacheAge / 20)
		f.Broadcast(context.Background(), from(0), nil, cursor)
	}
	if f.store.queries != 0 {
		t.Errorf("%d queries, want none", f.store.queries)
	}
	f.now = f.now.Add(time.Second)
	f.Broadcast(context.Background(), from(0), nil, cursor)
	if f.store.queries != 1 {
		t.Errorf("%d queries of an old list, want 1", f.store.queries)
	}
	if got := f.poster.count(conn(2)); got != 22 {
		t.Errorf("%d posts, want 22", got)
	}
}

func TestPR8_cursorsPastTheRoomsBudgetAreDroppedAndNothingElse(t *testing.T) {
	f := newFixture(t, 3)
	f.Budget = &ratelimit.Limiter[room.ID]{Rate: 10, Burst: 10}
	for range 20 {
		f.Broadcast(context.Background(), from(0), nil, cursor)
	}
	if got := f.poster.count(conn(1)); got != 5 {
		t.Errorf("%d cursors to each of two peers, want 5: ten posts", got)
	}
	for range 20 {
		f.Broadcast(context.Background(), from(0), nil, moved)
	}
	if got := f.poster.count(conn(1)); got != 25 {
		t.Errorf("%d posts after 20 moves, want 25", got)
	}
	f.now = f.now.Add(time.Second)
	f.Broadcast(context.Background(), from(0), nil, cursor)
	if got := f.poster.count(conn(1)); got != 26 {
		t.Errorf("%d posts a second later, want 26", got)
	}
}

// A cursor to more peers than the limiter's burst uses up the budget of all its posts.
func TestPR8_cursorsBeforeACrowdKeepToTheBudget(t *testing.T) {
	const peers = 101
	f := newFixture(t, peers)
	f.Budget = &ratelimit.Limiter[room.ID]{Rate: 10, Burst: 10}
	began := f.now
	for f.now.Sub(began) < 40*time.Second {
		f.Broadcast(t.Context(), from(0), nil, cursor)
		f.now = f.now.Add(time.Second / 4)
	}
	// 100 posts each: the first at once, the next after each ten seconds of budget.
	if got := f.poster.count(conn(1)); got != 4 {
		t.Errorf("%d cursors to each of 100 peers in 40 s, want 4", got)
	}
}

func TestUS1_postsAreCountedAsBilled(t *testing.T) {
	f := newFixture(t, 4)
	f.poster.answer[conn(2)] = func(int) error { return ErrGone }
	ctx, meter := usage.WithMeter(context.Background())
	f.Broadcast(ctx, from(0), room.Ack{Op: 1}, moved)
	// The ack, the move to two, and to all three of them that the fourth has left.
	if u := meter.Usage(); u.Out != 6 || u.Gone != 1 || u.Bytes == 0 {
		t.Errorf("usage is %+v, want 6 messages out and 1 gone", u)
	}
	if usage.MessageUnits(1) != 1 || usage.MessageUnits(32<<10) != 1 || usage.MessageUnits(32<<10+1) != 2 {
		t.Error("a message is billed for each begun 32 KB")
	}
}

// fakeDispatcher posts the shards itself, as the fanout function does.
type fakeDispatcher struct {
	f     *fixture
	mu    sync.Mutex
	sizes []int
	fail  bool
}

func (s *fakeDispatcher) Dispatch(ctx context.Context, shard Shard) error {
	s.mu.Lock()
	s.sizes = append(s.sizes, len(shard.Peers))
	s.mu.Unlock()
	if s.fail {
		return fmt.Errorf("no function")
	}
	s.f.Deliver(ctx, shard)
	return nil
}

func TestBC5_largeRoomIsSharedOut(t *testing.T) {
	for _, fail := range []bool{false, true} {
		f := newFixture(t, 2*ShardSize+50)
		dispatcher := &fakeDispatcher{f: f, fail: fail}
		f.Dispatcher = dispatcher
		f.Broadcast(context.Background(), from(0), nil, moved)
		slices.Sort(dispatcher.sizes)
		if !slices.Equal(dispatcher.sizes, []int{49, ShardSize}) {
			t.Errorf("shards of %v peers were dispatched", dispatcher.sizes)
		}
		for n := 1; n < 2*ShardSize+50; n++ {
			if got := f.poster.count(conn(n)); got != 1 {
				t.Fatalf("fail=%t: peer %d has %d posts, want 1", fail, n, got)
			}
		}
	}
}

// The payload of an asynchronous invocation may have 1 MB.
func TestBC5_largestShardFitsAnInvocation(t *testing.T) {
	s := Shard{Room: room.ID(strings.Repeat("r", 63)), Frame: make([]byte, wire.MaxPart)}
	for range ShardSize {
		s.Peers = append(s.Peers, room.Peer{
			ID: room.PeerID(strings.Repeat("p", 64)), Connection: room.ConnectionID(strings.Repeat("c", 128)),
			Name: strings.Repeat("\U0001F6CB", 60), Role: room.Editor, Colour: room.Colours - 1,
			Connected: time.Now(), Expires: time.Now(),
		})
	}
	payload, err := json.Marshal(s)
	if err != nil || len(payload) > 1<<20 {
		t.Errorf("%d bytes, %v", len(payload), err)
	}
}

func TestBC6_brokenPosterAndTableDoNotStopTheCommand(t *testing.T) {
	f := newFixture(t, 3)
	for n := range 3 {
		f.poster.answer[conn(n)] = func(int) error { return fmt.Errorf("broken poster") }
	}
	f.Broadcast(context.Background(), from(0), ack, moved) // returns; there is no error to return
}
