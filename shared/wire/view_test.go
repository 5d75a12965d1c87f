package wire_test

import (
	"strings"
	"testing"

	"homstyle.dev/planner/shared/wire"
)

// The three forms of a view.
const (
	view2D   = `{"mode":"2d","x":-500,"y":0,"width":6400,"height":3600}`
	view3D   = `{"mode":"3d","eye":[-2400,7100,3900],"target":[2100,1600,0],"width":8200,"height":4613}`
	viewWalk = `{"mode":"walk","eye":[2100,3980,1650],"target":[2100,2980,1640]}`
)

func seeing(view string) string { return `{"action":"cursor","points":[],"view":` + view + `}` }

func TestWR2_WR13_fieldsOfAView(t *testing.T) {
	everyForm := func(view string) []replacement {
		mode := view[1:strings.Index(view, ",")]
		return []replacement{
			{view, `null`, ""},
			{view, `"2d"`, ""},
			{view, `[]`, ""},
			{view, view + `,"view":` + view, ""},
			{view, `{}`, ".mode"},
			{mode + ",", ``, ".mode"},
			{mode, `"mode":null`, ".mode"},
			{mode, `"mode":3`, ".mode"},
			{mode, `"mode":"4k"`, ".mode"},
			{mode, `"mode":"WALK"`, ".mode"},
			{mode, mode + `,"zoom":1`, ".zoom"},
			{mode, mode + `,"z":1`, ".z"},
		}
	}
	corner := []replacement{
		{`"x":-500,`, ``, ".x"},
		{`"x":-500`, `"x":null`, ".x"},
		{`"x":-500`, `"x":-1000001`, ".x"},
		{`"x":-500`, `"x":0.5`, ".x"},
		{`"y":0,`, ``, ".y"},
		{`"y":0`, `"y":"0"`, ".y"},
		{`"y":0`, `"y":1000001`, ".y"},
		{`"y":0`, `"y":0,"eye":[1,2,3]`, ".eye"},
		{`"y":0`, `"y":0,"target":[1,2,3]`, ".target"},
		{`"mode":"2d"`, `"mode":"3d"`, ".eye"},
		{`"mode":"2d"`, `"mode":"walk"`, ".eye"},
	}
	extent := func(width, height string) []replacement {
		return []replacement{
			{`"width":` + width + `,`, ``, ".width"},
			{`"width":` + width, `"width":null`, ".width"},
			{`"width":` + width, `"width":0`, ".width"},
			{`"width":` + width, `"width":1000001`, ".width"},
			{`,"height":` + height, ``, ".height"},
			{`"height":` + height, `"height":0`, ".height"},
			{`"height":` + height, `"height":1000001`, ".height"},
			{`"height":` + height, `"height":1e99`, ".height"},
		}
	}
	line := func(eye, target string) []replacement {
		return []replacement{
			{`"eye":` + eye + `,`, ``, ".eye"},
			{`"eye":` + eye, `"eye":null`, ".eye"},
			{`"eye":` + eye, `"eye":[1,2]`, ".eye"},
			{`"eye":` + eye, `"eye":[1,2,3,4]`, ".eye"},
			{`"eye":` + eye, `"eye":{"x":1,"y":2,"z":3}`, ".eye"},
			{`"eye":` + eye, `"eye":[null,2,3]`, ".eye[0]"},
			{`"eye":` + eye, `"eye":[1.5,2,3]`, ".eye[0]"},
			{`"eye":` + eye, `"eye":[-1000001,2,3]`, ".eye[0]"},
			{`"eye":` + eye, `"eye":[1,1000001,3]`, ".eye[1]"},
			{`"eye":` + eye, `"eye":[1,2,1000001]`, ".eye[2]"},
			{`"target":` + target, `"target":null`, ".target"},
			{`"target":` + target, `"target":[1,2,-1000001]`, ".target[2]"},
			{`"target":` + target, `"target":[1,2,99999999999999999999]`, ".target[2]"},
			{`"target":` + target, `"target":` + eye, ".target"},
			{`"target":` + target, `"x":1`, ".target"},
			{`"target":` + target, `"target":` + target + `,"x":1`, ".x"},
			{`"target":` + target, `"target":` + target + `,"y":1`, ".y"},
		}
	}
	size := []replacement{
		{`1640]`, `1640],"width":1`, ".width"},
		{`1640]`, `1640],"height":1`, ".height"},
		{`"mode":"walk"`, `"mode":"3d"`, ".width"},
		{`"mode":"walk"`, `"mode":"2d"`, ".x"},
		{`,"target":[2100,2980,1640]`, ``, ".target"},
	}
	otherMode := []replacement{
		{`"mode":"3d"`, `"mode":"walk"`, ".width"},
		{`"mode":"3d"`, `"mode":"2d"`, ".x"},
		{`"target":[2100,1600,0],`, ``, ".target"},
	}
	for view, more := range map[string][][]replacement{
		view2D:   {corner, extent("6400", "3600")},
		view3D:   {line("[-2400,7100,3900]", "[2100,1600,0]"), extent("8200", "4613"), otherMode},
		viewWalk: {line("[2100,3980,1650]", "[2100,2980,1640]"), size},
	} {
		for _, each := range append(more, everyForm(view)) {
			refuseEach(t, seeing(view), "view", each)
		}
	}
}

func TestWR13_boundsOfAView(t *testing.T) {
	for _, view := range []string{
		`{"mode":"2d","x":-1000000,"y":1000000,"width":1,"height":1000000}`,
		`{"mode":"3d","eye":[-1000000,1000000,-1000000],"target":[1000000,-1000000,1000000],"width":1000000,"height":1}`,
		`{"mode":"walk","eye":[0,0,0],"target":[0,0,1]}`,
	} {
		if got, err := decodeAny([]byte(seeing(view))); err != nil || string(got) != seeing(view) {
			t.Errorf("%s became %s, %v", view, got, err)
		}
	}
}

func TestWR13_peerThatIsFollowed(t *testing.T) {
	const frame = `{"action":"cursor","points":[],"follows":"p-bo"}`
	refuseEach(t, frame, "follows", []replacement{
		{`"p-bo"`, `null`, ""},
		{`"p-bo"`, `""`, ""},
		{`"p-bo"`, `"p bo"`, ""},
		{`"p-bo"`, `"p-bo\n"`, ""},
		{`"p-bo"`, `7`, ""},
		{`"p-bo"`, `["p-bo"]`, ""},
		{`"p-bo"`, `"p-bo","follows":"p-bo"`, ""},
		{`"p-bo"`, quote(strings.Repeat("a", 41)), ""},
	})
	longest := strings.Replace(frame, "p-bo", strings.Repeat("a", 40), 1)
	if got, err := decodeAny([]byte(longest)); err != nil || string(got) != longest {
		t.Errorf("%s became %s, %v", longest, got, err)
	}
}

// A client must not show a view that no command could have had.
func TestWR13_eventWithABadViewIsNoEvent(t *testing.T) {
	for _, view := range []string{
		`{}`, `{"mode":"2d","x":1,"y":1,"width":0,"height":1}`, `{"mode":"walk","eye":[1,2,3],"target":[1,2,3]}`,
	} {
		e, err := new(wire.Decoder).Decode([]byte(`{"type":"cursor","peer":"p","points":[],"view":` + view + `}`))
		if e != nil || err == nil {
			t.Errorf("%s was decoded as %+v, %v", view, e, err)
		}
	}
}
