package main

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// brokenArchive can't be read where it is about one room.
type brokenArchive struct {
	roomArchive
	room room.ID
}

var errBroken = errors.New("history/1.json is no JSON")

func (b brokenArchive) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	if id != b.room {
		return b.roomArchive.History(ctx, id, from)
	}
	return func(yield func(archive.Change, error) bool) { yield(archive.Change{}, errBroken) }
}

// twoRooms is a furnished bench with a second room, before the first by its id, whose
// history can't be read.
func twoRooms(t *testing.T) *bench {
	t.Helper()
	b := furnished(t)
	stamp := room.Origin{Peer: "bo", Op: 1, At: noon.Add(-time.Hour)}
	if err := b.rooms.Create(t.Context(), "broken", stamp, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	open := b.archive
	b.archive = func(ctx context.Context, bucket string) (roomArchive, error) {
		a, err := open(ctx, bucket)
		return brokenArchive{a, "broken"}, err
	}
	return b
}

// ran runs a command line that ends with 1, and returns what it said.
func (b *bench) ran(t *testing.T, args ...string) (out, said string) {
	t.Helper()
	b.out.Reset()
	b.err.Reset()
	if code := b.run(t.Context(), args); code != 1 {
		t.Errorf("roomctl %s: exit %d, want 1", strings.Join(args, " "), code)
	}
	return b.out.String(), b.err.String()
}

type failedOutput struct {
	Failed []failedRoom `json:"failed"`
}

func wantFailed(t *testing.T, out, said string) {
	t.Helper()
	var o failedOutput
	if err := json.Unmarshal([]byte(out), &o); err != nil || len(o.Failed) != 1 || o.Failed[0].Room != "broken" {
		t.Errorf("its JSON is %s, %v", out, err)
	}
	if !strings.Contains(said, "broken: ") || !strings.Contains(said, errBroken.Error()) {
		t.Errorf("said %q, want the room and the reason", said)
	}
	if !strings.HasSuffix(said, "1 of 2 rooms failed\n") {
		t.Errorf("said %q, want the number at the end", said)
	}
}

func TestSN10_restoreAllGoesOnAfterARoomThatFails(t *testing.T) {
	b := twoRooms(t)
	b.rooms = memory.New()
	out, said := b.ran(t, "restore", "-all", "-from-bucket", "kept", "-json")
	wantFailed(t, out, said)
	if !strings.Contains(out, `"rooms": 1`) || !strings.Contains(out, `"rows": 3`) {
		t.Errorf("wrote %s, want the other room's three rows", out)
	}
	b.fails(t, 1, "restore", "-room", "broken", "-from-bucket", "kept")
}

func TestSN5_verifyAllGoesOnAfterARoomThatFails(t *testing.T) {
	b := twoRooms(t)
	out, said := b.ran(t, "verify", "-all", "-json")
	wantFailed(t, out, said)
	if !strings.Contains(out, `"room": "demo"`) || !strings.Contains(out, `"changes": 5`) {
		t.Errorf("reported %s, want the other room", out)
	}
	if out, _ := b.ran(t, "verify", "-all"); out != "demo: 5 changes replayed, no differences\n" {
		t.Errorf("reported %q, want the other room", out)
	}
}

// The archive has an item of a room and no plan, and the room was not deleted.
func TestSN10_roomWithoutPlanThatWasNotDeletedIsAFault(t *testing.T) {
	b := furnished(t)
	lost := room.Item{ID: "sofa", Version: 3, Changed: room.Author{At: noon.Add(-time.Hour)}}
	c := archive.Change{Room: "half", Item: &lost, Sequence: "1"}
	if err := archive.Ingest(t.Context(), b.archiveOf("kept"), "half", []archive.Change{c}); err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	for _, args := range [][]string{
		{"restore", "-all", "-from-bucket", "kept"},
		{"restore", "-room", "half", "-from-bucket", "kept"},
		{"verify", "-all"},
		{"verify", "-room", "half"},
	} {
		if out, said := b.ran(t, args...); !strings.Contains(out+said, errNoPlan.Error()) {
			t.Errorf("%v: said %q and %q", args, out, said)
		}
	}
	if _, err := b.rooms.Load(t.Context(), "demo"); err != nil {
		t.Errorf("the other room: %v", err)
	}
}
