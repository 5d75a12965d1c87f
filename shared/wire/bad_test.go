package wire_test

import (
	"errors"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestWR1_WR2_WR3_WR4_WR10_badMessages(t *testing.T) {
	move := func(item string) string { return `{"action":"move","op":1,"items":[` + item + `],"drop":false}` }
	roomOp := func(more string) string {
		return `{"action":"edit","op":1,"ops":[{"op":"room","version":1,"plan":{"name":"R","units":"cm",` +
			`"outline":[[0,0],[1,0],[1,1]],"walls":[],"doors":[],"windows":[],` + more + `}}]}`
	}
	good := `{"id":"a","x":1,"y":2,"rotation":3,"token":4}`
	cases := map[string]struct {
		frame string
		code  room.Code
		field string
	}{
		"not JSON":           {`hello`, room.BadJSON, ""},
		"empty":              {``, room.BadJSON, ""},
		"half":               {`{"action":"move"`, room.BadJSON, ""},
		"two objects":        {`{} {}`, room.BadJSON, ""},
		"an array":           {`[1]`, room.BadJSON, ""},
		"null":               {`null`, room.BadJSON, ""},
		"invalid UTF-8":      {"{\"action\":\"mo\xffve\"}", room.BadJSON, ""},
		"deep nesting":       {strings.Repeat(`[`, 10000), room.BadJSON, ""},
		"no action":          {`{"op":1}`, room.UnknownAction, "action"},
		"unknown action":     {`{"action":"explode"}`, room.UnknownAction, "action"},
		"action in capitals": {`{"action":"MOVE","op":1}`, room.UnknownAction, "action"},
		"missing op":         {`{"action":"move","items":[` + good + `],"drop":false}`, room.BadField, "op"},
		"op zero":            {`{"action":"sync","op":0}`, room.BadField, "op"},
		"op too large":       {`{"action":"sync","op":9007199254740992}`, room.BadField, "op"},
		"missing drop":       {`{"action":"move","op":1,"items":[` + good + `]}`, room.BadField, "drop"},
		"missing items":      {`{"action":"move","op":1,"drop":true}`, room.BadField, "items"},
		"no items":           {move(``), room.BadField, "items"},
		"null items":         {`{"action":"move","op":1,"items":null,"drop":true}`, room.BadField, "items"},
		"missing x":          {move(`{"id":"a","y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x"},
		"null x":             {move(`{"id":"a","x":null,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x"},
		"extra member": {
			move(`{"id":"a","x":1,"y":2,"rotation":3,"token":4,"tilt":5}`), room.BadField, "items[0].tilt",
		},
		"extra at the top": {`{"action":"sync","op":1,"admin":true}`, room.BadField, "admin"},
		"member twice": {
			move(`{"id":"a","x":1,"x":1,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x",
		},
		"member in capitals": {move(`{"id":"a","X":1,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].X"},
		"NaN":                {move(`{"id":"a","x":NaN,"y":2,"rotation":3,"token":4}`), room.BadJSON, ""},
		"1e308":              {move(`{"id":"a","x":1e308,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x"},
		"fraction":           {move(`{"id":"a","x":1.5,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x"},
		"number as string":   {move(`{"id":"a","x":"1","y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x"},
		"huge coordinate": {
			move(`{"id":"a","x":1000001,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].x",
		},
		"past int64": {
			move(`{"id":"a","x":99999999999999999999,"y":2,"rotation":3,"token":4}`),
			room.BadField, "items[0].x",
		},
		"rotation 360": {
			move(`{"id":"a","x":1,"y":2,"rotation":360,"token":4}`),
			room.BadField, "items[0].rotation",
		},
		"rotation −1": {
			move(`{"id":"a","x":1,"y":2,"rotation":-1,"token":4}`),
			room.BadField, "items[0].rotation",
		},
		"token zero":      {move(`{"id":"a","x":1,"y":2,"rotation":3,"token":0}`), room.BadField, "items[0].token"},
		"id with a slash": {move(`{"id":"a/b","x":1,"y":2,"rotation":3,"token":4}`), room.BadField, "items[0].id"},
		"long id": {
			move(`{"id":"` + strings.Repeat("a", 41) + `","x":1,"y":2,"rotation":3,"token":4}`),
			room.BadField, "items[0].id",
		},
		"same id twice": {move(good + "," + good), room.BadField, "items[1].id"},
		"26 items":      {move(strings.TrimSuffix(strings.Repeat(good+",", 26), ",")), room.TooMany, "items"},
		"over 32 KB": {
			`{"action":"sync","op":1,"x":"` + strings.Repeat("x", wire.MaxCommand) + `"}`,
			room.TooLarge, "",
		},
		"unknown mode": {`{"action":"lock","op":1,"mode":"steal","items":[{"id":"a"}]}`, room.BadField, "mode"},
		"acquire with token": {
			`{"action":"lock","op":1,"mode":"acquire","items":[{"id":"a","token":1}]}`,
			room.BadField, "items[0].token",
		},
		"renew without token": {
			`{"action":"lock","op":1,"mode":"renew","items":[{"id":"a"}]}`,
			room.BadField, "items[0].token",
		},
		"unknown edit": {`{"action":"edit","op":1,"ops":[{"op":"burn","id":"a"}]}`, room.BadField, "ops[0].op"},
		"edit with extra": {
			`{"action":"edit","op":1,"ops":[{"op":"remove","id":"a","version":1,"x":2}]}`,
			room.BadField, "ops[0].x",
		},
		"edit without version": {
			`{"action":"edit","op":1,"ops":[{"op":"remove","id":"a"}]}`,
			room.BadField, "ops[0].version",
		},
		"markup as product": {
			`{"action":"edit","op":1,"ops":[{"op":"add","id":"a","product":"<script>","variant":"","x":1,` +
				`"y":1,"rotation":0}]}`,
			room.BadField, "ops[0].product",
		},
		"a plan beside items": {
			`{"action":"edit","op":1,"ops":[{"op":"remove","id":"a","version":1},{"op":"room","version":1,` +
				`"plan":{"name":"R","units":"cm","outline":[[0,0],[1,0],[1,1]],"walls":[],"doors":[],` +
				`"windows":[]}}]}`,
			room.BadField, "ops",
		},
		"two corners": {
			`{"action":"edit","op":1,"ops":[{"op":"room","version":1,"plan":{"name":"R","units":"cm",` +
				`"outline":[[0,0],[1,0]],"walls":[],"doors":[],"windows":[]}}]}`,
			room.BadField, "ops[0].plan.outline",
		},
		"low ceiling":       {roomOp(`"ceiling":999`), room.BadField, "ops[0].plan.ceiling"},
		"ceiling in metres": {roomOp(`"ceiling":2.4`), room.BadField, "ops[0].plan.ceiling"},
		"door without height": {
			roomOp(`"delivery":{"door":{"width":900}}`),
			room.BadField, "ops[0].plan.delivery.door.height",
		},
		"lift of no depth": {
			roomOp(`"delivery":{"lift":{"width":900,"depth":0,"height":2000}}`),
			room.BadField, "ops[0].plan.delivery.lift.depth",
		},
		"corridor of a mile": {
			roomOp(`"delivery":{"corridor":{"width":20001}}`),
			room.BadField, "ops[0].plan.delivery.corridor.width",
		},
		"delivery by air": {
			roomOp(`"delivery":{"helicopter":{"width":900}}`),
			room.BadField, "ops[0].plan.delivery.helicopter",
		},
		"33 points": {
			`{"action":"cursor","points":[` + strings.TrimSuffix(strings.Repeat("[1,2,3],", 33), ",") + `]}`,
			room.TooMany, "points",
		},
		"point of two":   {`{"action":"cursor","points":[[1,2]]}`, room.BadField, "points[0]"},
		"missing points": {`{"action":"cursor"}`, room.BadField, "points"},
		"dt of a minute": {`{"action":"cursor","points":[[1,2,60000]]}`, room.BadField, "points[0][2]"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := decodeAny([]byte(c.frame))
			rule, ok := errors.AsType[*room.Error](err)
			if !ok {
				t.Fatalf("error is %T (%v), want a *room.Error", err, err)
			}
			if rule.Code != c.code || rule.Field != c.field {
				t.Errorf("code %s field %q (%s), want %s %q", rule.Code, rule.Field, rule.Message, c.code, c.field)
			}
		})
	}
}

func TestAC9_namesAreText(t *testing.T) {
	for given, want := range map[string]string{
		"  Anna \n":              "Anna",
		"<script>x</script>":     "<script>x</script>",
		"a\x00b":                 "ab",
		"\u202eMallory":          "Mallory",
		"\u2067Bo\u2069":         "Bo",
		"A\u200en\u200fn\u061ca": "Anna",
		"An\u00adna\u200b\ufeff": "Anna",
		"Bo\u2028Anna":           "BoAnna",
		"👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿":                             "👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
		"\u0645\u06cc\u200c\u062e":                "\u0645\u06cc\u200c\u062e",
		"\u200b":                                  "",
		"\u00ad \u00ad":                           "",
		"\u2800\u2800":                            "",
		"\u3164":                                  "",
		"\u115f\u1160\uffa0":                      "",
		"\u200d\ufe0f\u0301":                      "",
		strings.Repeat("å", 100):                  strings.Repeat("å", 60),
		"Z" + strings.Repeat("\u0301", 59) + "oe": "Z\u0301\u0301\u0301\u0301oe",
		"\u0e19\u0e49\u0e33 Vie\u0323\u0302t 1\ufe0f\u20e3": "\u0e19\u0e49\u0e33 Vie\u0323\u0302t 1\ufe0f\u20e3",
		"\t": "",
	} {
		if got := wire.Name(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func TestWR8_largeRoomComesInParts(t *testing.T) {
	name := strings.Repeat("😀", 60)
	var s room.State
	own := room.Own{
		Kind: strings.Repeat("k", 20), Name: name, Colour: "#ffffff", Width: 20_000, Depth: 20_000, Height: 20_000,
	}
	for range 1000 { // own pieces are larger than those of a product, which have no own
		s.Room.Items = append(s.Room.Items, room.Item{
			ID:       room.ItemID(strings.Repeat("i", 40)),
			Own:      own,
			Mirrored: true,
			Place:    room.Place{X: -1_000_000, Y: -1_000_000, Z: 10_000, Rotation: 359},
			Version:  1 << 52,
			Lease: room.Lease{
				Holder:     "0123456789abcdef",
				HolderName: name,
				Token:      1 << 52,
				ExpiresAt:  millis,
			},
		})
	}
	for range room.MaxListedPeers {
		s.Room.Peers = append(s.Room.Peers, room.Peer{ID: "0123456789abcdef", Name: name, Role: room.Editor})
	}
	for range 100 {
		id := strings.Repeat("w", 40)
		const far, wide = -1_000_000, 20_000
		p := &s.Room.Plan
		p.Outline = append(p.Outline, room.Point{far, far}, room.Point{far, 0})
		p.Walls = append(p.Walls, room.Wall{ID: id, From: room.Point{far, far}, Thickness: wide})
		p.Windows = append(p.Windows, room.Window{ID: id, X: far, Y: far, Width: wide, Rotation: 359})
		p.Doors = append(p.Doors, room.Door{ID: id, X: far, Y: far, Width: wide, Hinge: "right", Opens: "out"})
	}
	frames := wire.Encode(s)
	if len(frames) < 3 {
		t.Fatalf("%d frames", len(frames))
	}
	for n, f := range frames {
		if len(f) > wire.MaxPart {
			t.Errorf("part %d has %d bytes, want at most %d", n+1, len(f), wire.MaxPart)
		}
	}
}
