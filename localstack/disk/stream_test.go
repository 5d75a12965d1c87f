package disk_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"homstyle.dev/planner/localstack/disk"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

func source(t *testing.T, s *disk.Store, name string, latest bool) *disk.Source {
	t.Helper()
	opened, err := s.Source(name, latest)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func next(t *testing.T, s *disk.Source) []events.DynamoDBEventRecord {
	t.Helper()
	records, err := s.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func done(t *testing.T, s *disk.Source, r events.DynamoDBEventRecord) {
	t.Helper()
	if err := s.Done(r.Change.SequenceNumber); err != nil {
		t.Fatal(err)
	}
}

// versions returns the versions of the records' rows, which the tests make the same as their order.
func versions(t *testing.T, records []events.DynamoDBEventRecord) (all []int64) {
	t.Helper()
	for _, r := range records {
		c, ok, err := dynamo.Change(r)
		if err != nil || !ok {
			t.Fatalf("%+v is no change: %v", r, err)
		}
		if c.Item != nil {
			all = append(all, c.Item.Version)
		}
		if made := r.Change.ApproximateCreationDateTime; !made.Equal(roomtest.Epoch) {
			t.Errorf("the change was made at %v", made)
		}
	}
	return all
}

func changeItem(f *roomtest.Fixture, times int) {
	f.Helper()
	i := f.Row("sofa")
	for range times {
		i = f.Must("anna", room.Update{ID: "sofa", Variant: new("red"), Version: i.Version})
	}
}

// A change is delivered again after a restart until it is done, and not any more then.
func TestStreamGoesOnAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.db")
	store := open(t, path, epoch)
	f := roomtest.NewFixture(t, store)
	f.Add("sofa")
	changeItem(f, 2)
	s := source(t, store, "snapshot", false)
	records := next(t, s)
	if got := versions(t, records); len(records) != 4 || len(got) != 3 || got[2] != 3 {
		t.Fatalf("%d records with versions %v", len(records), got)
	}
	done(t, s, records[1])
	_ = store.Close()

	store = open(t, path, epoch)
	f.Store = store
	s = source(t, store, "snapshot", false)
	if got := versions(t, next(t, s)); len(got) != 2 || got[0] != 2 || got[1] != 3 {
		t.Fatalf("after a restart the versions are %v", got)
	}
	done(t, s, records[3])
	changeItem(f, 1)
	again := next(t, s)
	if got := versions(t, again); len(got) != 1 || got[0] != 4 {
		t.Fatalf("then %v", got)
	}
	if again[0].Change.SequenceNumber <= records[3].Change.SequenceNumber {
		t.Errorf("sequence numbers fell: %s after %s", again[0].Change.SequenceNumber, records[3].Change.SequenceNumber)
	}
}

// Each source gets every change, whatever the other has done; one that wants only the latest begins
// with the next.
func TestStreamHasSeveralSources(t *testing.T) {
	store := open(t, "", epoch)
	first := source(t, store, "first", false)
	f := roomtest.NewFixture(t, store)
	f.Add("sofa")
	records := next(t, first)
	second, late := source(t, store, "second", false), source(t, store, "late", true)
	done(t, first, records[1])
	if got := len(next(t, second)); got != 2 {
		t.Errorf("the second source has %d changes, want 2", got)
	}
	changeItem(f, 1)
	if got := versions(t, next(t, late)); len(got) != 1 || got[0] != 2 {
		t.Errorf("the late source has the versions %v, want 2 alone", got)
	}
}

// A source that is opened again gets what it did not deliver, whatever was written since by others that
// were opened before it. Without a source nothing is lost.
func TestStreamKeepsWhatASourceDidNotDeliver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.db")
	store := open(t, path, epoch)
	f := roomtest.NewFixture(t, store)
	f.Add("sofa")
	first, second := source(t, store, "first", false), source(t, store, "second", false)
	records := next(t, first)
	done(t, first, records[1])
	done(t, second, records[0])
	_ = store.Close()

	store = open(t, path, epoch)
	f.Store = store
	changeItem(f, 1)
	source(t, store, "first", false)
	second = source(t, store, "second", false)
	if got := versions(t, next(t, second)); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("the second source has the versions %v, want 1 and 2", got)
	}
}

// A source waits for a change, and for the end of its context.
func TestStreamWaits(t *testing.T) {
	store := open(t, "", epoch)
	s := source(t, store, "snapshot", false)
	got := make(chan int)
	go func() {
		records, _ := s.Next(context.Background())
		got <- len(records)
	}()
	roomtest.NewFixture(t, store)
	select {
	case n := <-got:
		if n != 1 {
			t.Errorf("%d records", n)
		}
	case <-time.After(time.Minute):
		t.Fatal("a change did not wake the source")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The stream has the messages of bundles among the changes, each source in the same order.
func TestBC8_streamHasBundledMessages(t *testing.T) {
	store := open(t, "", epoch)
	s := source(t, store, "crowd", false)
	f := roomtest.NewFixture(t, store)
	for _, text := range []string{"1", "2", "2"} {
		m := room.BundledMessage{At: roomtest.Epoch, Message: []byte(text)}
		if err := store.AddToBundle(t.Context(), f.Room, m); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, r := range next(t, s) {
		id, m, ok, err := dynamo.BundledMessage(r)
		if err != nil {
			t.Fatal(err)
		}
		if ok && id == f.Room && m.At.Equal(roomtest.Epoch) && r.Change.NewImage["write"].String() == "event" {
			got = append(got, string(m.Message))
		}
	}
	if !slices.Equal(got, []string{"1", "2", "2"}) {
		t.Errorf("the messages are %q", got)
	}
}
