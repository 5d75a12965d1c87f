package wiretest

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func handshakes(t *table) {
	good := t.mint("u", "Anna", "editor", time.Hour)
	part := strings.Split(good, ".")
	encode := base64.RawURLEncoding.EncodeToString
	id := string(t.target.Room)
	forged := encode([]byte(`{"room":"` + id + `","sub":"u","name":"x","role":"owner","exp":9999999999}`))
	changed := part[0] + "." + forged + "." + part[2]
	unsigned := encode([]byte(`{"alg":"none","kid":"dev"}`)) + "." + part[1] + "."
	algNone := encode([]byte(`{"alg":"none"}`)) + "." + part[1] + "." + part[2]
	cases := map[string]struct {
		room, origin string
		protocols    []string
	}{
		"no subprotocol":           {room: id},
		"a wrong subprotocol":      {room: id, protocols: []string{"chat", good}},
		"no token":                 {room: id, protocols: []string{wire.Protocol}},
		"not a token":              {room: id, protocols: []string{wire.Protocol, "abc"}},
		"alg none":                 {room: id, protocols: []string{wire.Protocol, unsigned}},
		"alg none, signature kept": {room: id, protocols: []string{wire.Protocol, algNone}},
		"a changed body":           {room: id, protocols: []string{wire.Protocol, changed}},
		"a token of another room":  {room: string(t.target.Other), protocols: []string{wire.Protocol, good}},
		"a foreign origin":         {room: id, origin: t.target.Foreign, protocols: []string{wire.Protocol, good}},
	}
	for name, c := range cases {
		if name == "a foreign origin" && c.origin == "" {
			continue // this server allows all origins
		}
		origin := t.target.Origin
		if c.origin != "" {
			origin = c.origin
		}
		ws, status, err := t.dial(c.room, "t1", origin, c.protocols...)
		if err == nil {
			_ = ws.CloseNow()
			t.Errorf("%s was accepted", name)
		} else if status != 401 && status != 403 {
			t.Errorf("%s was refused with status %d, want 401 or 403", name, status)
		}
	}
}

// outdatedClient connects a client of another version. Its first message must be refused with
// client_too_old and the connection closed.
func outdatedClient(t *table) {
	for _, protocol := range []string{"homstyle.v1", "homstyle.v9"} {
		token := t.mint(unique("user"), "Anna", "editor", time.Hour)
		ws, status, err := t.dial(string(t.target.Room), unique("tab"), t.target.Origin, protocol, token)
		if err != nil {
			t.Fatalf("%s: %v (status %d)", protocol, err, status)
		}
		if got := ws.Subprotocol(); got != protocol {
			t.Errorf("%s was answered as %q", protocol, got)
		}
		c := t.listen(ws)
		op := c.send(wire.EncodeSync(room.SyncCommand{Op: c.next()}))
		refused := await(c, "refusal", func(r room.Rejected) bool { return r.Op == op })
		if code := room.CodeOf(refused.Err); code != room.ClientTooOld || code.Retry() {
			t.Errorf("%s got the code %s", protocol, code)
		}
		<-c.closed
	}
}

// newer connects a client that also speaks a newer version.
func newer(t *table) {
	token := t.mint(unique("user"), "Anna", "editor", time.Hour)
	protocols := []string{"homstyle.v3", wire.Protocol, token}
	ws, status, err := t.dial(string(t.target.Room), unique("tab"), t.target.Origin, protocols...)
	if err != nil {
		t.Fatalf("%v (status %d)", err, status)
	}
	if got := ws.Subprotocol(); got != "homstyle.v2" {
		t.Errorf("the server answered with subprotocol %q", got)
	}
	_ = ws.CloseNow()
}

func subprotocol(t *table) {
	if got := t.enter("Anna", "viewer").ws.Subprotocol(); got != "homstyle.v2" {
		t.Errorf("subprotocol %q", got)
	}
}

// tokenEnds sends until the token has expired. The peer must be told token_expired, for that message or, if the
// connection was closed at the token's end, for none; and the connection must be closed.
func tokenEnds(t *table) {
	sub, tab := unique("user"), unique("tab")
	c := t.connect(sub, tab, t.mint(sub, "Anna", "editor", 2*time.Second))
	sofa := item("sofa")
	for code := room.NotFound; code != room.TokenExpired; {
		op, _ := c.trySend(c.acquire(sofa)) // fails after the connection was closed
		refused := await(c, "refusal", func(e room.Rejected) bool { return e.Op == op || e.Op == 0 })
		if code = room.CodeOf(refused.Err); code != room.NotFound && code != room.TokenExpired {
			t.Fatalf("answered %v", refused.Err)
		}
		time.Sleep(200 * time.Millisecond) // the interval between attempts; no result depends on it
	}
	c.gone()
}

func viewer(t *table) {
	anna, vera := t.enter("Anna", "editor"), t.enter("Vera", "viewer")
	sofa := item("sofa")
	held := anna.add(sofa)
	vera.refused(vera.acquire(sofa), room.Forbidden)
	vera.refused(vera.move(sofa, 1, held.Token+1, true), room.Forbidden)
	vera.refused(vera.edit(room.Remove{ID: sofa, Version: 1}), room.Forbidden)
	drag := `{"id":"` + string(sofa) + `","x":1,"y":2,"rotation":3,"token":4}`
	vera.send([]byte(`{"action":"cursor","points":[],"drag":[` + drag + `]}`))
	await(vera, "refusal of a drag", func(e room.Rejected) bool { return room.CodeOf(e.Err) == room.Forbidden })
}

func nameIsText(t *table) {
	anna := t.enter("Anna", "viewer")
	const name = `<script>alert("hej")</script>`
	eve := t.enter("  "+name+"\n", "viewer")
	joined := await(anna, "joined", func(e room.Joined) bool { return e.Peer.ID == eve.state.You.ID })
	if joined.Peer.Name != name {
		t.Errorf("name %q was received as %q", name, joined.Peer.Name)
	}
}

func supersedes(t *table) {
	bo := t.enter("Bo", "viewer")
	sub, tab := unique("user"), unique("tab")
	first := t.enterAs(sub, tab, "Anna", "editor")
	sofa := item("sofa")
	first.add(sofa)
	held := first.do(first.acquire(sofa))
	second := t.enterAs(sub, tab, "Anna", "editor")
	second.op = 1000 // the tab's op continues over reconnects
	await(first, "superseded", func(e room.Rejected) bool { return room.CodeOf(e.Err) == room.Superseded })
	first.gone()
	if second.state.You.ID != first.state.You.ID {
		t.Errorf("the same tab is another peer")
	}
	if moved := second.do(second.move(sofa, 7, held.Token, true)); moved.X != 7 {
		t.Errorf("the lock did not stay the peer's: %+v", moved)
	}
	await(bo, "moved", func(e room.Moved) bool { return has(e.Items, sofa) })
	third := t.enter("Carl", "viewer")
	if n := count(third.state.Room.Peers, second.state.You.ID); n != 1 {
		t.Errorf("the peer is present %d times, want once", n)
	}
}

func count(peers []room.Peer, id room.PeerID) (n int) {
	for _, p := range peers {
		if p.ID == id {
			n++
		}
	}
	return n
}

func badMessages(t *table) {
	anna := t.enter("Anna", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	one := `{"id":"` + string(sofa) + `","x":1,"y":2,"rotation":3,"token":1}`
	move := func(items string) string { return `{"action":"move","op":500,"items":[` + items + `],"drop":false}` }
	see := func(view string) string { return `{"action":"cursor","points":[],"view":{` + view + `}}` }
	untokened := `{"id":"` + string(sofa) + `","x":1,"y":2,"rotation":3}`
	padding := strings.Repeat("x", wire.MaxCommand-20)
	script := `{"op":"add","id":"x","product":"<script>","variant":"","x":1,"y":1,"rotation":0}`
	for frame, want := range map[string]room.Code{
		`hello`:                               room.BadJSON,
		`[1,2]`:                               room.BadJSON,
		strings.Repeat("[", 5000):             room.BadJSON,
		`{"action":"explode","op":1}`:         room.UnknownAction,
		`{"op":1}`:                            room.UnknownAction,
		move(``):                              room.BadField,
		move(untokened):                       room.BadField,
		move(one[:len(one)-1] + `,"tilt":1}`): room.BadField,
		move(one[:len(one)-1] + `,"z":-1}`):   room.BadField,
		move(strings.Replace(one, `"x":1`, `"x":1e308`, 1)):        room.BadField,
		move(strings.Replace(one, `"x":1`, `"x":99999999`, 1)):     room.BadField,
		move(strings.Replace(one, `"x":1`, `"x":1.5`, 1)):          room.BadField,
		move(strings.Replace(one, `"x":1`, `"x":"1"`, 1)):          room.BadField,
		move(strings.Replace(one, `"x":1`, `"x":NaN`, 1)):          room.BadJSON,
		move(strings.TrimSuffix(strings.Repeat(one+",", 26), ",")): room.TooMany,
		`{"action":"sync","op":1,"pad":"` + padding + `"}`:         room.TooLarge,
		`{"action":"cursor","points":[],"follows":"b o"}`:          room.BadField,
		see(`"mode":"4k"`): room.BadField,
		see(`"mode":"2d","x":1,"y":2,"width":3,"height":4,"eye":[1,2,3]`): room.BadField,
		see(`"mode":"2d","x":1,"y":2,"width":0,"height":4`):               room.BadField,
		see(`"mode":"walk","eye":[1,2,3],"target":[1,2,3]`):               room.BadField,
		see(`"mode":"walk","eye":[1,2,1000001],"target":[1,2,3]`):         room.BadField,
		`{"action":"edit","op":1,"ops":[` + script + `]}`:                 room.BadField,
	} {
		anna.send([]byte(frame))
		e := await(anna, string(want), func(room.Rejected) bool { return true })
		if room.CodeOf(e.Err) != want {
			t.Errorf("%.80s was answered %s (%v), want %s", frame, room.CodeOf(e.Err), e.Err, want)
		}
	}
	if held := anna.do(anna.acquire(sofa)); held.Token != 1 {
		t.Errorf("after the bad messages the sofa is %+v", held)
	}
}

func binaryFrame(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := bo.ws.Write(ctx, websocket.MessageBinary, bo.acquire(sofa)); err != nil {
		t.Fatal(err)
	}
	if code := bo.gone(); code != 1003 {
		t.Errorf("closed with %d, want 1003", code)
	}
	if held := anna.do(anna.acquire(sofa)); held.Token != 1 {
		t.Errorf("the command in the binary frame was carried out: the sofa is %+v", held)
	}
}

func tooLargeFrame(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	bo.send([]byte(`{"action":"sync","pad":"` + strings.Repeat("x", 129<<10) + `"}`))
	if code := bo.gone(); code != 1009 {
		t.Errorf("closed with %d, want 1009", code)
	}
	anna.do(anna.acquire(sofa))
}
