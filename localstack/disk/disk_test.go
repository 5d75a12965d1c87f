package disk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/disk"
	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/usage"
)

func epoch() time.Time { return roomtest.Epoch }

// open opens the file at path, or a new one, until the end of the test.
func open(t testing.TB, path string, now func() time.Time) *disk.Store {
	t.Helper()
	if path == "" {
		path = filepath.Join(t.TempDir(), "table.db")
	}
	s, err := disk.Open(path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestStore(t *testing.T) {
	store := open(t, "", epoch)
	roomtest.Store(t, func(testing.TB) room.Store { return store })
}

func TestUsageStore(t *testing.T) {
	store := open(t, "", epoch)
	roomtest.Usage(t, func(testing.TB) usage.Store { return store })
}

func TestQuestions(t *testing.T) {
	store := open(t, "", epoch)
	roomtest.Questions(t, func(testing.TB) roomtest.QuestionStore { return store })
}

func TestRestoreRows(t *testing.T) {
	store := open(t, "", epoch)
	roomtest.RestoreRows(t, func(testing.TB) roomtest.Table { return store })
}

func TestLK9_fiftyClientsRaceOnDisk(t *testing.T) {
	roomtest.Race(roomtest.NewFixture(t, open(t, "", time.Now)), 50, 40)
}

func TestLK9_diskIsLinearizable(t *testing.T) {
	store := open(t, "", time.Now)
	for seed := range uint64(4) {
		roomtest.Linearizable(t, store, seed, 8, 50)
	}
}

// The three stores decide the same: the rules in memory, this one, and the conditions of the table.
func TestDiskDecidesAsTheOthers(t *testing.T) {
	store := open(t, "", epoch)
	for seed := range uint64(8) {
		roomtest.Differential(t, memory.New(), store, seed, 250)
	}
	table := dynamotest.Table(t)
	for seed := range uint64(2) {
		roomtest.Differential(t, store, dynamo.New(table.Client, table.Name, epoch), 100+seed, 250)
	}
}

// After each acknowledgement the test opens a copy of the file, as a restart after a kill would.
func TestAcknowledgedWriteIsInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.db")
	f := roomtest.NewFixture(t, open(t, path, epoch))
	changes := 1 // the plan
	check := func(want room.Item) {
		t.Helper()
		after := open(t, duplicate(t, path), epoch)
		r, err := after.Load(t.Context(), f.Room)
		if err != nil || len(r.Items) != 1 || r.Items[0] != want {
			t.Fatalf("the file has %+v, %v; acknowledged was %+v", r.Items, err, want)
		}
		if got := len(next(t, source(t, after, "snapshot", false))); got != changes {
			t.Fatalf("the stream in the file has %d changes, want %d", got, changes)
		}
	}
	changes++
	check(f.Add("sofa"))
	check(f.Must("anna", room.Acquire{ID: "sofa"})) // no change for the stream
	for n := range 5 {
		changes++
		check(f.Must("anna", room.Move{ID: "sofa", Place: room.Place{X: n}, Token: 1}))
	}
}

// duplicate returns the path of a copy of the file.
func duplicate(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// A row that expires is neither listed nor, after a restart, in the file.
func TestRowsPastTheirTTLAreDeleted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.db")
	now := roomtest.Epoch
	clock := func() time.Time { return now }
	store := open(t, path, clock)
	f := roomtest.NewFixture(t, store)
	ctx := t.Context()
	actor := room.Actor{Room: f.Room, Peer: "anna", Role: room.Editor, Connection: "c1"}
	if err := store.PutConnection(ctx, actor); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Join(ctx, f.Room, actor.AsPeer()); err != nil {
		t.Fatal(err)
	}
	f.Add("sofa")
	f.Must("anna", room.Remove{ID: "sofa", Version: 1})
	now = now.Add(3 * time.Hour)
	if _, err := store.GetConnection(ctx, "c1"); !errors.Is(err, room.ErrNoConnection) {
		t.Errorf("the connection: %v", err)
	}
	connections, err := store.ListConnections(ctx, f.Room)
	if err != nil || len(connections) != 0 {
		t.Errorf("the list of connections: %+v, %v", connections, err)
	}
	peers, err := store.CountPeers(ctx, f.Room, now)
	if err != nil || peers != 0 {
		t.Errorf("%d peers, %v", peers, err)
	}
	if before, err := store.Join(ctx, f.Room, actor.AsPeer()); err != nil || before != (room.Presence{}) {
		t.Errorf("before a join again: %+v, %v", before, err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	now = now.Add(room.TombstoneTTL)
	ids, err := open(t, path, clock).ListItemIDs(ctx, f.Room)
	if err != nil || len(ids) != 0 {
		t.Errorf("after a restart the rows of items are %v, %v", ids, err)
	}
}

func TestClosedStoreReturnsAnError(t *testing.T) {
	store := open(t, "", epoch)
	reader := source(t, store, "snapshot", false)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, load := store.Load(ctx, "r")
	_, stream := reader.Next(ctx)
	for name, err := range map[string]error{
		"Create": store.Create(ctx, "r", room.Origin{}, roomtest.Plan()), "Load": load, "Next": stream,
		"Done": reader.Done("1"), "Close again": store.Close(),
	} {
		if name == "Close again" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		} else if !errors.Is(err, disk.ErrClosed) {
			t.Errorf("%s: %v, want ErrClosed", name, err)
		}
	}
}

func TestCancelledWriteReturns(t *testing.T) {
	store := open(t, "", epoch)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := store.Create(ctx, "r", room.Origin{}, roomtest.Plan()); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOpen_fileInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "table.db")
	open(t, path, epoch)
	if _, err := disk.Open(path, epoch); err == nil {
		t.Error("two stores opened the same file")
	}
}
