package wire_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// decodeAny decodes a command by its action and returns its encoding.
func decodeAny(frame []byte) (again []byte, err error) {
	switch action := wire.ActionOf(frame); action {
	case "sync":
		c, err := wire.DecodeSync(frame)
		return encode(err, func() []byte { return wire.EncodeSync(c) })
	case "lock":
		c, err := wire.DecodeLock(frame)
		return encode(err, func() []byte { return wire.EncodeLock(c) })
	case "move":
		c, err := wire.DecodeMove(frame)
		return encode(err, func() []byte { return wire.EncodeMove(c) })
	case "edit":
		c, err := wire.DecodeEdit(frame)
		return encode(err, func() []byte { return wire.EncodeEdit(c) })
	case "cursor":
		c, err := wire.DecodeCursor(frame)
		return encode(err, func() []byte { return wire.EncodeCursor(c) })
	case "signal":
		c, err := wire.DecodeSignal(frame)
		return encode(err, func() []byte { return wire.EncodeSignal(c) })
	case "ping":
		return frame, nil
	}
	return nil, wire.CheckFrame(frame)
}

func encode(err error, do func() []byte) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return do(), nil
}

func golden(t *testing.T, pattern string, check func(t *testing.T, frame []byte)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files match %s: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			frame, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(t, []byte(strings.TrimSpace(string(frame))))
		})
	}
}

// same compares two messages byte for byte, after canonical ordering.
func same(t *testing.T, got, want []byte) {
	t.Helper()
	g, w := jsontext.Value(got).Clone(), jsontext.Value(want).Clone()
	if err := g.Canonicalize(); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	if err := w.Canonicalize(); err != nil {
		t.Fatalf("%v in %s", err, want)
	}
	if string(g) != string(w) {
		t.Errorf("got  %s\nwant %s", g, w)
	}
}

func TestWR9_goldenCommands(t *testing.T) {
	golden(t, "command/*.json", func(t *testing.T, frame []byte) {
		again, err := decodeAny(frame)
		if err != nil {
			t.Fatalf("decode: %v", err)
		}
		same(t, again, frame)
	})
}

func TestWR9_goldenEvents(t *testing.T) {
	golden(t, "event/*.json", func(t *testing.T, frame []byte) {
		var d wire.Decoder
		e, err := d.Decode(frame)
		if err != nil {
			t.Fatalf("decode: %v", err)
		}
		if e == nil { // a pong, or a part of a state
			return
		}
		frames := wire.Encode(e)
		if len(frames) != 1 {
			t.Fatalf("%d frames, want 1", len(frames))
		}
		same(t, frames[0], frame)
	})
}

func TestJoinedWithoutAPeerIsNoEvent(t *testing.T) {
	var d wire.Decoder
	e, err := d.Decode([]byte(`{"type":"joined"}`))
	if e != nil || err == nil || err.Error() != "joined without a peer" {
		t.Errorf("%v, %v", e, err)
	}
}

func TestWR8_goldenStateParts(t *testing.T) {
	var d wire.Decoder
	var whole room.Event
	for _, name := range []string{"state-next", "state"} { // the parts come in the wrong order
		frame, err := os.ReadFile("testdata/event/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if whole, err = d.Decode(frame); err != nil {
			t.Fatal(err)
		}
	}
	s, ok := whole.(room.State)
	if !ok || len(s.Room.Items) != 3 || !s.Room.Items[2].Removed || s.Room.Plan.Name != "Vardagsrum" {
		t.Fatalf("state of two parts came out as %+v", whole)
	}
}
