package route_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
)

// failing is a store whose next loads calls of Load and releases calls of EndLeases fail.
type failing struct {
	*memory.Store
	loads, releases int
}

var errNoAnswer = errors.New("the table did not answer")

func (f *failing) Load(ctx context.Context, id room.ID) (room.Room, error) {
	if f.loads > 0 {
		f.loads--
		return room.Room{}, errNoAnswer
	}
	return f.Store.Load(ctx, id)
}

func (f *failing) EndLeases(ctx context.Context, id room.ID, held []room.Item) ([]room.Item, error) {
	if f.releases > 0 {
		f.releases--
		return nil, errNoAnswer
	}
	return f.Store.EndLeases(ctx, id, held)
}

// told returns the number of events of a type that were posted to a connection.
func told[E room.Event](s *fixture, c room.ConnectionID) (n int) {
	for _, e := range s.told[c] {
		if _, ok := e.(E); ok {
			n++
		}
	}
	return n
}

const firstSync = `{"action":"sync","op":1}`

func TestPR1_firstSyncThatFailedAfterItsJoinIsToldWhenRepeated(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, firstSync)
	s.deps.Service.Store = &failing{Store: s.store, loads: 1}
	s.wantRejected(s.send(route.Sync, bo, firstSync), room.Internal, 1)
	if _, ok := s.send(route.Sync, bo, firstSync).(room.State); !ok {
		t.Errorf("the repeat is told %#v, want the state", s.told["c-bo"])
	}
	if n := told[room.Joined](s, "c-anna"); n != 1 {
		t.Errorf("anna was told %d times that bo joined, want once", n)
	}
}

func TestQU1_firstSyncThatFailedAfterItsJoinDoesNotPassTheQuota(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Peers = 1
	s.send(route.Sync, anna, firstSync)
	s.deps.Service.Store = &failing{Store: s.store, loads: 1}
	s.send(route.Sync, bo, firstSync)
	s.wantRejected(s.send(route.Sync, bo, firstSync), room.Full, 1)
	if peers, err := s.store.ListPeers(t.Context(), "vardagsrum"); err != nil || len(peers) != 1 {
		t.Errorf("the room's peers are %+v, %v; want anna alone", peers, err)
	}
}

// The digest is the client's word: a first sync with one is checked like any other.
func TestQU1_firstSyncWithADigestIsCheckedToo(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Peers = 1
	s.send(route.Sync, anna, firstSync)
	for range 2 {
		s.wantRejected(s.send(route.Sync, bo, `{"action":"sync","op":1,"digest":7}`), room.Full, 1)
	}
	r, err := s.store.Load(t.Context(), "vardagsrum")
	if err != nil {
		t.Fatal(err)
	}
	digest := room.Digest(r.Plan, r.Items)
	s.wantRejected(s.send(route.Sync, bo, fmt.Sprintf(`{"action":"sync","op":2,"digest":%d}`, digest)), room.Full, 2)
	if peers, err := s.store.ListPeers(t.Context(), "vardagsrum"); err != nil || len(peers) != 1 {
		t.Errorf("the room's peers are %+v, %v; want anna alone", peers, err)
	}
}

// Joins at the same time may exceed the quota. Nobody who is in the room is refused then, nor
// who comes back on another connection or with another role.
func TestQU1_peerThatIsInIsNotRefused(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota.Peers = 2
	s.send(route.Sync, anna, firstSync)
	s.send(route.Sync, bo, firstSync)
	s.deps.Service.Quota.Peers = 1
	back, viewer := bo, bo
	back.connection, viewer.connection, viewer.role = "c-bo-2", "c-bo-3", "viewer"
	for op, who := range []person{bo, bo, back, back, viewer, viewer} {
		sync := fmt.Sprintf(`{"action":"sync","op":%d}`, op+2)
		if e, ok := s.send(route.Sync, who, sync).(room.State); !ok {
			t.Errorf("sync %d of bo on %s is told %#v, want the state", op, who.connection, e)
		}
	}
	s.wantRejected(s.send(route.Sync, vera, firstSync), room.Full, 1)
}

func TestQU1_connectionOfARejectedPeerIsClosed(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Quota = room.Quota{Peers: 1, Items: 1}
	s.send(route.Sync, anna, firstSync)
	s.wantRejected(s.send(route.Sync, bo, firstSync), room.Full, 1)
	if len(s.closed) != 1 || s.closed[0] != "c-bo" {
		t.Errorf("closed are %v, want bo's connection", s.closed)
	}
	s.send(route.Edit, anna, addSofa)
	addLamp := `{"action":"edit","op":3,"ops":[` +
		`{"op":"add","id":"lamp","product":"p","variant":"","x":1,"y":2,"rotation":3}]}`
	s.wantRejected(s.send(route.Edit, anna, addLamp), room.Full, 3)
	if len(s.closed) != 1 {
		t.Errorf("an edit of a room that is full of items closed %v", s.closed[1:])
	}
}

func TestPR2_lateSyncOfAnEarlierConnectionEndsThatOne(t *testing.T) {
	s := newFixture(t)
	early, late := anna, anna
	early.connection, early.connected = "c-early", now
	late.connection, late.connected = "c-late", now.Add(time.Millisecond)
	s.send(route.Sync, late, firstSync)
	s.wantRejected(s.send(route.Sync, early, firstSync), room.Superseded, 1)
	if len(s.closed) != 1 || s.closed[0] != "c-early" {
		t.Errorf("closed are %v, want the earlier connection", s.closed)
	}
	peers, err := s.store.ListPeers(t.Context(), "vardagsrum")
	if err != nil || len(peers) != 1 || peers[0].Connection != "c-late" {
		t.Errorf("the room's peers are %+v, %v; want the later connection", peers, err)
	}
}

func TestPR1_leavingIsToldThoughTheLeasesCouldNotBeReleased(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, firstSync)
	s.send(route.Sync, bo, firstSync)
	s.deps.Service.Store = &failing{Store: s.store, releases: 1}
	s.invoke(route.Disconnect, bo, "", 1000)
	if n := told[room.Left](s, "c-anna"); n != 1 {
		t.Errorf("anna was told %d times that bo left, want once", n)
	}
}

func TestLK8_endOfTheConnectionsLifeKeepsTheLeases(t *testing.T) {
	for name, c := range map[string]struct {
		age, code int // age in minutes
		expired   bool
		held      bool
	}{
		"a page that was left":             {60, 1001, false, false},
		"the gateway's limit of two hours": {120, 1001, false, true},
		"a page that closed its room":      {60, 1000, false, false},
		// The server closed it (AC6); its client connects again with a new token.
		"a token that expired": {60, 1000, true, true},
	} {
		s := newFixture(t)
		s.send(route.Sync, anna, firstSync)
		s.send(route.Edit, anna, addSofa)
		s.send(route.Lock, anna, lockSofa)
		who := anna
		who.connected, who.expired = now.Add(-minutes(c.age)), c.expired
		s.invoke(route.Disconnect, who, "", c.code)
		r, err := s.store.Load(t.Context(), "vardagsrum")
		if err != nil || (r.Items[0].Holder != "") != c.held {
			t.Errorf("%s: %q holds the sofa, %v; want that it is held: %t", name, r.Items[0].Holder, err, c.held)
		}
	}
}

// afterList is a store that calls then after each ListConnections.
type afterList struct {
	*memory.Store
	then func()
}

func (a afterList) ListConnections(ctx context.Context, id room.ID) ([]room.Actor, error) {
	open, err := a.Store.ListConnections(ctx, id)
	a.then()
	return open, err
}

func TestLK8_lateEndOfAnEarlierConnectionKeepsTheLeases(t *testing.T) {
	const (
		acquire = `{"action":"lock","op":4,"mode":"acquire","items":[{"id":"sofa"}]}`
		renew   = `{"action":"lock","op":5,"mode":"renew","items":[{"id":"sofa","token":1}]}`
		again   = `{"action":"lock","op":5,"mode":"acquire","items":[{"id":"sofa"}]}`
	)
	first, second, third := anna, anna, bo
	first.connection, first.connected = "c-first", now.Add(-minutes(30))
	second.connection, second.connected = "c-second", now.Add(-time.Second)
	third.connected = now
	end := func(s *fixture, p person) { s.invoke(route.Disconnect, p, "", 1000) }
	for name, c := range map[string]struct {
		do   func(s *fixture) // anna has joined on the first connection, and the sofa is free
		held bool
	}{
		"acquired on a later connection before its sync": {func(s *fixture) {
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, acquire)
			end(s, first)
		}, true},
		"renewed on a later connection before its sync": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, renew)
			end(s, first)
		}, true},
		"a repeated acquire on a later connection": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, acquire)
			end(s, first)
		}, true},
		"a later connection, whose first command is under way": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			end(s, first)
		}, true},
		"a peer that was removed as gone": {func(s *fixture) {
			gone := room.Peer{ID: "anna", Connection: "c-first", Role: room.Editor}
			if _, err := s.store.Leave(t.Context(), "vardagsrum", gone); err != nil {
				t.Fatal(err)
			}
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, acquire)
			end(s, first)
		}, true},
		"a later connection that renews while the leases are released": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.deps.Service.Store = afterList{s.store, func() { s.send(route.Lock, second, renew) }}
			end(s, first)
		}, true},
		"a later connection that acquires while the leases are released": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.deps.Service.Store = afterList{s.store, func() { s.send(route.Lock, second, again) }}
			end(s, first)
		}, true},
		"the later connection ends as well": {func(s *fixture) {
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, acquire)
			end(s, first)
			end(s, second)
		}, false},
		"the later connection has ended before": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			end(s, second)
			end(s, first)
		}, false},
		"the later connection was cut before": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, renew)
			s.invoke(route.Disconnect, second, "", 1006)
			end(s, first)
		}, true},
		"the later connection was cut before, after its sync": {func(s *fixture) {
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Sync, second, firstSync)
			s.send(route.Lock, second, acquire)
			s.invoke(route.Disconnect, second, "", 1006)
			end(s, first)
		}, true},
		"the later connection was replaced before, and its successor ended": {func(s *fixture) {
			last := second
			last.connection, last.connected = "c-last", now
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Lock, second, acquire)
			s.invoke(route.Disconnect, second, "", 4000)
			s.invoke(route.Connect, last, "", 0)
			s.send(route.Sync, last, firstSync)
			end(s, last)
		}, false},
		"the later connection was cut before, longer ago than a lease lasts": {func(s *fixture) {
			s.send(route.Lock, first, acquire)
			s.invoke(route.Connect, second, "", 0)
			s.invoke(route.Disconnect, second, "", 1006)
			s.deps.Service.Now = func() time.Time { return now.Add(minutes(1)) }
			end(s, first)
		}, false},
		"an earlier connection whose end was never told": {func(s *fixture) {
			s.invoke(route.Connect, second, "", 0)
			s.send(route.Sync, second, firstSync)
			s.send(route.Lock, second, acquire)
			end(s, second)
		}, false},
		"another peer came later": {func(s *fixture) {
			s.invoke(route.Connect, third, "", 0)
			s.send(route.Lock, first, acquire)
			end(s, first)
		}, false},
	} {
		s := newFixture(t)
		s.invoke(route.Connect, first, "", 0)
		s.send(route.Sync, first, firstSync)
		s.send(route.Edit, first, addSofa)
		c.do(s)
		r, err := s.store.Load(t.Context(), "vardagsrum")
		if err != nil || (r.Items[0].Holder != "") != c.held {
			t.Errorf("%s: %q holds the sofa, %v; want that it is held: %t", name, r.Items[0].Holder, err, c.held)
		}
	}
}

func TestLK8_endOfAPeerThatHoldsNothingReadsNoConnections(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, firstSync)
	s.deps.Service.Store = afterList{s.store, func() { t.Error("the connections were read") }}
	s.invoke(route.Disconnect, anna, "", 1000)
}
