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

// brokenArchive is an archive in which one room's history can't be read.
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

// newTestAppWithBrokenRoom returns a testApp with the room demo and the room broken, whose
// history can't be read. broken is before demo in the list of rooms.
func newTestAppWithBrokenRoom(t *testing.T) *testApp {
	t.Helper()
	b := newTestAppWithRoom(t)
	origin := room.Origin{Peer: "bo", Op: 1, At: noon.Add(-time.Hour)}
	if err := b.rooms.Create(t.Context(), "broken", origin, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	open := b.archive
	b.archive = func(ctx context.Context, bucket string) (roomArchive, error) {
		a, err := open(ctx, bucket)
		return brokenArchive{a, "broken"}, err
	}
	return b
}

// failsPartly runs a command line, fails the test unless it exits with 1, and returns its output.
func (b *testApp) failsPartly(t *testing.T, args ...string) (stdout, stderr string) {
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

func wantFailed(t *testing.T, stdout, stderr string) {
	t.Helper()
	var o failedOutput
	if err := json.Unmarshal([]byte(stdout), &o); err != nil || len(o.Failed) != 1 || o.Failed[0].Room != "broken" {
		t.Errorf("the JSON output is %s, %v", stdout, err)
	}
	if !strings.Contains(stderr, "broken: ") || !strings.Contains(stderr, errBroken.Error()) {
		t.Errorf("printed %q, want the room and the reason", stderr)
	}
	if !strings.HasSuffix(stderr, "1 of 2 rooms failed\n") {
		t.Errorf("printed %q, want the number of failed rooms at the end", stderr)
	}
}

func TestSN10_restoreAllContinuesAfterARoomThatFails(t *testing.T) {
	b := newTestAppWithBrokenRoom(t)
	b.rooms = memory.New()
	stdout, stderr := b.failsPartly(t, "restore", "-all", "-from-bucket", "archive", "-json")
	wantFailed(t, stdout, stderr)
	if !strings.Contains(stdout, `"rooms": 1`) || !strings.Contains(stdout, `"rows": 3`) {
		t.Errorf("wrote %s, want the other room's three rows", stdout)
	}
	b.fails(t, 1, "restore", "-room", "broken", "-from-bucket", "archive")
}

func TestSN5_verifyAllContinuesAfterARoomThatFails(t *testing.T) {
	b := newTestAppWithBrokenRoom(t)
	stdout, stderr := b.failsPartly(t, "verify", "-all", "-json")
	wantFailed(t, stdout, stderr)
	if !strings.Contains(stdout, `"room": "demo"`) || !strings.Contains(stdout, `"changes": 5`) {
		t.Errorf("reported %s, want the other room", stdout)
	}
	if out, _ := b.failsPartly(t, "verify", "-all"); out != "demo: 5 changes replayed, no differences\n" {
		t.Errorf("reported %q, want the other room", out)
	}
}

// The archive has an item but no plan of a room that was not deleted.
func TestSN10_roomWithoutPlanThatWasNotDeletedIsReported(t *testing.T) {
	b := newTestAppWithRoom(t)
	lost := room.Item{ID: "sofa", Version: 3, Changed: room.Author{At: noon.Add(-time.Hour)}}
	c := archive.Change{Room: "half", Item: &lost, Sequence: "1"}
	if err := archive.Ingest(t.Context(), b.archiveOf("archive"), "half", []archive.Change{c}); err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	for _, args := range [][]string{
		{"restore", "-all", "-from-bucket", "archive"},
		{"restore", "-room", "half", "-from-bucket", "archive"},
		{"verify", "-all"},
		{"verify", "-room", "half"},
	} {
		if stdout, stderr := b.failsPartly(t, args...); !strings.Contains(stdout+stderr, archive.ErrNoPlan.Error()) {
			t.Errorf("%v: printed %q and %q", args, stdout, stderr)
		}
	}
	if _, err := b.rooms.Load(t.Context(), "demo"); err != nil {
		t.Errorf("the other room: %v", err)
	}
}
