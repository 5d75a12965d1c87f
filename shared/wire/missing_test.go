package wire_test

import (
	"errors"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// rejectedField returns the field for which a frame is rejected as bad_field.
func rejectedField(t *testing.T, frame string) string {
	t.Helper()
	_, err := decodeAny([]byte(frame))
	rule, ok := errors.AsType[*room.Error](err)
	if !ok || rule.Code != room.BadField {
		t.Fatalf("%s: %v, want bad_field", frame, err)
	}
	return rule.Field
}

func TestWR2_nothingOfAPlanIsMissingOrNull(t *testing.T) {
	const whole = `{"name":"R","units":"cm","outline":[[0,0],[1,0],[1,1]],` +
		`"walls":[{"id":"w","from":[0,0],"to":[0,1],"thickness":9}],` +
		`"doors":[{"id":"d","x":2,"y":3,"width":8,"rotation":4,"hinge":"left","opens":"in"}],` +
		`"windows":[{"id":"v","x":5,"y":6,"width":7,"rotation":1}],"ceiling":2400}`
	edit := func(plan string) string {
		return `{"action":"edit","op":1,"ops":[{"op":"room","version":1` + plan + `}]}`
	}
	if _, err := decodeAny([]byte(edit(`,"plan":` + whole))); err != nil {
		t.Fatalf("the whole plan: %v", err)
	}
	for _, c := range []struct{ part, instead, field string }{
		{`"from":[0,0],`, ``, ".walls[0].from"},
		{`"to":[0,1],`, ``, ".walls[0].to"},
		{`"from":[0,0]`, `"from":null`, ".walls[0].from"},
		{`"from":[0,0]`, `"from":[0,null]`, ".walls[0].from[1]"},
		{`"id":"w",`, ``, ".walls[0].id"},
		{`,"thickness":9`, ``, ".walls[0].thickness"},
		{`"x":2,`, ``, ".doors[0].x"},
		{`"y":3,`, ``, ".doors[0].y"},
		{`"width":8,`, ``, ".doors[0].width"},
		{`"width":8`, `"width":null`, ".doors[0].width"},
		{`"rotation":4,`, ``, ".doors[0].rotation"},
		{`"hinge":"left",`, ``, ".doors[0].hinge"},
		{`"x":5,`, ``, ".windows[0].x"},
		{`"y":6`, `"y":null`, ".windows[0].y"},
		{`,"rotation":1`, ``, ".windows[0].rotation"},
		{`[1,0]`, `null`, ".outline[1]"},
		{`[1,0]`, `[1,null]`, ".outline[1][1]"},
		{`"ceiling":2400`, `"ceiling":null`, ".ceiling"},
		{`"ceiling":2400`, `"version":1`, ".version"},
		{`"name":"R"`, `"name":null`, ".name"},
		{whole, `null`, ""},
	} {
		frame := edit(`,"plan":` + strings.Replace(whole, c.part, c.instead, 1))
		if got := rejectedField(t, frame); got != "ops[0].plan"+c.field {
			t.Errorf("%s for %s: refused for %s", c.instead, c.part, got)
		}
	}
	if got := rejectedField(t, edit(``)); got != "ops[0].plan" {
		t.Errorf("no plan: refused for %s", got)
	}
}

func TestWR2_WR3_nothingOfACommandIsNullOrDraggedTwice(t *testing.T) {
	const drag = `{"id":"a","x":1,"y":2,"rotation":3,"token":4}`
	for frame, field := range map[string]string{
		`{"action":"cursor","points":[null]}`:                                                  "points[0]",
		`{"action":"cursor","points":[[null,2,1]]}`:                                            "points[0][0]",
		`{"action":"cursor","points":null}`:                                                    "points",
		`{"action":"cursor","points":[],"drag":null}`:                                          "drag",
		`{"action":"cursor","points":[],"drag":[` + drag + `,` + drag + `]}`:                   "drag[1].id",
		`{"action":"sync","op":1,"digest":null}`:                                               "digest",
		`{"action":"lock","op":1,"mode":"acquire","items":[{"id":"a","token":null}]}`:          "items[0].token",
		`{"action":"edit","op":1,"ops":[{"op":"remove","id":"a","version":1},null]}`:           "ops[1]",
		`{"action":"move","op":1,"items":[` + drag + `],"drop":null}`:                          "drop",
		`{"action":"edit","op":1,"ops":[{"op":"update","id":"a","variant":null,"version":1}]}`: "ops[0].variant",
	} {
		if got := rejectedField(t, frame); got != field {
			t.Errorf("%s is refused for %s, want %s", frame, got, field)
		}
	}
}

func TestWR5_tooLargeCommandIsAnsweredWithItsOp(t *testing.T) {
	large := strings.Repeat("x", wire.MaxCommand)
	for frame, want := range map[string]room.Op{
		`{"action":"edit","op":7,"ops":["` + large + `"]}`: 7,
		`{"action":"edit","ops":["` + large + `"],"op":8}`: 8,
		`{"action":"edit","op":7,"ops":["` + large:         0,
		`{"action":"edit","op":-1,"x":"` + large + `"}`:    0,
	} {
		if got := wire.OpOf([]byte(frame)); got != want {
			t.Errorf("%.30s… of %d bytes has op %d, want %d", frame, len(frame), got, want)
		}
	}
}

func TestWR3_tooLargeMessageIsToldItsLimit(t *testing.T) {
	frame := []byte(`{"action":"sync","op":1,"x":"` + strings.Repeat("x", wire.MaxCommand) + `"}`)
	_, command := wire.DecodeSync(frame)
	_, large := wire.DecodeLarge[struct{}](make([]byte, 4<<20+1), 4<<20)
	for got, want := range map[error]string{
		command:                "The message is larger than 31 KB.",
		wire.CheckFrame(frame): "The message is larger than 31 KB.",
		large:                  "The message is larger than 4096 KB.",
	} {
		if room.CodeOf(got) != room.TooLarge || got.Error() != want {
			t.Errorf("%v, want %q", got, want)
		}
	}
}
