package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestWR2_heightsOfPlaces(t *testing.T) {
	frames := map[string]string{
		"items[0]":     `{"action":"move","op":1,"items":[{"id":"a","x":1,"y":2%s,"rotation":3,"token":4}],"drop":true}`,
		"drag[0]":      `{"action":"cursor","points":[],"drag":[{"id":"a","x":1,"y":2%s,"rotation":3,"token":4}]}`,
		"ops[0]":       `{"action":"edit","op":1,"ops":[{"op":"add","id":"a","product":"p","variant":"","x":1,"y":2%s,"rotation":3}]}`,
		"ops[0].place": `{"action":"edit","op":1,"ops":[{"op":"update","id":"a","place":{"x":1,"y":2%s,"rotation":3},"version":1}]}`,
	}
	for field, format := range frames {
		for _, z := range []string{`-1`, `10001`, `1.5`, `"1"`, `null`, `1,"z":1`} {
			frame := fmt.Sprintf(format, `,"z":`+z)
			if got := rejectedField(t, frame); got != field+".z" {
				t.Errorf("%s is refused for %s", frame, got)
			}
		}
		ground := fmt.Sprintf(format, ``)
		for z, want := range map[string]string{
			``: ground, `,"z":0`: ground, // left out if it is 0
			`,"z":10000`: fmt.Sprintf(format, `,"z":10000`),
		} {
			got, err := decodeAny(fmt.Appendf(nil, format, z))
			if err != nil || string(got) != want {
				t.Errorf("%q became %s, %v; want %s", z, got, err, want)
			}
		}
	}
}

const ownPiece = `{"kind":"wardrobe","name":"Mormors skåp","colour":"#7a5c43","width":1200,"depth":600,"height":2100}`

// replacement is a part of a frame, what replaces it, and the field for which that is refused.
type replacement struct{ part, instead, field string }

// refuseEach replaces one part after the other of the frame, which is valid, and checks the field for which it
// is refused.
func refuseEach(t *testing.T, frame, at string, each []replacement) {
	t.Helper()
	if _, err := decodeAny([]byte(frame)); err != nil {
		t.Fatalf("the whole frame: %v", err)
	}
	for _, c := range each {
		if !strings.Contains(frame, c.part) {
			t.Fatalf("the frame has no %s", c.part)
		}
		if got := rejectedField(t, strings.Replace(frame, c.part, c.instead, 1)); got != at+c.field {
			t.Errorf("%s for %s: refused for %s, want %s", c.instead, c.part, got, at+c.field)
		}
	}
}

func TestWR12_fieldsOfAnOwnPiece(t *testing.T) {
	for _, frame := range []string{
		`{"action":"edit","op":1,"ops":[{"op":"add","id":"a","product":"","variant":"","own":` +
			ownPiece + `,"x":1,"y":2,"rotation":3}]}`,
		`{"action":"edit","op":1,"ops":[{"op":"update","id":"a","own":` + ownPiece + `,"version":1}]}`,
	} {
		refuseEach(t, frame, "ops[0].own", []replacement{
			{`"kind":"wardrobe"`, `"kind":"Wardrobe"`, ".kind"},
			{`"kind":"wardrobe"`, `"kind":""`, ".kind"},
			{`"kind":"wardrobe"`, `"kind":"` + strings.Repeat("k", 21) + `"`, ".kind"},
			{`"kind":"wardrobe"`, `"kind":7`, ".kind"},
			{`"kind":"wardrobe",`, ``, ".kind"},
			{`"kind":"wardrobe"`, `"kind":null`, ".kind"},
			{`"kind":"wardrobe"`, `"kind":"wardrobe","kind":"bed"`, ".kind"},
			{`"name":"Mormors skåp"`, `"name":""`, ".name"},
			{`"name":"Mormors skåp"`, `"name":" skåp"`, ".name"},
			{`"name":"Mormors skåp"`, `"name":"sk\u0000åp"`, ".name"},
			{`"name":"Mormors skåp"`, `"name":"` + strings.Repeat("å", 61) + `"`, ".name"},
			{`"name":"Mormors skåp",`, ``, ".name"},
			{`"name":"Mormors skåp"`, `"name":null`, ".name"},
			{`#7a5c43`, `#7A5C43`, ".colour"},
			{`#7a5c43`, `#7a5`, ".colour"},
			{`#7a5c43`, `red`, ".colour"},
			{`"colour":"#7a5c43",`, ``, ".colour"},
			{`"colour":"#7a5c43"`, `"colour":null`, ".colour"},
			{`"width":1200`, `"width":0`, ".width"},
			{`"width":1200`, `"width":20001`, ".width"},
			{`"width":1200`, `"width":"1200"`, ".width"},
			{`"width":1200,`, ``, ".width"},
			{`"depth":600`, `"depth":0`, ".depth"},
			{`"depth":600`, `"depth":20001`, ".depth"},
			{`"depth":600`, `"depth":600.5`, ".depth"},
			{`"depth":600,`, ``, ".depth"},
			{`"height":2100`, `"height":0`, ".height"},
			{`"height":2100`, `"height":20001`, ".height"},
			{`,"height":2100`, ``, ".height"},
			{`"height":2100`, `"height":null`, ".height"},
			{`"height":2100`, `"height":2100,"price":1`, ".price"},
			{ownPiece, `"wardrobe"`, ""},
			{ownPiece, `null`, ""},
			{ownPiece, ownPiece + `,"own":` + ownPiece, ""},
		})
	}
}

func TestWR4_WR12_ED1_ownPieceHasNoProduct(t *testing.T) {
	add := func(product, variant, more string) string {
		return fmt.Sprintf(`{"action":"edit","op":1,"ops":[{"op":"add","id":"a","product":%q,"variant":%q%s,"x":1,"y":2,"rotation":3}]}`,
			product, variant, more)
	}
	own := `,"own":` + ownPiece
	for frame, field := range map[string]string{
		add("sofa.klinte", "", own):                               "ops[0].product",
		add("", "moss", own):                                      "ops[0].variant",
		add("", "", ""):                                           "ops[0].product",
		add("", "", `,"mirrored":true`):                           "ops[0].product",
		add("p", "", `,"mirrored":1`):                             "ops[0].mirrored",
		add("p", "", `,"mirrored":null`):                          "ops[0].mirrored",
		strings.Replace(add("", "", own), `"variant":"",`, ``, 1): "ops[0].variant",
		strings.Replace(add("", "", own), `"product":"",`, ``, 1): "ops[0].product",
	} {
		if got := rejectedField(t, frame); got != field {
			t.Errorf("%s is refused for %s, want %s", frame, got, field)
		}
	}
	for frame, want := range map[string]string{
		add("", "", own+`,"mirrored":true`): add("", "", own+`,"mirrored":true`),
		add("p", "", `,"mirrored":false`):   add("p", "", ""), // left out if it is false
	} {
		if got, err := decodeAny([]byte(frame)); err != nil || string(got) != want {
			t.Errorf("%s became %s, %v", frame, got, err)
		}
	}
}

func TestED2_fieldsOfAnUpdate(t *testing.T) {
	update := func(fields string) string {
		return `{"action":"edit","op":1,"ops":[{"op":"update","id":"a"` + fields + `,"version":1}]}`
	}
	all := []string{
		`,"variant":""`, `,"place":{"x":1,"y":2,"z":3,"rotation":4}`, `,"mirrored":false`, `,"own":` + ownPiece,
	}
	for set := 1; set < 1<<len(all); set++ { // each alone, and all of them together
		fields := ""
		for n, field := range all {
			if set&(1<<n) != 0 {
				fields += field
			}
		}
		if got, err := decodeAny([]byte(update(fields))); err != nil || string(got) != update(fields) {
			t.Errorf("%s became %s, %v", update(fields), got, err)
		}
	}
	for fields, field := range map[string]string{
		``:                                      "ops[0]",
		`,"variant":null`:                       "ops[0].variant",
		`,"variant":"<b>"`:                      "ops[0].variant",
		`,"variant":"a","variant":"b"`:          "ops[0].variant",
		`,"mirrored":"yes"`:                     "ops[0].mirrored",
		`,"mirrored":null`:                      "ops[0].mirrored",
		`,"place":null`:                         "ops[0].place",
		`,"place":[1,2,3]`:                      "ops[0].place",
		`,"place":{}`:                           "ops[0].place.x",
		`,"place":{"x":1,"rotation":4}`:         "ops[0].place.y",
		`,"place":{"x":1,"y":2}`:                "ops[0].place.rotation",
		`,"place":{"x":1,"y":2,"rotation":360}`: "ops[0].place.rotation",
		`,"place":{"x":1,"y":2,"rotation":4,"token":1}`: "ops[0].place.token",
		`,"product":"sofa.klinte"`:                      "ops[0].product",
		`,"x":1`:                                        "ops[0].x",
	} {
		if got := rejectedField(t, update(fields)); got != field {
			t.Errorf("%s is refused for %s, want %s", fields, got, field)
		}
	}
}

const builtPlan = `{"name":"R","units":"cm","outline":[[0,0],[9,0],[9,9]],` +
	`"walls":[{"id":"w","from":[0,0],"to":[0,1],"thickness":9}],` +
	`"doors":[{"id":"d","x":2,"y":3,"width":8,"rotation":4,"hinge":"left","opens":"in","kind":"double","height":2040,"balcony":true}],` +
	`"windows":[{"id":"v","x":5,"y":6,"width":7,"rotation":1,"sill":850,"height":1200}],` +
	`"fixtures":[{"id":"r","kind":"radiator","x":11,"y":12,"z":120,"rotation":13,"width":14,"depth":15,"height":16}],` +
	`"slopes":[{"id":"s","x":21,"y":22,"rotation":23,"width":24,"depth":25,"low":26}],` +
	`"finishes":{"floor":"oak","walls":"white","each":[{"side":2,"finish":"sage"},{"wall":"w","finish":"clay"}]}}`

func planEdit(plan string) string {
	return `{"action":"edit","op":1,"ops":[{"op":"room","version":1,"plan":` + plan + `}]}`
}

func TestWR11_fieldsOfAPlan(t *testing.T) {
	const (
		door, window, fixture, slope = ".doors[0]", ".windows[0]", ".fixtures[0]", ".slopes[0]"
		each                         = ".finishes.each"
	)
	refuseEach(t, planEdit(builtPlan), "ops[0].plan", []replacement{
		{`"kind":"double"`, `"kind":"revolving"`, door + ".kind"},
		{`"kind":"double"`, `"kind":null`, door + ".kind"},
		{`"kind":"double"`, `"kind":""`, door + ".kind"},
		{`"height":2040`, `"height":0`, door + ".height"},
		{`"height":2040`, `"height":10001`, door + ".height"},
		{`"height":2040`, `"height":null`, door + ".height"},
		{`"height":2040`, `"height":2.04`, door + ".height"},
		{`"balcony":true`, `"balcony":1`, door + ".balcony"},
		{`"balcony":true`, `"balcony":null`, door + ".balcony"},
		{`"balcony":true`, `"sill":1`, door + ".sill"},
		{`"sill":850`, `"sill":-1`, window + ".sill"},
		{`"sill":850`, `"sill":10001`, window + ".sill"},
		{`"sill":850`, `"sill":null`, window + ".sill"},
		{`"sill":850`, `"sill":850,"sill":850`, window + ".sill"},
		{`"height":1200`, `"height":0`, window + ".height"},
		{`"height":1200`, `"height":10001`, window + ".height"},
		{`"height":1200`, `"kind":"double"`, window + ".kind"},
		{`"id":"r"`, `"id":"r r"`, fixture + ".id"},
		{`"id":"r",`, ``, fixture + ".id"},
		{`"kind":"radiator"`, `"kind":"stove"`, fixture + ".kind"},
		{`"kind":"radiator",`, ``, fixture + ".kind"},
		{`"kind":"radiator"`, `"kind":null`, fixture + ".kind"},
		{`"x":11,`, ``, fixture + ".x"},
		{`"x":11`, `"x":1000001`, fixture + "[0]"},
		{`"y":12,`, ``, fixture + ".y"},
		{`"z":120`, `"z":-1`, fixture + ".z"},
		{`"z":120`, `"z":10001`, fixture + ".z"},
		{`"z":120`, `"z":null`, fixture + ".z"},
		{`"rotation":13,`, ``, fixture + ".rotation"},
		{`"rotation":13`, `"rotation":360`, fixture + ".rotation"},
		{`"width":14,`, ``, fixture + ".width"},
		{`"width":14`, `"width":20001`, fixture + ".width"},
		{`"depth":15,`, ``, fixture + ".depth"},
		{`"depth":15`, `"depth":20001`, fixture + ".depth"},
		{`,"height":16`, ``, fixture + ".height"},
		{`"height":16`, `"height":10001`, fixture + ".height"},
		{`"height":16`, `"height":"16"`, fixture + ".height"},
		{`"height":16`, `"height":16,"hot":true`, fixture + ".hot"},
		{`"id":"s",`, ``, slope + ".id"},
		{`"x":21,`, ``, slope + ".x"},
		{`"y":22`, `"y":null`, slope + ".y"},
		{`"rotation":23,`, ``, slope + ".rotation"},
		{`"width":24,`, ``, slope + ".width"},
		{`"width":24`, `"width":20001`, slope + ".width"},
		{`"depth":25,`, ``, slope + ".depth"},
		{`"depth":25`, `"depth":20001`, slope + ".depth"},
		{`,"low":26`, ``, slope + ".low"},
		{`"low":26`, `"low":10001`, slope + ".low"},
		{`"low":26`, `"low":26,"kind":"roof"`, slope + ".kind"},
		{`"floor":"oak"`, `"floor":"<oak>"`, ".finishes.floor"},
		{`"floor":"oak"`, `"floor":null`, ".finishes.floor"},
		{`"floor":"oak"`, `"floor":""`, ".finishes.floor"},
		{`"walls":"white"`, `"walls":""`, ".finishes.walls"},
		{`"walls":"white"`, `"walls":"` + strings.Repeat("w", 65) + `"`, ".finishes.walls"},
		{`"walls":"white"`, `"ceiling":"white"`, ".finishes.ceiling"},
		{`"side":2`, `"side":3`, each + "[0].side"}, // the outline has the sides 0 to 2
		{`"side":2`, `"side":-1`, each + "[0].side"},
		{`"side":2`, `"side":null`, each + "[0].side"},
		{`"side":2,`, ``, each + "[0]"},
		{`"side":2`, `"side":2,"wall":"w"`, each + "[0]"},
		{`,"finish":"sage"`, ``, each + "[0].finish"},
		{`"finish":"sage"`, `"finish":""`, each + "[0].finish"},
		{`"wall":"w"`, `"wall":"x"`, each + "[1].wall"},
		{`"side":2`, `"side":2,"wall":""`, each + "[0].wall"},
		{`"wall":"w"`, `"side":2`, each + "[1]"}, // twice
		{`{"side":2`, `{"wall":"w"`, each + "[1]"},
		{`{"floor":"oak"`, `{"floor":"oak","floor":"oak"`, ".finishes.floor"},
	})
	for _, list := range []string{"fixtures", "slopes"} {
		entry := builtPlan[strings.Index(builtPlan, `"`+list+`":[`)+len(list)+4:]
		entry = entry[:strings.Index(entry, "]")]
		many := strings.Replace(builtPlan, entry, strings.TrimSuffix(strings.Repeat(entry+",", 101), ","), 1)
		_, err := decodeAny([]byte(planEdit(many)))
		if room.CodeOf(err) != room.TooMany {
			t.Errorf("101 %s: %v", list, err)
		}
	}
}

// What is left out of a plan stays so: nothing is replaced by 0.
func TestWR11_unknownMeasurementsStayUnknown(t *testing.T) {
	for _, part := range []string{
		`,"kind":"double"`, `,"height":2040`, `,"balcony":true`, `,"sill":850`, `,"height":1200`, `"z":120,`,
		`"floor":"oak",`, `,"walls":"white"`, `,{"wall":"w","finish":"clay"}`,
		`,"each":[{"side":2,"finish":"sage"},{"wall":"w","finish":"clay"}]`,
	} {
		without := strings.Replace(builtPlan, part, ``, 1)
		if got, err := decodeAny([]byte(planEdit(without))); err != nil || string(got) != planEdit(without) {
			t.Errorf("without %s it became %s, %v", part, got, err)
		}
	}
	if err := wire.CheckPlan(room.Plan{Name: "R", Units: "cm"}); room.CodeOf(err) != room.BadField {
		t.Errorf("an empty plan: %v", err)
	}
}
