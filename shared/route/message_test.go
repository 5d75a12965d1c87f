package route_test

import (
	"context"
	"log/slog"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/wire"
)

// fixture is a room with its functions; posts are recorded in told instead of sent.
type fixture struct {
	t      *testing.T
	store  *memory.Store
	deps   route.Deps
	told   map[room.ConnectionID][]room.Event
	closed []room.ConnectionID
	gone   map[room.ConnectionID]bool // connections that API Gateway does not know
	// handshake says that no connection's handshake is over: API Gateway does not know them.
	handshake bool
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	s := &fixture{t: t, store: memory.New(), told: map[room.ConnectionID][]room.Event{}}
	clock := func() time.Time { return now }
	log := slog.New(slog.DiscardHandler)
	b := &apigw.Broadcaster{Peers: s.store, Poster: s, Now: clock, Log: log, Sequential: true}
	s.deps = route.Deps{
		Service: &room.Service{
			Store: s.store, Broadcaster: b, PeerSender: b, Now: clock, MessagesPerSecond: 100,
			Direct: room.DirectChannels{Mode: room.DirectLAN},
		},
		Store: s.store, Revocations: s.store, Broadcaster: b, Now: clock, Log: log,
	}
	origin := room.Origin{Peer: "maker", Op: 1, At: now}
	if err := s.store.Create(t.Context(), "vardagsrum", origin, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *fixture) Post(_ context.Context, c room.ConnectionID, frame []byte) error {
	if s.handshake || s.gone[c] {
		return apigw.ErrGone
	}
	var d wire.Decoder
	e, err := d.Decode(frame)
	if err != nil {
		s.t.Errorf("%v in %s", err, frame)
	}
	s.told[c] = append(s.told[c], e)
	return nil
}

func (s *fixture) Exists(_ context.Context, c room.ConnectionID) (bool, error) {
	return !s.handshake && !s.gone[c], nil
}

func (s *fixture) Close(_ context.Context, c room.ConnectionID) error {
	if s.handshake {
		return apigw.ErrGone
	}
	s.closed = append(s.closed, c)
	return nil
}

type person struct {
	peer, role string
	connection room.ConnectionID
	expired    bool
	anonymous  bool // the event has no authorizer's context
	protocol   string
	connected  time.Time // zero where the event does not say
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func (p person) subprotocol() string {
	if p.protocol == "" {
		return wire.Protocol
	}
	return p.protocol
}

func (p person) context() map[string]string {
	if p.anonymous {
		return nil
	}
	exp := "1795600000"
	if p.expired {
		exp = "1700000000"
	}
	return map[string]string{
		"roomId":   "vardagsrum",
		"peerId":   p.peer,
		"userId":   "u-" + p.peer,
		"name":     "name of " + p.peer,
		"role":     p.role,
		"exp":      exp,
		"protocol": p.subprotocol(),
	}
}

// send invokes one function with one message and returns the last event posted to the sender.
func (s *fixture) send(h func(route.Deps) lambda.Handler, p person, body string) room.Event {
	s.t.Helper()
	s.invoke(h, p, body, 0)
	told := s.told[p.connection]
	if len(told) == 0 {
		return nil
	}
	return told[len(told)-1]
}

func (s *fixture) invoke(h func(route.Deps) lambda.Handler, p person, body string, closeCode int) {
	s.t.Helper()
	about := map[string]any{
		"routeKey":             wire.ActionOf([]byte(body)),
		"connectionId":         string(p.connection),
		"authorizer":           p.context(),
		"disconnectStatusCode": closeCode,
	}
	if !p.connected.IsZero() {
		about["connectedAt"] = p.connected.UnixMilli()
	}
	payload, err := json.Marshal(map[string]any{"requestContext": about, "body": body})
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := h(s.deps).Invoke(s.t.Context(), payload); err != nil {
		s.t.Fatal(err)
	}
}

func (s *fixture) wantRejected(e room.Event, want room.Code, op room.Op) {
	s.t.Helper()
	r, ok := e.(room.Rejected)
	if !ok || room.CodeOf(r.Err) != want || r.Op != op {
		s.t.Errorf("the sender was told %#v, want %s for op %d", e, want, op)
	}
}

var (
	anna = person{peer: "anna", role: "editor", connection: "c-anna"}
	bo   = person{peer: "bo", role: "editor", connection: "c-bo"}
	vera = person{peer: "vera", role: "viewer", connection: "c-vera"}
)

const (
	addSofa = `{"action":"edit","op":2,"ops":[` +
		`{"op":"add","id":"sofa","product":"p","variant":"","x":1,"y":2,"rotation":3}]}`
	lockSofa = `{"action":"lock","op":3,"mode":"acquire","items":[{"id":"sofa"}]}`
)

func TestAC7_viewerLooksAndPoints(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	if _, ok := s.send(route.Sync, vera, `{"action":"sync","op":1}`).(room.State); !ok {
		t.Error("a viewer got no state")
	}
	s.wantRejected(s.send(route.Edit, vera, addSofa), room.Forbidden, 2)
	s.wantRejected(s.send(route.Lock, vera, lockSofa), room.Forbidden, 3)
	const (
		place = `{"id":"a","x":1,"y":2,"rotation":3,"token":4}`
		plan  = `{"name":"R","units":"cm","outline":[[0,0],[1,0],[1,1]],"walls":[],"doors":[],"windows":[]}`
		move  = `{"action":"move","op":4,"items":[` + place + `],"drop":true}`
		edit  = `{"action":"edit","op":5,"ops":[{"op":"room","version":1,"plan":` + plan + `}]}`
		drag  = `{"action":"cursor","points":[],"drag":[` + place + `]}`
	)
	s.wantRejected(s.send(route.Move, vera, move), room.Forbidden, 4)
	s.wantRejected(s.send(route.Edit, vera, edit), room.Forbidden, 5)
	s.wantRejected(s.send(route.Cursor, vera, drag), room.Forbidden, 0)
	before := len(s.told["c-anna"])
	s.send(route.Cursor, vera, `{"action":"cursor","points":[[1,2,0]]}`)
	told := s.told["c-anna"]
	if c, ok := told[len(told)-1].(room.Cursor); len(told) != before+1 || !ok || c.Peer != "vera" {
		t.Errorf("anna was told %#v, want vera's cursor", told[len(told)-1])
	}
}

func TestAC7_PR9_viewerFollowsAndIsFollowed(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	s.send(route.Sync, vera, `{"action":"sync","op":1}`)
	s.send(route.Cursor, vera, `{"action":"cursor","points":[],"follows":"bo",`+
		`"view":{"mode":"walk","eye":[1,2,3],"target":[4,5,6]}}`)
	told := s.told["c-anna"]
	want := room.Cursor{
		Peer: "vera", Points: []room.CursorPoint{}, Follows: "bo",
		View: &room.View{Mode: room.ViewWalk, Eye: room.Point3D{1, 2, 3}, Target: room.Point3D{4, 5, 6}},
	}
	if got := told[len(told)-1]; !reflect.DeepEqual(got, want) {
		t.Errorf("anna was told %#v, want %#v", got, want)
	}
}

func TestAC6_expiredTokenEndsTheConnection(t *testing.T) {
	s := newFixture(t)
	late := anna
	late.expired = true
	s.wantRejected(s.send(route.Edit, late, addSofa), room.TokenExpired, 2)
	if len(s.closed) != 1 || s.closed[0] != "c-anna" {
		t.Errorf("closed %v, want c-anna", s.closed)
	}
	if r, _ := s.store.Load(t.Context(), "vardagsrum"); len(r.Items) != 0 {
		t.Error("the message was carried out")
	}
}

func TestAC5_eventWithoutContextIsKnownByItsRow(t *testing.T) {
	s := newFixture(t)
	s.invoke(route.Connect, anna, "", 0)
	bare := anna
	bare.anonymous = true
	if a, ok := s.send(route.Edit, bare, addSofa).(room.Ack); !ok || a.Op != 2 {
		t.Errorf("told %#v, want an ack", s.told["c-anna"])
	}
	stranger := person{connection: "c-none", anonymous: true}
	s.wantRejected(s.send(route.Edit, stranger, addSofa), room.Internal, 2)
}

func TestWR1_refusalGoesToItsSenderAlone(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	s.send(route.Sync, bo, `{"action":"sync","op":1}`)
	before := len(s.told["c-bo"])
	s.wantRejected(s.send(route.Default, anna, `hello`), room.BadJSON, 0)
	s.wantRejected(s.send(route.Default, anna, `{"action":"steal","op":7}`), room.UnknownAction, 7)
	s.wantRejected(s.send(route.Move, anna, `{"action":"move","op":8,"items":[]}`), room.BadField, 8)
	if len(s.told["c-bo"]) != before {
		t.Errorf("bo was told of anna's mistakes: %#v", s.told["c-bo"][before:])
	}
	if a, ok := s.send(route.Edit, anna, addSofa).(room.Ack); !ok || a.Op != 2 {
		t.Error("the room did not go on")
	}
}

func TestPR2_supersededConnectionIsToldAndItsDisconnectChangesNothing(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	s.send(route.Edit, anna, addSofa)
	s.send(route.Lock, anna, lockSofa)
	back := anna
	back.connection = "c-anna-2"
	s.send(route.Sync, back, `{"action":"sync","op":4}`)
	s.wantRejected(s.told["c-anna"][len(s.told["c-anna"])-1], room.Superseded, 0)
	s.invoke(route.Disconnect, anna, "", 1001)
	r, err := s.store.Load(t.Context(), "vardagsrum")
	if err != nil || len(r.Peers) != 1 || r.Items[0].Holder != "anna" {
		t.Errorf("after the late disconnect: peers %+v, sofa %+v", r.Peers, r.Items[0].Lease)
	}
}

func TestLK8_cleanCloseFreesAndABlipDoesNot(t *testing.T) {
	for code, holder := range map[int]room.PeerID{1001: "", 1000: "", 1006: "anna", 4000: "anna"} {
		s := newFixture(t)
		s.send(route.Sync, anna, `{"action":"sync","op":1}`)
		s.send(route.Sync, bo, `{"action":"sync","op":1}`)
		s.send(route.Edit, anna, addSofa)
		s.send(route.Lock, anna, lockSofa)
		s.invoke(route.Disconnect, anna, "", code)
		r, err := s.store.Load(t.Context(), "vardagsrum")
		if err != nil || len(r.Peers) != 1 || r.Items[0].Holder != holder {
			t.Errorf("close code %d: holder %q, want %q", code, r.Items[0].Holder, holder)
		}
		told := s.told["c-bo"]
		if left, ok := told[len(told)-1].(room.Left); !ok || left.Peer != "anna" {
			t.Errorf("close code %d: bo was told %#v", code, told[len(told)-1])
		}
	}
}

func TestLK8_cleanCloseFreesWhatAPeerHeldThatWasRemovedAsGone(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, anna, `{"action":"sync","op":1}`)
	s.send(route.Edit, anna, addSofa)
	s.send(route.Lock, anna, lockSofa)
	peer := room.Peer{ID: "anna", Connection: "c-anna", Role: room.Editor}
	if _, err := s.store.Leave(t.Context(), "vardagsrum", peer); err != nil {
		t.Fatal(err)
	}
	s.invoke(route.Disconnect, anna, "", 1001)
	if r, _ := s.store.Load(t.Context(), "vardagsrum"); r.Items[0].Holder != "" {
		t.Errorf("the sofa is still held: %+v", r.Items[0].Lease)
	}
}

func TestRM3_unknownRoomIsNotFoundAndHasNoPeers(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Store = memory.New()
	s.wantRejected(s.send(route.Sync, anna, `{"action":"sync","op":1}`), room.NotFound, 1)
}

func TestSY3_equalDigestIsAcknowledged(t *testing.T) {
	s := newFixture(t)
	state := s.send(route.Sync, anna, `{"action":"sync","op":1}`).(room.State)
	digest := room.Digest(state.Room.Plan, state.Room.Items)
	ask := string(wire.EncodeSync(room.SyncCommand{Op: 2, Digest: &digest}))
	if a, ok := s.send(route.Sync, anna, ask).(room.Ack); !ok || len(a.Peers) != 1 {
		t.Errorf("told %#v, want an ack with the peers", s.told["c-anna"])
	}
	s.send(route.Edit, bo, addSofa)
	if _, ok := s.send(route.Sync, anna, ask).(room.State); !ok {
		t.Error("another digest was not answered by a state")
	}
}

func TestID3_repeatedCommandIsBroadcastAgain(t *testing.T) {
	s := newFixture(t)
	s.send(route.Sync, bo, `{"action":"sync","op":1}`)
	s.send(route.Edit, anna, addSofa)
	s.send(route.Edit, anna, addSofa)
	edits := 0
	for _, e := range s.told["c-bo"] {
		if _, ok := e.(room.Edited); ok {
			edits++
		}
	}
	if edits != 2 {
		t.Errorf("bo was told %d times, want 2", edits)
	}
}

// joinChecker fails the test if the room is read before the peer has joined.
type joinChecker struct {
	room.Store
	t *testing.T
}

func (w joinChecker) Load(ctx context.Context, id room.ID) (room.Room, error) {
	if present, err := w.ListPeers(ctx, id); err != nil || len(present) != 1 {
		w.t.Errorf("the room was read while its peers were %v, %v: the peer would miss a change in between",
			present, err)
	}
	return w.Store.Load(ctx, id)
}

func TestSY1_peerJoinsBeforeTheRoomIsRead(t *testing.T) {
	s := newFixture(t)
	s.deps.Service.Store = joinChecker{s.store, t}
	if _, ok := s.send(route.Sync, anna, `{"action":"sync","op":1}`).(room.State); !ok {
		t.Error("no state came")
	}
}
