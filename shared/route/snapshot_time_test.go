package route_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
)

// slow is an archive whose calls take some time each. In a synctest bubble that time is
// exact.
type slow struct {
	*memory.Archive
	call time.Duration
}

// wait returns nil after the time of a call, or ctx.Err() when ctx ends before.
func (s slow) wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(s.call):
		return nil
	}
}

func (s slow) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Archive.Append(ctx, id, changes)
}

func (s slow) Snapshot(ctx context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	if err := s.wait(ctx); err != nil {
		return archive.Snapshot{}, "", err
	}
	return s.Archive.Snapshot(ctx, id)
}

func (s slow) Replace(ctx context.Context, sn archive.Snapshot, r archive.Revision) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Archive.Replace(ctx, sn, r)
}

func (s slow) PutHourly(ctx context.Context, sn archive.Snapshot) error {
	if err := s.wait(ctx); err != nil {
		return err
	}
	return s.Archive.PutHourly(ctx, sn)
}

func (s slow) HourlyTimes(ctx context.Context, id room.ID) ([]time.Time, error) {
	if err := s.wait(ctx); err != nil {
		return nil, err
	}
	return s.Archive.HourlyTimes(ctx, id)
}

func (s slow) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	if err := s.wait(ctx); err != nil {
		return func(yield func(archive.Change, error) bool) { yield(archive.Change{}, err) }
	}
	return s.Archive.History(ctx, id, from)
}

// batch returns an event with one change of each of n rooms.
func batch(n int) events.DynamoDBEvent {
	var e events.DynamoDBEvent
	for i := range n {
		e.Records = append(e.Records, record(i+1, room.ID(fmt.Sprintf("room-%d", i)), 1))
	}
	return e
}

// handleTimed invokes the function with a deadline in 60 s. It returns the sequence numbers that
// it reports and the time that it took.
func handleTimed(t *testing.T, a archive.Store, e events.DynamoDBEvent) (failed []string, took time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	payload, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	k := route.Archiver{Archive: a, Read: dynamo.Change, Log: slog.New(slog.DiscardHandler)}
	out, err := route.Snapshot(k).Invoke(ctx, payload)
	if err != nil {
		t.Fatal(err)
	}
	var answer events.DynamoDBEventResponse
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	for _, f := range answer.BatchItemFailures {
		failed = append(failed, f.ItemIdentifier)
	}
	return failed, time.Since(begun)
}

func TestSN11_manyActiveRoomsKeepTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := slow{memory.NewArchive(), 20 * time.Millisecond}
		failed, took := handleTimed(t, a, batch(500))
		if len(failed) > 0 {
			t.Errorf("reported %s", strings.Join(failed, " "))
		}
		if window := 5 * time.Second; took > window {
			t.Errorf("500 rooms took %s, which is longer than the window of %s", took, window)
		}
	})
}

// Rooms for which no time is left are reported, so that Lambda repeats them; rooms that were
// begun are stored, and no change is lost over the repeats.
func TestSN11_roomsThatWereNotBegunInTimeAreReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := slow{memory.NewArchive(), 2 * time.Second}
		rest := batch(300)
		invocations := 0
		for ; len(rest.Records) > 0 && invocations < 10; invocations++ {
			failed, took := handleTimed(t, a, rest)
			if took > 58*time.Second {
				t.Errorf("the function returned after %s, its timeout is 60 s", took)
			}
			if len(failed) == len(rest.Records) {
				t.Fatal("nothing was stored")
			}
			var again []events.DynamoDBEventRecord
			for _, r := range rest.Records {
				if len(again) > 0 || slices.Contains(failed, r.Change.SequenceNumber) { // from the lowest on
					again = append(again, r)
				}
			}
			rest.Records = again
		}
		if len(rest.Records) > 0 || invocations < 2 {
			t.Errorf("%d invocations left %d records", invocations, len(rest.Records))
		}
		for i := range 300 {
			if version(t, a.Archive, room.ID(fmt.Sprintf("room-%d", i))) != 1 {
				t.Errorf("room-%d is lost", i)
			}
		}
	})
}
