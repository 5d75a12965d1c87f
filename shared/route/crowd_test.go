package route_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/wire"
)

// delivered collects the bundles of each room.
type delivered struct {
	mu    sync.Mutex
	rooms map[room.ID][]room.Bundle
	fail  map[room.ID]bool
}

func (d *delivered) deliver(_ context.Context, id room.ID, b room.Bundle) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail[id] {
		return errors.New("the list can't be read")
	}
	d.rooms[id] = append(d.rooms[id], b)
	return nil
}

// serve passes the records to the function and returns the sequence numbers that failed.
func (d *delivered) serve(t *testing.T, records ...events.DynamoDBEventRecord) (failed []string) {
	t.Helper()
	h := route.Crowd(route.Bundler{Read: dynamo.BundledMessage, Deliver: d.deliver, Log: slog.New(slog.DiscardHandler)})
	payload, err := json.Marshal(events.DynamoDBEvent{Records: records})
	if err != nil {
		t.Fatal(err)
	}
	out, err := h.Invoke(t.Context(), payload)
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
	slices.Sort(failed)
	return failed
}

func added(id room.ID, sequence string, version int64) events.DynamoDBEventRecord {
	message := wire.Encode(room.Moved{Peer: "anna", Items: []room.Item{{ID: "sofa", Version: version}}})[0]
	return dynamo.BundleRecord(id, archive.Sequence(sequence), room.BundledMessage{At: time.UnixMilli(version).UTC(), Message: message})
}

func versionsOf(b room.Bundle) (all []int64) {
	for _, e := range b.Events {
		all = append(all, e.Event.(room.Moved).Items[0].Version)
		if e.At.UnixMilli() != all[len(all)-1] {
			all = append(all, -1)
		}
	}
	return all
}

func TestBC8_eventsOfARoomAreOneBundleInOrder(t *testing.T) {
	d := &delivered{rooms: map[room.ID][]room.Bundle{}}
	failed := d.serve(t, added("a", "1", 5), added("b", "2", 7), added("a", "3", 6), added("a", "4", 4))
	if len(failed) != 0 || len(d.rooms["a"]) != 1 || len(d.rooms["b"]) != 1 {
		t.Fatalf("failed %v, delivered %+v", failed, d.rooms)
	}
	if got := versionsOf(d.rooms["a"][0]); !slices.Equal(got, []int64{5, 6, 4}) {
		t.Errorf("room a got %v", got)
	}
	if got := versionsOf(d.rooms["b"][0]); !slices.Equal(got, []int64{7}) {
		t.Errorf("room b got %v", got)
	}
}

func TestBC9_roomThatFailedIsRepeatedFromItsFirstEvent(t *testing.T) {
	d := &delivered{rooms: map[room.ID][]room.Bundle{}, fail: map[room.ID]bool{"b": true}}
	batch := []events.DynamoDBEventRecord{added("a", "1", 1), added("b", "2", 2), added("a", "3", 3), added("b", "4", 4)}
	if failed := d.serve(t, batch...); !slices.Equal(failed, []string{"2"}) || len(d.rooms["a"]) != 1 {
		t.Fatalf("failed %v, delivered %+v", failed, d.rooms)
	}
	d.fail = nil
	if failed := d.serve(t, batch[1:]...); len(failed) != 0 || !slices.Equal(versionsOf(d.rooms["b"][0]), []int64{2, 4}) {
		t.Errorf("failed %v, delivered %+v", failed, d.rooms)
	}
}

func TestBC9_recordThatCanNotBeReadIsLeftOut(t *testing.T) {
	d := &delivered{rooms: map[room.ID][]room.Bundle{}}
	locked := wire.Encode(room.Locked{Peer: "anna"})[0]
	failed := d.serve(t,
		dynamo.BundleRecord("a", "1", room.BundledMessage{Message: []byte("{")}),
		dynamo.BundleRecord("a", "2", room.BundledMessage{Message: locked}),
		dynamo.StreamRecord(archive.Change{Room: "a", Sequence: "3", Item: &room.Item{ID: "sofa"}}),
		added("a", "4", 8),
	)
	if len(failed) != 0 || len(d.rooms["a"]) != 1 || !slices.Equal(versionsOf(d.rooms["a"][0]), []int64{8}) {
		t.Errorf("failed %v, delivered %+v", failed, d.rooms)
	}
}

// Rooms for which no time is left are repeated: a function that times out can't say what it posted.
func TestBC9_roomWithoutTimeIsRepeated(t *testing.T) {
	d := &delivered{rooms: map[room.ID][]room.Bundle{}}
	h := route.Crowd(route.Bundler{Read: dynamo.BundledMessage, Deliver: d.deliver, Log: slog.New(slog.DiscardHandler)})
	payload, err := json.Marshal(events.DynamoDBEvent{Records: []events.DynamoDBEventRecord{added("a", "1", 1)}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	out, err := h.Invoke(ctx, payload)
	if err != nil || len(d.rooms) != 0 || string(out) != `{"batchItemFailures":[{"itemIdentifier":"1"}]}` {
		t.Errorf("%s, %v, delivered %+v", out, err, d.rooms)
	}
}
