package wire_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestBC8_bundleIsSplitAt32KBInOrder(t *testing.T) {
	var want room.Bundle
	plan := room.Plan{Name: strings.Repeat("n", 40<<10)} // larger than a bundle by itself
	for n := range 400 {
		e := room.BundledEvent{At: time.UnixMilli(1795500000000 + int64(n)).UTC()}
		e.Event = room.Cursor{Peer: "p", Points: make([]room.CursorPoint, 32)}
		if n == 200 {
			e.Event = room.Edited{Peer: "p", Items: []room.Item{}, Plan: &plan}
		}
		want.Events = append(want.Events, e)
	}
	var got room.Bundle
	for _, frame := range wire.Encode(want) {
		e, err := new(wire.Decoder).Decode(frame)
		if err != nil {
			t.Fatal(err)
		}
		part := e.(room.Bundle)
		if len(frame) > wire.MaxBundle && len(part.Events) > 1 {
			t.Errorf("a bundle of %d events has %d bytes", len(part.Events), len(frame))
		}
		got.Events = append(got.Events, part.Events...)
	}
	if len(got.Events) != len(want.Events) {
		t.Fatalf("%d of %d events came back", len(got.Events), len(want.Events))
	}
	for n, e := range want.Events {
		if !got.Events[n].At.Equal(e.At) || !bytes.Equal(wire.Encode(got.Events[n].Event)[0], wire.Encode(e.Event)[0]) {
			t.Fatalf("event %d is %+v", n, got.Events[n])
		}
	}
	if frames := wire.Encode(room.Bundle{}); len(frames) != 0 {
		t.Errorf("%d frames of no events", len(frames))
	}
}

func TestBC8_bundleHasOnlyEventsOfEditors(t *testing.T) {
	for _, event := range []string{
		`{"type":"locked","peer":"p","items":[]}`, `{"type":"pong"}`, `{"type":"bundle","events":[]}`,
		`{"type":"ack","op":1,"at":1,"items":[]}`, `{"type":"moved","peer":"p","items":[],"more":1}`, `{}`, `1`,
	} {
		frame := `{"type":"bundle","events":[{"at":1,"event":` + event + `}]}`
		if e, err := new(wire.Decoder).Decode([]byte(frame)); err == nil {
			t.Errorf("%s was decoded as %+v", frame, e)
		}
	}
}
