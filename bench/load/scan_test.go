package main

import (
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestSummarizeFindsTheFieldsOfEncodedEvents(t *testing.T) {
	item := room.Item{ID: "s7-3", Product: "sofa", Place: room.Place{X: 41, Y: 9}, Version: 3}
	points := []room.CursorPoint{{5, 3, 0}, {100, 200, 16}}
	held := &room.Error{Code: room.Held, Items: []room.Item{item}}
	for _, c := range []struct {
		event room.Event
		want  eventSummary
	}{
		{room.Moved{Peer: "p", Items: []room.Item{item}}, eventSummary{kind: "moved", sender: 7, seq: 41, op: -1}},
		{room.Cursor{Peer: "p", Points: points}, eventSummary{kind: "cursor", sender: 3, seq: 5, op: -1}},
		{room.Ack{Op: 12, Items: []room.Item{item}}, eventSummary{kind: "ack", sender: -1, seq: 41, op: 12}},
		{room.Rejected{Op: 4, Err: held}, eventSummary{kind: "error", sender: -1, seq: -1, op: 4}},
		{room.Left{Peer: "p"}, eventSummary{kind: "left", sender: -1, seq: -1, op: -1}},
	} {
		if got := summarize(wire.Encode(c.event)[0]); got != c.want {
			t.Errorf("%T: %+v, want %+v", c.event, got, c.want)
		}
	}
}

// The JSON that Redis encodes has its members in any order.
func TestSummarizeAcceptsMembersInAnyOrder(t *testing.T) {
	frame := `42["event",{"type":"moved","peer":"a","items":[{"y":1,"x":6,"token":1,"id":"s2-0"}]}]`
	event, _ := socketIOProtocol{}.unwrap([]byte(frame))
	if got := summarize(event); got != (eventSummary{kind: "moved", sender: 2, seq: 6, op: -1}) {
		t.Errorf("summarize(%s) returns %+v", event, got)
	}
}

func TestProtocolsUnwrapWhatTheyWrap(t *testing.T) {
	m := move{sender: 2, seq: 6, token: 1}
	frame := socketIOProtocol{}.encodeMove(9, m)
	if string(frame[:3]) != "429" {
		t.Errorf("%s does not begin with Socket.IO's acknowledgement id, 9", frame)
	}
	for _, p := range []protocol{roomProtocol{}, relayProtocol{}} {
		if got := summarize(p.encodeCursor(2, 6, nil)); p.hasRooms() || got.seq == 6 && got.sender == 2 {
			continue
		}
		t.Errorf("%T: sender and sequence number are not in the cursor", p)
	}
	answer, _ := socketIOProtocol{}.unwrap([]byte(`4317[{"type":"ack","op":17,"items":[]}]`))
	if got := summarize(answer); got.kind != "ack" || got.op != 17 {
		t.Errorf("an answer's summary is %+v", got)
	}
	if _, reply := (socketIOProtocol{}).unwrap([]byte("2")); string(reply) != "3" {
		t.Errorf("a ping is answered %q", reply)
	}
}

func TestEventsOfABundleAreSummarizedEach(t *testing.T) {
	bundle := room.Bundle{Events: []room.BundledEvent{
		{Event: room.Moved{Peer: "p", Items: []room.Item{{ID: "s7", Place: room.Place{X: 41}}}}},
		{Event: room.Cursor{Peer: "p", Points: []room.CursorPoint{{5, 3, 0}}}},
	}}
	events := eventsIn(wire.Encode(bundle)[0])
	if len(events) != 2 || summarize(events[0]).seq != 41 || summarize(events[1]).seq != 5 {
		t.Errorf("the events are %s", events)
	}
	if alone := wire.Encode(room.Left{Peer: "p"})[0]; len(eventsIn(alone)) != 1 {
		t.Error("an event is not itself")
	}
}
