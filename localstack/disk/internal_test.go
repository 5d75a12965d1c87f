package disk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

func opened(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "table.db"), func() time.Time { return roomtest.Epoch })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// transactions returns the number of the file's last transaction.
func (s *Store) transactions(t *testing.T) (id int) {
	t.Helper()
	if err := s.db.View(func(tx *bbolt.Tx) error { id = tx.ID(); return nil }); err != nil {
		t.Fatal(err)
	}
	return id
}

// A call whose context is canceled returns while the writer may still run its write, which must then
// share nothing with the caller. Only the race detector sees it.
func TestUpdate_canceledAfterItsTransactionBegan(t *testing.T) {
	peer := room.Peer{ID: "p", Connection: "c", Role: room.Editor}
	for name, call := range map[string]func(context.Context, *Store) error{
		"Commit": func(ctx context.Context, s *Store) error {
			_, err := s.Commit(ctx, "r", room.Origin{}, nil)
			return err
		},
		"SavePlan": func(ctx context.Context, s *Store) error {
			_, err := s.SavePlan(ctx, "r", room.Origin{}, room.PlanEdit{})
			return err
		},
		"EndLeases": func(ctx context.Context, s *Store) error {
			_, err := s.EndLeases(ctx, "r", nil)
			return err
		},
		"Join": func(ctx context.Context, s *Store) error {
			_, err := s.Join(ctx, "r", peer)
			return err
		},
		"Leave": func(ctx context.Context, s *Store) error {
			_, err := s.Leave(ctx, "r", peer)
			return err
		},
		"CountQuestion": func(ctx context.Context, s *Store) error {
			_, err := s.CountQuestion(ctx, "r", "2026-11-24", 1)
			return err
		},
		"RestoreRows": func(ctx context.Context, s *Store) error {
			_, err := s.RestoreRows(ctx, archive.Snapshot{Room: "r"}, func() {})
			return err
		},
		"Migrate": func(ctx context.Context, s *Store) error {
			_, _, err := s.Migrate(ctx)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			file := opened(t)
			// A store on the same file without a writer: the test is its writer.
			s := &Store{
				db: file.db, now: file.now, path: file.path, writes: make(chan *write),
				closing: make(chan struct{}), changed: make(chan struct{}), delivered: map[string]uint64{},
			}
			ctx, cancel := context.WithCancel(t.Context())
			returned := make(chan error)
			go func() { returned <- call(ctx, s) }()
			w := <-s.writes
			cancel()
			_, _, _ = s.try([]*write{w})
			if err := <-returned; !errors.Is(err, context.Canceled) {
				t.Errorf("the call returned %v", err)
			}
		})
	}
}

// The writes that wait share one transaction. One that fails does not take the others with it; one
// that a rule refuses writes nothing.
func TestWritesThatWaitShareATransaction(t *testing.T) {
	s := opened(t)
	broken := errors.New("broken")
	group := make([]*write, 50)
	for n := range group {
		id := room.ID(rune('a' + n%26)) // the second half finds its rooms created
		group[n] = &write{done: make(chan error, 1), do: func(t *transaction) error {
			if n == 7 {
				return errors.Join(t.putPlan("half-done", roomtest.Plan()), broken)
			}
			if t.has(metaKey(id)) {
				return room.ErrRoomExists
			}
			return t.changePlan(id, roomtest.Plan())
		}}
	}
	before, all := s.transactions(t), slices.Clone(group)
	s.commitGroup(group)
	if got := s.transactions(t) - before; got != 1 {
		t.Errorf("%d transactions for 50 writes, want 1", got)
	}
	created := 0
	for n, w := range all {
		switch err := <-w.done; {
		case n == 7:
			if !errors.Is(err, broken) {
				t.Errorf("the broken write returned %v", err)
			}
		case err == nil:
			created++
		case room.CodeOf(err) != room.Exists:
			t.Errorf("write %d: %v", n, err)
		}
	}
	rooms, err := s.Rooms(context.Background())
	if err != nil || created != 26 || len(rooms) != 26 || slices.Contains(rooms, "half-done") {
		t.Errorf("%d were acknowledged; the rooms are %v, %v", created, rooms, err)
	}
}

// A refusal, and a command that was seen before, need no transaction on disk.
func TestRefusalWritesNothing(t *testing.T) {
	s := opened(t)
	f := roomtest.NewFixture(t, s)
	f.Add("sofa")
	before := s.transactions(t)
	_, err := f.Do("bo", room.Release{ID: "sofa", Token: 1})
	f.Refused(err, room.Lost)
	if got := s.transactions(t); got != before {
		t.Errorf("a refusal made %d transactions", got-before)
	}
}

// A delivery needs no transaction of its own: the next one stores the position and deletes the change.
func TestDeliveryIsStoredByTheNextTransaction(t *testing.T) {
	s := opened(t)
	f := roomtest.NewFixture(t, s)
	source, err := s.Source("snapshot", false)
	if err != nil {
		t.Fatal(err)
	}
	records, err := source.Next(t.Context())
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	before := s.transactions(t)
	if err := source.Done(records[0].Change.SequenceNumber); err != nil {
		t.Fatal(err)
	}
	f.Add("sofa")
	if got := s.transactions(t) - before; got != 1 {
		t.Errorf("%d transactions, want that of the item alone", got)
	}
	_ = s.read(func(tx *bbolt.Tx) error {
		if got := tx.Bucket(streamBucket).Stats().KeyN; got != 1 {
			t.Errorf("the stream has %d changes, want that of the item alone", got)
		}
		if got := tx.Bucket(positionBucket).Get([]byte("snapshot")); !slices.Equal(got, number(1)) {
			t.Errorf("the position is %v, want 1", got)
		}
		return nil
	})
}

// put writes a row as it is.
func (s *Store) put(t *testing.T, key []byte, text string) {
	t.Helper()
	err := s.update(t.Context(), func(tx *transaction) error {
		tx.wrote = true
		return tx.bucket.Put(key, append(number(0), text...))
	})
	if err != nil {
		t.Fatal(err)
	}
}

const (
	storedPlan = `{"Schema":3,"Plan":{"name":"Kök","units":"cm","outline":[[0,0],[5,0],[5,4]],"walls":[],"doors":[],` +
		`"windows":[],"version":3},"LastOp":{"Peer":"p1","Op":4},"Changed":{"User":"u","Name":"n","At":"2026-11-24T09:00:00Z"}}`
	storedItem = `{"Schema":3,"ID":"sofa","Product":"p","Variant":"v","X":1,"Y":2,"Rotation":3,"Version":4,` +
		`"Removed":false,"Holder":"p1","HolderName":"n","Token":5,"ExpiresAt":"2026-11-24T09:00:15Z",` +
		`"LastOp":{"Peer":"p1","Op":6},"Changed":{"User":"u","Name":"n","At":"2026-11-24T09:00:00Z"}}`
)

// Files of this format must stay readable: a change of it needs a new schema.
func TestStoredRowsAreRead(t *testing.T) {
	s := opened(t)
	s.put(t, metaKey("r"), storedPlan)
	s.put(t, itemKey("r", "sofa"), storedItem)
	r, err := s.Load(t.Context(), "r")
	if err != nil || len(r.Items) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	by := room.Author{User: "u", Name: "n", At: roomtest.Epoch}
	want := room.Item{
		ID: "sofa", Product: "p", Variant: "v", Place: room.Place{X: 1, Y: 2, Rotation: 3}, Version: 4,
		Lease:  room.Lease{Holder: "p1", HolderName: "n", Token: 5, ExpiresAt: roomtest.Epoch.Add(15 * time.Second)},
		LastOp: room.OpID{Peer: "p1", Op: 6}, Changed: by,
	}
	if r.Items[0] != want {
		t.Errorf("the item is %+v", r.Items[0])
	}
	lastOp := room.OpID{Peer: "p1", Op: 4}
	if r.Plan.Name != "Kök" || r.Plan.Version != 3 || r.Plan.LastOp != lastOp || r.Plan.Changed != by {
		t.Errorf("the plan is %+v", r.Plan)
	}
	var item, plan string
	_ = s.view(func(r rows) error {
		asStored, err := encode(itemRow{Schema: room.Schema, Item: want}, time.Time{})
		item, plan = string(asStored[ttlSize:]), string(r.bucket.Get(metaKey("r"))[ttlSize:])
		return err
	})
	if item != storedItem || plan != storedPlan {
		t.Errorf("this program stores\n%s\n%s", item, plan)
	}
}

// Schema 1 had no ceiling. In schema 2 nobody measured it.
func TestMG1_MG3_olderRowsAreConverted(t *testing.T) {
	for schema, ceiling := range map[int]*int{1: new(2500), 2: nil} {
		s := opened(t)
		s.put(t, metaKey("r"), fmt.Sprintf(`{"Schema":%d,"Plan":{"name":"Kök","version":3}}`, schema))
		item := `{"Schema":%d,"ID":"sofa","Product":"p","X":1,"Y":2,"Rotation":3,"Version":1}`
		s.put(t, itemKey("r", "sofa"), fmt.Sprintf(item, schema))
		want := room.Item{ID: "sofa", Product: "p", Place: room.Place{X: 1, Y: 2, Rotation: 3}, Version: 1}
		read := func() {
			t.Helper()
			r, err := s.Load(t.Context(), "r")
			if err != nil || r.Plan.Version != 3 || !reflect.DeepEqual(r.Plan.Ceiling, ceiling) || r.Items[0] != want {
				t.Fatalf("schema %d: %+v, %v", schema, r, err)
			}
		}
		read()
		for round, want := range []int{2, 0} {
			scanned, written, err := s.Migrate(t.Context())
			if err != nil || scanned != 2 || written != want {
				t.Errorf("round %d: scanned %d, wrote %d, %v; want 2 and %d", round, scanned, written, err, want)
			}
		}
		read()
	}
}

func TestMG2_newerRowsAreRefused(t *testing.T) {
	s := opened(t)
	s.put(t, metaKey("r"), storedPlan)
	s.put(t, itemKey("r", "sofa"), `{"Schema":99,"ID":"sofa","Version":1}`)
	_, load := s.Load(t.Context(), "r")
	_, _, migrate := s.Migrate(t.Context())
	for name, err := range map[string]error{"Load": load, "Migrate": migrate} {
		if !errors.As(err, new(*room.NewerSchemaError)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// storedRows is the roomtest.StoredRows of a file.
type storedRows struct{ *Store }

func storedKey(id room.ID, item room.ItemID) []byte {
	if item == "" {
		return metaKey(id)
	}
	return itemKey(id, item)
}

func (s storedRows) Row(_ testing.TB, id room.ID, item room.ItemID) (row any) {
	_ = s.view(func(r rows) error {
		row = string(r.bucket.Get(storedKey(id, item)))
		return nil
	})
	return row
}

func (s storedRows) SetNewerSchema(t testing.TB, id room.ID, item room.ItemID) {
	t.Helper()
	ours, newer := fmt.Sprintf(`{"Schema":%d,`, room.Schema), fmt.Sprintf(`{"Schema":%d,`, room.Schema+1)
	row := strings.Replace(s.Row(t, id, item).(string), ours, newer, 1)
	err := s.update(t.Context(), func(tx *transaction) error {
		tx.wrote = true
		return tx.bucket.Put(storedKey(id, item), []byte(row))
	})
	if err != nil || !strings.Contains(row, newer) {
		t.Fatal(row, err)
	}
}

func TestMG2_nothingWritesToARowOfANewerSchema(t *testing.T) {
	s := opened(t)
	roomtest.NewerRows(t, s, storedRows{s})
}

// People move items while the rows are converted: each keeps its last place.
func TestMG3_rowsAreConvertedWhileTheyAreUsed(t *testing.T) {
	s := opened(t)
	f := roomtest.NewFixture(t, s)
	const items = 20
	for n := range items {
		id := room.ItemID(fmt.Sprint("i", n))
		s.put(t, itemKey(f.Room, id), fmt.Sprintf(`{"Schema":2,"ID":%q,"Product":"p","Version":1}`, id))
	}
	written := 0
	var g errgroup.Group
	g.Go(func() (err error) {
		_, written, err = s.Migrate(t.Context())
		return err
	})
	for n := range items {
		g.Go(func() error { return roomtest.MoveOften(t.Context(), s, f.Room, room.ItemID(fmt.Sprint("i", n)), 5) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	r, err := s.Load(t.Context(), f.Room)
	if err != nil || len(r.Items) != items || written > items {
		t.Fatalf("%d items, %d rows written, %v", len(r.Items), written, err)
	}
	for _, i := range r.Items {
		if i.Version != 6 || i.Place != (room.Place{X: 5, Z: 5}) {
			t.Errorf("%s is at version %d, at %+v", i.ID, i.Version, i.Place)
		}
	}
	if _, written, err := s.Migrate(t.Context()); err != nil || written != 0 {
		t.Errorf("afterwards %d rows were of an older schema, %v", written, err)
	}
}
