package route_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
)

// broken is an archive whose Append fails for one room.
type broken struct {
	*memory.Archive
	room room.ID
}

func (b broken) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	if id == b.room {
		return errors.New("the bucket does not answer")
	}
	return b.Archive.Append(ctx, id, changes)
}

func record(sequence int, id room.ID, version int64) events.DynamoDBEventRecord {
	return dynamo.StreamRecord(archive.Change{
		Room: id, Sequence: archive.Sequence(fmt.Sprint(sequence)),
		Item: &room.Item{ID: "sofa", Product: "p", Version: version, Changed: room.Author{Name: "Anna", At: now}},
	})
}

// quarantined are the sequence numbers that handle quarantined; errQuarantine is the error
// that its Quarantine returns.
var (
	quarantined   []string
	errQuarantine error
)

// handle invokes the function and returns the sequence numbers that it reports.
func handle(t *testing.T, a archive.Store, records ...events.DynamoDBEventRecord) string {
	t.Helper()
	payload, err := json.Marshal(events.DynamoDBEvent{Records: records})
	if err != nil {
		t.Fatal(err)
	}
	quarantine := func(_ context.Context, sequence string, record []byte, reason error) error {
		if errQuarantine == nil && len(record) > 0 && reason != nil {
			quarantined = append(quarantined, sequence)
		}
		return errQuarantine
	}
	k := route.Archiver{Archive: a, Read: dynamo.Change, Quarantine: quarantine, Log: slog.New(slog.DiscardHandler)}
	out, err := route.Snapshot(k).Invoke(t.Context(), payload)
	if err != nil {
		t.Fatal(err)
	}
	var answer events.DynamoDBEventResponse
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	var failed []string
	for _, f := range answer.BatchItemFailures {
		failed = append(failed, f.ItemIdentifier)
	}
	return strings.Join(failed, " ")
}

func version(t *testing.T, a archive.Store, id room.ID) int64 {
	t.Helper()
	s, _, err := a.Snapshot(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return s.Items["sofa"].Version
}

func TestSN3_batchOfSeveralRoomsIsStored(t *testing.T) {
	a := memory.NewArchive()
	for range 2 { // Lambda may repeat a batch
		if failed := handle(t, a, record(1, "a", 1), record(2, "b", 1), record(3, "a", 2)); failed != "" {
			t.Errorf("reported %s", failed)
		}
	}
	if version(t, a, "a") != 2 || version(t, a, "b") != 1 {
		t.Errorf("snapshots are at %d and %d, want 2 and 1", version(t, a, "a"), version(t, a, "b"))
	}
}

func TestSN4_unreadableRecordIsQuarantinedAndBlocksNoOther(t *testing.T) {
	a := memory.NewArchive()
	poison := record(3, "a", 3)
	poison.Change.NewImage["version"] = events.NewStringAttribute("three")
	quarantined = nil
	if failed := handle(t, a, record(1, "a", 1), record(2, "b", 1), poison, record(4, "a", 4)); failed != "" {
		t.Errorf("reported %q, want none: Lambda would repeat it for ever", failed)
	}
	if version(t, a, "a") != 4 || version(t, a, "b") != 1 {
		t.Error("an unreadable record blocked the others")
	}
	if !slices.Equal(quarantined, []string{"3"}) {
		t.Errorf("quarantined %v, want the record with its number", quarantined)
	}
}

func TestSN4_quarantinedRecordIsLoggedAndCounted(t *testing.T) {
	var log bytes.Buffer
	k := route.Archiver{
		Archive:    memory.NewArchive(),
		Read:       dynamo.Change,
		Quarantine: func(context.Context, string, []byte, error) error { return nil },
		Now:        func() time.Time { return now },
		Log:        slog.New(slog.NewJSONHandler(&log, nil)),
		Metrics:    "homstyle-dev",
	}
	poison := record(3, "a", 3)
	poison.Change.NewImage["version"] = events.NewStringAttribute("three")
	payload, err := json.Marshal(events.DynamoDBEvent{Records: []events.DynamoDBEventRecord{poison}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := route.Snapshot(k).Invoke(t.Context(), payload); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"level":"ERROR"`, `"sequence":"3"`, `"quarantined":1`, `"stack":"homstyle-dev"`,
		`"Name":"quarantined"`, "version",
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %s in %s", want, log.String())
		}
	}
}

func TestSN4_recordThatCantBeQuarantinedIsReported(t *testing.T) {
	a := memory.NewArchive()
	poison := record(3, "a", 3)
	poison.Change.NewImage["version"] = events.NewStringAttribute("three")
	errQuarantine = errors.New("the bucket does not answer")
	defer func() { errQuarantine = nil }()
	if failed := handle(t, a, record(1, "a", 1), poison, record(4, "a", 4)); failed != "3" {
		t.Errorf("reported %q, want 3: Lambda repeats from there", failed)
	}
	if version(t, a, "a") != 1 {
		t.Error("the change before it is not stored")
	}
}

func TestSN4_roomThatCantBeStoredBlocksNoOther(t *testing.T) {
	a := broken{memory.NewArchive(), "a"}
	if failed := handle(t, a, record(1, "b", 1), record(2, "a", 1), record(3, "b", 2)); failed != "2" {
		t.Errorf("reported %q, want 2", failed)
	}
	if version(t, a, "b") != 2 {
		t.Error("the other room is not stored")
	}
}

// unreadable is an archive whose objects of one room can't be read.
type unreadable struct {
	*memory.Archive
	room room.ID
}

func (u unreadable) Snapshot(ctx context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	if id == u.room {
		return archive.Snapshot{Room: id}, "1", archive.ErrUnreadable
	}
	return u.Archive.Snapshot(ctx, id)
}

func (u unreadable) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	if id == u.room {
		return func(yield func(archive.Change, error) bool) { yield(archive.Change{}, archive.ErrUnreadable) }
	}
	return u.Archive.History(ctx, id, from)
}

func TestSN4_roomWhoseArchiveCantBeReadBlocksNoOther(t *testing.T) {
	a := unreadable{memory.NewArchive(), "a"}
	quarantined = nil
	failed := handle(t, a, record(1, "b", 1), record(2, "a", 1), record(3, "a", 2), record(4, "b", 2))
	if failed != "" {
		t.Errorf("reported %q, want none: Lambda would repeat it for a day", failed)
	}
	if version(t, a, "b") != 2 || !slices.Equal(quarantined, []string{"2", "3"}) {
		t.Errorf("the other room is at version %d, quarantined are %v", version(t, a, "b"), quarantined)
	}
}

func TestSN1_presenceAndConnectionsAreNoChanges(t *testing.T) {
	for _, sk := range []string{"PEER#p", "CONN"} {
		r := record(1, "a", 1)
		r.Change.NewImage["sk"] = events.NewStringAttribute(sk)
		if _, ok, err := dynamo.Change(r); ok || err != nil {
			t.Errorf("%s: ok %t, %v", sk, ok, err)
		}
	}
}
