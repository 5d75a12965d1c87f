package route_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/wire"
)

var (
	cleo = person{peer: "cleo", role: "owner", connection: "c-cleo"}

	host = room.Candidate{Foundation: "1", Priority: 9, Address: "192.168.1.17", Port: 50000, Type: room.CandidateHost}
)

// offer returns the frame of an offer with these candidates, in a session that is the op.
func offer(op room.Op, to string, candidates ...room.Candidate) string {
	return string(wire.EncodeSignal(room.SignalCommand{
		Op: op, To: room.PeerID(to), SignalBody: room.SignalBody{
			Kind: room.SignalOffer, Session: int64(op), Transport: &room.Transport{
				Ufrag: "Jx3k", Pwd: strings.Repeat("p", 22), Fingerprint: "AB" + strings.Repeat(":0F", 31),
				Setup: "actpass", Candidates: candidates,
			},
		},
	}))
}

func bye(op room.Op, to string) string {
	return fmt.Sprintf(`{"action":"signal","op":%d,"to":%q,"kind":"bye","session":7}`, op, to)
}

// enter lets persons join the room.
func (s *fixture) enter(all ...person) {
	s.t.Helper()
	for _, p := range all {
		if _, ok := s.send(route.Sync, p, firstSync).(room.State); !ok {
			s.t.Fatalf("%s did not get the state", p.peer)
		}
	}
}

// signals returns the sessions of the signals that were sent to a connection.
func (s *fixture) signals(c room.ConnectionID) (sessions []int64) {
	for _, e := range s.told[c] {
		if signal, ok := e.(room.Signal); ok {
			sessions = append(sessions, signal.Session)
		}
	}
	return sessions
}

// wantRefused sends a signal that must be refused, and not be sent to anybody.
func (s *fixture) wantRefused(p person, frame string, code room.Code, field string) {
	s.t.Helper()
	s.told = map[room.ConnectionID][]room.Event{}
	s.wantRejected(s.send(route.Cursor, p, frame), code, wire.OpOf([]byte(frame)))
	if r, ok := s.told[p.connection][0].(room.Rejected); ok && r.Err.(*room.Error).Field != field {
		s.t.Errorf("%s: field %q, want %q", frame, r.Err.(*room.Error).Field, field)
	}
	for c := range s.told {
		if len(s.signals(c)) > 0 {
			s.t.Errorf("%s was sent to %s", frame, c)
		}
	}
}

func TestDC1_signalIsSentToOnePeerAndNamesItsSender(t *testing.T) {
	s := newFixture(t)
	s.enter(anna, bo, cleo)
	s.told = map[room.ConnectionID][]room.Event{}
	s.send(route.Cursor, anna, offer(5, "bo", host))
	s.send(route.Cursor, bo, bye(6, "anna"))
	if len(s.told) != 2 || len(s.told["c-bo"]) != 1 || len(s.told["c-anna"]) != 1 {
		t.Fatalf("told are %+v", s.told)
	}
	got, ok := s.told["c-bo"][0].(room.Signal)
	if !ok || got.Peer != "anna" || got.Kind != room.SignalOffer || got.Transport.Candidates[0] != host {
		t.Errorf("bo is told %#v", s.told["c-bo"][0])
	}
	if got, ok := s.told["c-anna"][0].(room.Signal); !ok || got.Peer != "bo" || got.Kind != room.SignalBye {
		t.Errorf("anna is told %#v", s.told["c-anna"][0])
	}
	forged := strings.Replace(bye(7, "bo"), `"op"`, `"peer":"cleo","op"`, 1)
	s.wantRefused(anna, forged, room.BadField, "peer")
}

func TestDC1_noLineOfTheLogHasAnAddress(t *testing.T) {
	s := newFixture(t)
	var log bytes.Buffer
	s.deps.Log = slog.New(slog.NewJSONHandler(&log, nil))
	s.enter(anna, bo)
	s.send(route.Cursor, anna, offer(5, "bo", host))
	public := host
	public.Address = "203.0.113.7"
	s.send(route.Cursor, anna, offer(6, "bo", public))
	lines := strings.Count(log.String(), `"route":"signal"`)
	if lines != 2 || strings.Contains(log.String(), host.Address) || strings.Contains(log.String(), public.Address) {
		t.Errorf("%d lines of signals in\n%s", lines, log.String())
	}
}

func TestDC3_bothPeersArePresentAndMayEdit(t *testing.T) {
	s := newFixture(t)
	s.enter(anna, bo, vera)
	elsewhere := anna
	elsewhere.connection = "c-anna-2"
	s.wantRefused(vera, offer(2, "anna", host), room.Forbidden, "")
	s.wantRefused(anna, offer(3, "vera", host), room.Forbidden, "to")
	s.wantRefused(anna, offer(4, "anna", host), room.BadField, "to")
	s.wantRefused(anna, offer(5, "cleo", host), room.NotFound, "to") // not in the room
	s.wantRefused(cleo, offer(6, "anna", host), room.NotFound, "")
	s.wantRefused(elsewhere, offer(7, "bo", host), room.NotFound, "") // did not sync on this connection
	s.invoke(route.Disconnect, bo, "", 1001)
	s.wantRefused(anna, offer(8, "bo", host), room.NotFound, "to")
}

// peerSender has its own list of peers, as each function has, and counts those read for a
// refusal.
type peerSender struct {
	*apigw.Broadcaster
	fresh int
}

func (p *peerSender) Present(ctx context.Context, id room.ID, fresh bool) []room.Peer {
	if fresh {
		p.fresh++
	}
	return p.Broadcaster.Present(ctx, id, fresh)
}

// ownPeerSender gives the signal route a peerSender.
func (s *fixture) ownPeerSender() *peerSender {
	p := &peerSender{Broadcaster: &apigw.Broadcaster{
		Peers: s.store, Poster: s, Now: s.deps.Now, Log: s.deps.Log, Sequential: true,
	}}
	s.deps.Service.PeerSender = p
	return p
}

func TestDC3_peerWhoHasJustJoinedOrReconnectedGetsTheSignal(t *testing.T) {
	s := newFixture(t)
	p := s.ownPeerSender()
	s.enter(anna, cleo)
	s.send(route.Cursor, anna, offer(2, "cleo", host)) // the list of peers is in memory now
	if s.enter(bo); p.fresh != 0 {
		t.Errorf("the list of peers was read again for a signal that was sent")
	}
	s.send(route.Cursor, anna, offer(3, "bo", host))
	back := bo
	back.connection = "c-bo-2"
	s.enter(back)
	s.gone = map[room.ConnectionID]bool{"c-bo": true}
	s.send(route.Cursor, anna, offer(4, "bo", host))
	if first, second := s.signals("c-bo"), s.signals("c-bo-2"); fmt.Sprint(first, second) != "[3] [4]" {
		t.Errorf("bo got the signals %v, and %v after the reconnect", first, second)
	}
	s.gone["c-bo-2"] = true
	s.wantRefused(anna, offer(5, "bo", host), room.NotFound, "to")
	if peers, err := s.store.ListPeers(t.Context(), "vardagsrum"); err != nil || len(peers) != 2 {
		t.Errorf("%+v, %v are left; want bo removed", peers, err)
	}
}

func TestAC6_peerWhoseTokenExpiredGetsNoSignal(t *testing.T) {
	s := newFixture(t)
	s.enter(anna)
	gone := room.Actor{Room: "vardagsrum", Peer: "bo", Role: room.Editor, Connection: "c-bo", Expires: now}
	if _, err := s.store.Join(t.Context(), "vardagsrum", gone.AsPeer()); err != nil {
		t.Fatal(err)
	}
	s.wantRefused(anna, offer(2, "bo", host), room.NotFound, "to")
	if len(s.closed) != 1 || s.closed[0] != "c-bo" {
		t.Errorf("closed are %v", s.closed)
	}
}

func TestDC4_seventhPeerThatMayEditEndsDirectChannels(t *testing.T) {
	s := newFixture(t)
	s.enter(vera) // a viewer does not count
	for n := range room.MaxDirectPeers {
		s.enter(person{peer: fmt.Sprint("p", n), role: "editor", connection: room.ConnectionID(fmt.Sprint("c-p", n))})
	}
	first := person{peer: "p0", role: "editor", connection: "c-p0"}
	s.send(route.Cursor, first, offer(2, "p1", host))
	if got := s.signals("c-p1"); len(got) != 1 {
		t.Fatalf("with %d peers that may edit: %v", room.MaxDirectPeers, s.told["c-p0"])
	}
	s.enter(cleo)
	s.wantRefused(cleo, offer(3, "p1", host), room.Full, "")
	s.wantRefused(first, offer(4, "cleo", host), room.Full, "")
	s.send(route.Cursor, first, bye(5, "p1"))
	if got := s.signals("c-p1"); len(got) != 1 {
		t.Error("the channel can't be closed")
	}
	s.invoke(route.Disconnect, cleo, "", 1001)
	s.send(route.Cursor, first, offer(6, "p1", host))
	if got := s.signals("c-p1"); len(got) != 2 {
		t.Error("after the seventh has left, the offer is refused")
	}
}

func TestDC5_modeDecidesWhichAddressesAreSent(t *testing.T) {
	candidate := func(address, kind string) room.Candidate {
		return room.Candidate{Foundation: "1", Priority: 1, Address: address, Port: 9, Type: kind}
	}
	for _, c := range []struct {
		candidate room.Candidate
		local     bool
	}{
		{candidate("6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local", "host"), true},
		{candidate("10.1.2.3", "host"), true},
		{candidate("172.31.0.1", "host"), true},
		{candidate("192.168.1.1", "host"), true},
		{candidate("169.254.1.1", "host"), true},
		{candidate("fd12::1", "host"), true},
		{candidate("fe80::1", "host"), true},
		{candidate("203.0.113.7", "host"), false},
		{candidate("172.32.0.1", "host"), false},
		{candidate("100.64.0.1", "host"), false},
		{candidate("2001:db8::1", "host"), false},
		{candidate("203.0.113.7", "srflx"), false},
		{candidate("192.168.1.1", "srflx"), false},
		{candidate("192.168.1.1", "relay"), false},
	} {
		for mode, sent := range map[room.DirectMode]bool{room.DirectLAN: c.local, room.DirectOn: true, room.DirectOff: false} {
			s := newFixture(t)
			s.deps.Service.Direct.Mode = mode
			s.enter(anna, bo)
			frame := offer(2, "bo", host, c.candidate)
			switch {
			case sent:
				if s.send(route.Cursor, anna, frame); len(s.signals("c-bo")) != 1 {
					t.Errorf("%q: %+v was refused", mode, c.candidate)
				}
			case mode == room.DirectLAN:
				s.wantRefused(anna, frame, room.BadField, "candidates[1]")
			default:
				s.wantRefused(anna, frame, room.Forbidden, "")
				s.wantRefused(anna, bye(3, "bo"), room.Forbidden, "")
			}
		}
	}
}

func TestDC6_stateTellsTheSetting(t *testing.T) {
	for _, direct := range []room.DirectChannels{
		{},
		{Mode: room.DirectLAN, ICEServers: []string{}},
		{Mode: room.DirectOn, ICEServers: []string{"stun:stun.example:443"}},
	} {
		s := newFixture(t)
		s.deps.Service.Direct = direct
		state, ok := s.send(route.Sync, anna, firstSync).(room.State)
		if !ok || fmt.Sprintf("%#v", state.Limits.Direct) != fmt.Sprintf("%#v", direct) {
			t.Errorf("told %#v, want %#v", state.Limits.Direct, direct)
		}
	}
}

func TestDC7_signalsPastALimitAreRefused(t *testing.T) {
	s := newFixture(t)
	s.enter(anna, bo)
	s.deps.RateLimit = &ratelimit.Limiter[room.ConnectionID]{Rate: 0.001, Burst: 1}
	s.send(route.Cursor, anna, offer(2, "bo", host))
	s.wantRefused(anna, offer(3, "bo", host), room.Busy, "")
	s.deps.RateLimit = nil
	p := s.ownPeerSender()
	p.Budget = &ratelimit.Limiter[room.ID]{Rate: 0.001, Burst: 1}
	s.told = map[room.ConnectionID][]room.Event{}
	s.send(route.Cursor, bo, offer(4, "anna", host))
	if len(s.signals("c-anna")) != 1 {
		t.Error("the first signal is within the budget")
	}
	s.wantRefused(anna, offer(5, "bo", host), room.Busy, "")
	if p.fresh != 0 {
		t.Error("a signal past the budget cost a query")
	}
}

func TestDC8_cursorIsSentToTheNamedPeersAlone(t *testing.T) {
	s := newFixture(t)
	s.enter(anna, bo, cleo, vera)
	s.told = map[room.ConnectionID][]room.Event{}
	s.send(route.Cursor, anna, `{"action":"cursor","points":[[1,2,0]],"to":["vera","anna","left"]}`)
	if len(s.told) != 1 || told[room.Cursor](s, "c-vera") != 1 {
		t.Errorf("told are %+v, want vera alone", s.told)
	}
}
