package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestRoomCreateRejectsAnExistingRoom(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "room", "create", "-room", "demo")
	wantContains(t, b.fails(t, 1, "room", "create", "-room", "demo"), "there is a room demo already")
	wantContains(t, b.fails(t, 1, "room", "show", "-room", "other"), "there is no room other")
}

func TestDefaultPlanIsValid(t *testing.T) {
	if err := wire.CheckPlan(defaultPlan("demo")); err != nil {
		t.Error(err)
	}
}

func TestRoomCreateTakesAPlanFromAFile(t *testing.T) {
	for name, test := range map[string]struct{ plan, want string }{
		"valid": {`{"name":"Kök","units":"cm","outline":[[0,0],[300,0],[300,200]],` +
			`"walls":[],"doors":[],"windows":[]}`, ""},
		"no JSON": {`{"name":`, "plan.json"},
		"unknown": {`{"name":"Kök","colour":"red"}`, "colour"},
		"wrong": {
			`{"name":"Kök","units":"cm","outline":[[0,0]],"walls":[],"doors":[],"windows":[]}`, "plan.outline",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTestApp(t)
			file := filepath.Join(t.TempDir(), "plan.json")
			if err := os.WriteFile(file, []byte(test.plan), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"room", "create", "-room", "kitchen", "-plan", file}
			if test.want != "" {
				if output := b.fails(t, 1, args...); !strings.Contains(output, test.want) {
					t.Errorf("printed %q, want %q in it", output, test.want)
				}
				return
			}
			b.must(t, args...)
			got := b.must(t, "room", "show", "-room", "kitchen")
			if !strings.HasPrefix(got, "kitchen: Kök, version 1\n") {
				t.Errorf("room show printed\n%s", got)
			}
		})
	}
}

func TestRoomCreateAsJSON(t *testing.T) {
	b := newTestApp(t)
	created := b.must(t, "room", "create", "-room", "demo", "-json")
	stored := b.must(t, "room", "show", "-room", "demo", "-json")
	if strings.TrimSpace(created) != strings.TrimSpace(stored) {
		t.Errorf("created\n%s\nstored\n%s", created, stored)
	}
	if quiet := b.must(t, "room", "create", "-room", "quiet"); quiet != "" {
		t.Errorf("without -json it printed %q", quiet)
	}
}

// createFurnishedRoom creates the room demo with a held item, a removed item, and a peer whose
// name has a terminal escape sequence.
func createFurnishedRoom(t *testing.T, b *testApp) {
	t.Helper()
	b.must(t, "room", "create", "-room", "demo")
	anna := room.Actor{
		Room: "demo", Peer: "p-anna", Name: "Anna\x1b[2J", User: "anna", Role: room.Editor, Connection: "c1",
	}
	origin := room.Origin{Peer: anna.Peer, Name: anna.Name, User: anna.User, At: noon}
	place := room.Place{X: 1200, Y: -350, Rotation: 90}
	for op, step := range []room.Mutation{
		room.Add{ID: "sofa-1", Product: "sofa.klinte", Variant: "grey", Place: place},
		room.Add{ID: "lamp-2", Product: "lamp"},
		room.Remove{ID: "lamp-2", Version: 1},
		room.Acquire{ID: "sofa-1"},
	} {
		origin.Op = room.Op(op + 1)
		b.commit(t, origin, step)
	}
	if _, err := b.rooms.Join(t.Context(), "demo", anna.AsPeer()); err != nil {
		t.Fatal(err)
	}
}

func TestRoomShowPrintsItemsAndPeers(t *testing.T) {
	b := newTestApp(t)
	createFurnishedRoom(t, b)
	got := b.must(t, "room", "show", "-room", "demo")
	wantContains(t, got,
		"sofa-1  sofa.klinte  grey     1200  -350     90°       1        Anna[2J",
		"p-anna  Anna[2J  editor")
	if strings.Contains(got, "lamp-2") || strings.Contains(got, "\x1b") {
		t.Errorf("the output has a tombstone or an escape sequence:\n%q", got)
	}
}

func TestHeightsAndOwnPiecesAreShown(t *testing.T) {
	b := newTestApp(t)
	b.archiveChanges(t)
	origin := room.Origin{Peer: "p-anna", Name: "Anna", At: noon.Add(-time.Hour)}
	if err := b.rooms.Create(t.Context(), "demo", origin, defaultPlan("demo")); err != nil {
		t.Fatal(err)
	}
	own := room.Own{Kind: "wardrobe", Name: "Mormors\x1b skåp", Colour: "#7a5c43", Width: 1200, Depth: 600, Height: 2100}
	for op, step := range []room.Mutation{
		room.Add{ID: "mine", Own: own, Place: room.Place{X: 600, Y: 300}},
		room.Add{ID: "corner", Product: "sofa.torpa", Mirrored: true, Place: room.Place{X: 2000, Rotation: 180}},
		room.Add{ID: "lamp", Product: "lamp.glod", Place: room.Place{X: 600, Y: 300, Z: 450}},
		room.Update{ID: "lamp", Place: &room.Place{X: 600, Y: 300, Z: 2100}, Version: 1},
	} {
		origin.Op, origin.At = room.Op(op+1), origin.At.Add(time.Minute)
		b.commit(t, origin, step)
	}
	wantContains(t, b.must(t, "room", "show", "-room", "demo"),
		"corner  sofa.torpa (mirrored)           2000  0          180° ",
		"lamp    lamp.glod                       600   300  2100  0° ",
		"mine    Mormors skåp (own)              600   300        0° ")
	wantContains(t, b.must(t, "history", "-room", "demo"),
		"set mine to Mormors skåp (own) at 600, 300, 0° (version 1)",
		"set corner to sofa.torpa (mirrored) at 2000, 0, 180° (version 1)",
		"set lamp to lamp.glod at 600, 300, 450 mm high, 0° (version 1)",
		"set lamp to lamp.glod at 600, 300, 2100 mm high, 0° (version 2)")
	diff := b.must(t, "diff", "-room", "demo", "-from", fmt.Sprint(origin.At.Add(-time.Second).UnixMilli()))
	wantContains(t, diff, "moved  lamp  lamp.glod  at 600, 300, 450 mm high, 0°  lamp.glod  at 600, 300, 2100 mm high, 0°")
	wantContains(t, b.must(t, "room", "show", "-room", "demo", "-json"),
		`"name": "Mormors\u001b skåp"`, `"mirrored": true`, `"z": 2100`)
}

func TestRoomShowAsJSON(t *testing.T) {
	b := newTestApp(t)
	createFurnishedRoom(t, b)
	var got roomView
	if err := json.Unmarshal([]byte(b.must(t, "room", "show", "-room", "demo", "-json")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Items) != 1 || !got.Items[0].Until.Equal(noon.Add(room.LeaseDuration)) || len(got.Peers) != 1 {
		t.Errorf("shows %+v", got)
	}
}
