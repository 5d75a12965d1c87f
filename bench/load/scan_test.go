package main

import (
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestScanFindsWhatTheServersTell(t *testing.T) {
	item := room.Item{ID: "s7", Product: "sofa", Place: room.Place{X: 41, Y: 9}, Version: 3}
	for _, c := range []struct {
		event room.Event
		want  heard
	}{
		{room.Moved{Peer: "p", Items: []room.Item{item}}, heard{"moved", 7, 41, -1}},
		{room.Cursor{Peer: "p", Points: []room.CursorPoint{{5, 3, 0}, {100, 200, 16}}}, heard{"cursor", 3, 5, -1}},
		{room.Ack{Op: 12, Items: []room.Item{item}}, heard{"ack", -1, 41, 12}},
		{room.Rejected{Op: 4, Err: &room.Error{Code: room.Held, Items: []room.Item{item}}}, heard{"error", -1, -1, 4}},
		{room.Left{Peer: "p"}, heard{"left", -1, -1, -1}},
	} {
		if got := scan(wire.Encode(c.event)[0]); got != c.want {
			t.Errorf("%T: %+v, want %+v", c.event, got, c.want)
		}
	}
}

// Redis's JSON has its members in any order.
func TestScanMindsNoOrder(t *testing.T) {
	event, _ := socketIO{}.event([]byte(`42["event",{"type":"moved","peer":"a","items":[{"y":1,"x":6,"token":1,"id":"s2"}]}]`))
	if got := scan(event); got != (heard{"moved", 2, 6, -1}) {
		t.Errorf("%+v", got)
	}
}

func TestEachDialectUndressesWhatItDresses(t *testing.T) {
	m := move{mover: 2, n: 6, token: 1}
	frame := socketIO{}.move(9, m)
	if string(frame[:3]) != "429" {
		t.Errorf("%s has no number to be answered by", frame)
	}
	for _, d := range []protocol{spec{}, relay{}} {
		if got := scan(d.cursor(2, 6, nil)); d.rooms() || got.n == 6 && got.mover == 2 {
			continue
		}
		t.Errorf("%T loses its cursor", d)
	}
	answer, _ := socketIO{}.event([]byte(`4317[{"type":"ack","op":17,"items":[]}]`))
	if got := scan(answer); got.kind != "ack" || got.op != 17 {
		t.Errorf("%+v", got)
	}
	if _, reply := (socketIO{}).event([]byte("2")); string(reply) != "3" {
		t.Errorf("a ping is answered %q", reply)
	}
}
