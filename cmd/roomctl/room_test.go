package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestRoomCreateMakesARoomOnce(t *testing.T) {
	b := newBench(t)
	b.must(t, "room", "create", "-room", "demo")
	if said := b.fails(t, 1, "room", "create", "-room", "demo"); !strings.Contains(said, "there is a room demo already") {
		t.Errorf("said %q", said)
	}
	if said := b.fails(t, 1, "room", "show", "-room", "other"); !strings.Contains(said, "there is no room other") {
		t.Errorf("said %q", said)
	}
}

func TestDefaultPlanIsWithinTheRules(t *testing.T) {
	if err := wire.CheckPlan(defaultPlan("demo")); err != nil {
		t.Error(err)
	}
}

func TestRoomCreateTakesAPlanFromAFile(t *testing.T) {
	for name, test := range map[string]struct{ plan, says string }{
		"whole":   {`{"name":"Kök","units":"cm","outline":[[0,0],[300,0],[300,200]],"walls":[],"doors":[],"windows":[]}`, ""},
		"no JSON": {`{"name":`, "plan.json"},
		"unknown": {`{"name":"Kök","colour":"red"}`, "colour"},
		"wrong":   {`{"name":"Kök","units":"cm","outline":[[0,0]],"walls":[],"doors":[],"windows":[]}`, "plan.outline"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			file := filepath.Join(t.TempDir(), "plan.json")
			if err := os.WriteFile(file, []byte(test.plan), 0o600); err != nil {
				t.Fatal(err)
			}
			args := []string{"room", "create", "-room", "kitchen", "-plan", file}
			if test.says != "" {
				if said := b.fails(t, 1, args...); !strings.Contains(said, test.says) {
					t.Errorf("said %q, want %q in it", said, test.says)
				}
				return
			}
			b.must(t, args...)
			if got := b.must(t, "room", "show", "-room", "kitchen"); !strings.HasPrefix(got, "kitchen: Kök, version 1\n") {
				t.Errorf("shows\n%s", got)
			}
		})
	}
}

func TestRoomCreateAsJSON(t *testing.T) {
	b := newBench(t)
	made := b.must(t, "room", "create", "-room", "demo", "-json")
	if stored := b.must(t, "room", "show", "-room", "demo", "-json"); strings.TrimSpace(made) != strings.TrimSpace(stored) {
		t.Errorf("made\n%s\nstored\n%s", made, stored)
	}
	if quiet := b.must(t, "room", "create", "-room", "quiet"); quiet != "" {
		t.Errorf("without -json it printed %q", quiet)
	}
}

// A room with a held item, a removed one, and a peer whose name is no good for a
// terminal.
func furnish(t *testing.T, b *bench) {
	t.Helper()
	b.must(t, "room", "create", "-room", "demo")
	anna := room.Actor{Room: "demo", Peer: "p-anna", Name: "Anna\x1b[2J", User: "anna", Role: room.Editor, Connection: "c1"}
	stamp := room.Origin{Peer: anna.Peer, Name: anna.Name, User: anna.User, At: noon}
	for op, step := range []room.Mutation{
		room.Add{ID: "sofa-1", Product: "sofa.klinte", Variant: "grey", Place: room.Place{X: 1200, Y: -350, Rotation: 90}},
		room.Add{ID: "lamp-2", Product: "lamp"},
		room.Remove{ID: "lamp-2", Version: 1},
		room.Acquire{ID: "sofa-1"},
	} {
		stamp.Op = room.Op(op + 1)
		if _, err := b.rooms.Commit(t.Context(), "demo", stamp, []room.Mutation{step}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.rooms.Join(t.Context(), "demo", anna.AsPeer()); err != nil {
		t.Fatal(err)
	}
}

func TestRoomShowPrintsItemsAndPeers(t *testing.T) {
	b := newBench(t)
	furnish(t, b)
	got := b.must(t, "room", "show", "-room", "demo")
	for _, want := range []string{"sofa-1  sofa.klinte  grey     1200  -350  90°       1        Anna[2J", "p-anna  Anna[2J  editor"} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "lamp-2") || strings.Contains(got, "\x1b") {
		t.Errorf("shows a tombstone or an escape:\n%q", got)
	}
}

func TestRoomShowAsJSON(t *testing.T) {
	b := newBench(t)
	furnish(t, b)
	var got roomView
	if err := json.Unmarshal([]byte(b.must(t, "room", "show", "-room", "demo", "-json")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Items) != 1 || !got.Items[0].Until.Equal(noon.Add(room.LeaseDuration)) || len(got.Peers) != 1 {
		t.Errorf("shows %+v", got)
	}
}
