package wiretest

import (
	"errors"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// direct is the context of the tests of direct channels: two editors, an owner and a viewer, alone
// in the room, and the setting that the target's limits tell (DC6).
type direct struct {
	*table
	anna, bo, cleo, vera *client
	setting              room.DirectChannels
	sessions             int64
}

// Direct runs the tests of direct channels against the target. They need a room in which they are
// the only peers, so they run in target.Other and are not part of Run. The peers leave at the test's
// end, and nothing is stored. Direct returns the setting that the target's limits tell.
func Direct(t *testing.T, target Target) room.DirectChannels {
	t.Helper()
	target.Room = target.Other
	tb := &table{T: t, target: target}
	d := &direct{table: tb, anna: tb.enter("Anna", "editor")}
	for _, p := range d.anna.state.Room.Peers {
		if p.ID != d.anna.id() { // of a test that has just ended
			await(d.anna, "left", func(e room.Left) bool { return e.Peer == p.ID })
		}
	}
	d.bo, d.cleo, d.vera = tb.enter("Bo", "editor"), tb.enter("Cleo", "owner"), tb.enter("Vera", "viewer")
	d.setting = d.anna.state.Limits.Direct
	d.recipientsOfACursor()
	if d.setting.Mode == room.DirectOff {
		d.refused(d.anna, d.bo.id(), room.Forbidden, "", host)
		return d.setting
	}
	d.oneRecipient()
	d.addresses()
	d.senderAndRecipient()
	d.rubbish()
	d.leaving()
	d.sevenPeers()
	return d.setting
}

func (c *client) id() room.PeerID { return c.state.You.ID }

var (
	host   = candidate("192.168.1.17", room.CandidateHost)
	public = candidate("203.0.113.7", room.CandidateReflexive)
)

func candidate(address, kind string) room.Candidate {
	return room.Candidate{Foundation: "1", Priority: 2122260223, Address: address, Port: 50000, Type: kind}
}

// offer returns an offer in a session of its own.
func (d *direct) offer(from *client, to room.PeerID, candidates ...room.Candidate) room.SignalCommand {
	d.sessions++
	return room.SignalCommand{Op: from.next(), To: to, SignalBody: room.SignalBody{
		Kind: room.SignalOffer, Session: d.sessions, Transport: &room.Transport{
			Ufrag: "Jx3k", Pwd: strings.Repeat("p", 22), Fingerprint: "AB" + strings.Repeat(":0F", 31),
			Setup: "actpass", Candidates: candidates,
		},
	}}
}

// sent sends an offer, and fails the test unless the next signal that the other peer gets is this one.
func (d *direct) sent(from, to *client, candidates ...room.Candidate) {
	d.Helper()
	c := d.offer(from, to.id(), candidates...)
	from.send(wire.EncodeSignal(c))
	got := await(to, "signal", func(room.Signal) bool { return true })
	if want := (room.Signal{Peer: from.id(), SignalBody: c.SignalBody}); string(wire.Encode(got)[0]) != string(wire.Encode(want)[0]) {
		d.Errorf("got %s, want %s", wire.Encode(got)[0], wire.Encode(want)[0])
	}
}

// refused sends an offer that must be refused.
func (d *direct) refused(from *client, to room.PeerID, code room.Code, field string, candidates ...room.Candidate) {
	d.Helper()
	d.refusedFrame(from, wire.EncodeSignal(d.offer(from, to, candidates...)), code, field)
}

func (d *direct) refusedFrame(from *client, frame []byte, code room.Code, field string) {
	d.Helper()
	_, err := from.answer(from.send(frame))
	e, ok := errors.AsType[*room.Error](err)
	if !ok || e.Code != code || e.Field != field {
		d.Errorf("answered %v, want %s for %q\n%.200s", err, code, field, frame)
	}
}

func (d *direct) oneRecipient() {
	d.sent(d.anna, d.bo, host)
	d.sent(d.bo, d.cleo, host) // Cleo's first signal: Anna's was to Bo alone
	bye := room.SignalBody{Kind: room.SignalBye, Session: d.sessions}
	d.cleo.send(wire.EncodeSignal(room.SignalCommand{Op: d.cleo.next(), To: d.bo.id(), SignalBody: bye}))
	got := await(d.bo, "bye", func(e room.Signal) bool { return true })
	if got.Peer != d.cleo.id() || got.SignalBody != bye {
		d.Errorf("bo got %+v", got)
	}
	forged := wire.EncodeSignal(d.offer(d.anna, d.bo.id(), host))
	forged = []byte(strings.Replace(string(forged), `"op"`, `"peer":"`+string(d.cleo.id())+`","op"`, 1))
	d.refusedFrame(d.anna, forged, room.BadField, "peer")
}

func (d *direct) addresses() {
	if d.setting.Mode == room.DirectOn {
		d.sent(d.anna, d.bo, host, public)
		return
	}
	d.refused(d.anna, d.bo.id(), room.BadField, "candidates[1]", host, public)
}

func (d *direct) senderAndRecipient() {
	d.refused(d.vera, d.anna.id(), room.Forbidden, "", host)
	d.refused(d.anna, d.vera.id(), room.Forbidden, "to", host)
	d.refused(d.anna, d.anna.id(), room.BadField, "to", host)
	d.refused(d.anna, "nobody", room.NotFound, "to", host)
	d.refused(d.anna, "not/an/id", room.BadField, "to", host)
	sub := unique("user")
	outside := d.connect(sub, unique("tab"), d.mint(sub, "Otto", "owner", patience))
	d.refused(outside, d.anna.id(), room.NotFound, "", host)
}

// rubbish sends 8 KB in each field. The connection must stay open.
func (d *direct) rubbish() {
	valid := string(wire.EncodeSignal(d.offer(d.anna, d.bo.id(), host)))
	for _, field := range []string{
		"to", "kind", "session", "ufrag", "pwd", "fingerprint", "setup", "candidates", "foundation", "priority",
		"address", "port", "type",
	} {
		value := `"` + field + `":"` + strings.Repeat("x", 8<<10) + `","x`
		frame := strings.Replace(valid, `"`+field, value, 1)
		d.refusedFrame(d.anna, []byte(frame), room.TooLarge, "")
	}
	d.sent(d.anna, d.bo, host)
}

// leaving checks that a peer that has left can't be reached, and one that has just joined can.
func (d *direct) leaving() {
	d.cleo.leave()
	await(d.anna, "left", func(e room.Left) bool { return e.Peer == d.cleo.id() })
	d.refused(d.anna, d.cleo.id(), room.NotFound, "to", host)
	d.cleo = d.enter("Cleo", "owner")
	d.sent(d.anna, d.cleo, host)
}

// sevenPeers lets peers enter until there are too many that may edit. Vera does not count.
func (d *direct) sevenPeers() {
	last := d.cleo
	for range room.MaxDirectPeers - 3 {
		last = d.enter("Editor", "editor")
		d.sent(last, d.anna, host)
	}
	seventh := d.enter("Seventh", "editor")
	d.refused(seventh, d.anna.id(), room.Full, "", host)
	seventh.leave()
	await(d.anna, "left", func(e room.Left) bool { return e.Peer == seventh.id() })
	d.sent(last, d.anna, host)
}

func (d *direct) recipientsOfACursor() {
	cursor := func(x int, to ...room.PeerID) []byte {
		return wire.EncodeCursor(room.CursorCommand{Points: []room.CursorPoint{{x, 0, 0}}, To: to})
	}
	d.anna.send(cursor(1, d.vera.id(), "nobody"))
	await(d.vera, "cursor", func(e room.Cursor) bool { return e.Points[0][0] == 1 && e.Peer == d.anna.id() })
	d.anna.send(cursor(2, d.bo.id()))
	if got := await(d.bo, "cursor", func(room.Cursor) bool { return true }); got.Points[0][0] != 2 {
		d.Errorf("bo got the cursor at %d, which was to vera alone", got.Points[0][0])
	}
}
