package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// newTestAppWithPairs returns a testApp with 24 rooms: a sofa and a rug in 12, a bed and a lamp in
// another 12, and in three of those also a clock. The sofa was taken out of another room again.
func newTestAppWithPairs(t *testing.T) *testApp {
	t.Helper()
	b := newTestApp(t)
	b.archiveChanges(t)
	op := room.Op(0)
	furnish := func(n int, products ...string) room.ID {
		id := room.ID(fmt.Sprintf("room-%d", n))
		origin := func() room.Origin {
			op++
			return room.Origin{Peer: "anna", User: fmt.Sprintf("u%d", n), Name: "Anna", Op: op, At: noon}
		}
		if err := b.rooms.Create(t.Context(), id, origin(), roomtest.Plan()); err != nil {
			t.Fatal(err)
		}
		for i, p := range products {
			add := room.Add{ID: room.ItemID(fmt.Sprintf("i%d", i)), Product: p}
			if _, err := b.rooms.Commit(t.Context(), id, origin(), []room.Mutation{add}); err != nil {
				t.Fatal(err)
			}
		}
		return id
	}
	for n := range 12 {
		furnish(n, "sofa.klinte", "rug.ljung")
		if n < 3 {
			furnish(100+n, "bed.dvala", "lamp.manljus", "clock.tick")
		} else {
			furnish(100+n, "bed.dvala", "lamp.manljus")
		}
	}
	emptied := furnish(200, "lamp.manljus", "sofa.klinte")
	emptying := room.Origin{Peer: "anna", User: "u200", Name: "Anna", Op: op + 1, At: noon}
	if _, err := b.rooms.Commit(t.Context(), emptied, emptying, []room.Mutation{room.Remove{ID: "i1", Version: 1}}); err != nil {
		t.Fatal(err)
	}
	return b
}

func readPairs(t *testing.T, body []byte) pairs.Table {
	t.Helper()
	table, err := pairs.Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestRC8_learnWritesThePairsThatWerePutIn(t *testing.T) {
	b := newTestAppWithPairs(t)
	want := map[string]map[string]float64{"bed.dvala": {"lamp.manljus": 1.55}, "rug.ljung": {"sofa.klinte": 1.55}}
	file := filepath.Join(t.TempDir(), "pairs.json")
	if out := b.must(t, "learn", "-out", file); out != "2 pairs, learned from 24 rooms with two products or more\n" {
		t.Errorf("printed %q", out)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := readPairs(t, body); !reflect.DeepEqual(got.Pairs, want) {
		t.Errorf("wrote %v, want %v", got.Pairs, want)
	}
	wantContains(t, b.must(t, "learn", "-to", "pages", "-json"), `"rooms": 24`, `"pairs": 2`, `"failed": []`)
	if got := readPairs(t, b.archiveOf("pages").Pairs()); !reflect.DeepEqual(got.Pairs, want) {
		t.Errorf("put %v, want %v", got.Pairs, want)
	}
	if b.archiveOf("archive").Pairs() != nil {
		t.Error("put pairs into the bucket of the rooms")
	}
}

func TestRC9_learnHasNoPersonAndNoSmallNumber(t *testing.T) {
	b := newTestAppWithPairs(t)
	b.must(t, "learn", "-to", "pages")
	for _, private := range []string{"Anna", "u1", "room-", "clock.tick"} {
		if body := string(b.archiveOf("pages").Pairs()); strings.Contains(body, private) {
			t.Errorf("put %s, which has %q", body, private)
		}
	}
	b.must(t, "learn", "-to", "pages", "-min-rooms", "3")
	if body := string(b.archiveOf("pages").Pairs()); !strings.Contains(body, "clock.tick") {
		t.Errorf("put %s, want the clock with three rooms", body)
	}
}

func TestLearnRefusesFlags(t *testing.T) {
	b := newTestAppWithPairs(t)
	for _, args := range [][]string{
		{"learn"}, {"learn", "-out", "a", "-to", "b"}, {"learn", "-to", "b", "-min-rooms", "0"},
	} {
		b.fails(t, 2, args...)
	}
}

// unreadableRooms is an archive in which the newest snapshots of some rooms can't be read.
type unreadableRooms struct {
	roomArchive
	unreadable func(room.ID) bool
}

func (u unreadableRooms) Snapshot(ctx context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	if u.unreadable(id) {
		return archive.Snapshot{}, "", errors.New("snapshot.json is no JSON")
	}
	return u.roomArchive.Snapshot(ctx, id)
}

// damage makes the newest snapshots of some rooms unreadable.
func (b *testApp) damage(unreadable func(room.ID) bool) {
	open := b.archive
	b.archive = func(ctx context.Context, bucket string) (roomArchive, error) {
		a, err := open(ctx, bucket)
		return unreadableRooms{a, unreadable}, err
	}
}

func TestLearnContinuesAfterARoomThatFails(t *testing.T) {
	b := newTestAppWithPairs(t)
	b.damage(func(id room.ID) bool { return id == "room-7" })
	stdout, stderr := b.failsPartly(t, "learn", "-to", "pages")
	wantContains(t, stdout, "2 pairs, learned from 23 rooms")
	wantContains(t, stderr, "room-7: snapshot.json is no JSON", "1 of 25 rooms failed")
}

func TestRC8_learnWritesNothingIfManyRoomsFail(t *testing.T) {
	b := newTestAppWithPairs(t)
	b.must(t, "learn", "-to", "pages")
	before := string(b.archiveOf("pages").Pairs())
	b.damage(func(id room.ID) bool { return strings.HasPrefix(string(id), "room-10") }) // 11 of them
	stdout, stderr := b.failsPartly(t, "learn", "-to", "pages")
	wantContains(t, stderr, "11 of 25 rooms can't be read: nothing is written")
	if stdout != "" {
		t.Errorf("printed %q", stdout)
	}
	if after := string(b.archiveOf("pages").Pairs()); after != before {
		t.Errorf("put %s in place of %s", after, before)
	}
}
