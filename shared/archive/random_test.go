package archive_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/localstack/objects"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/s3archive"
)

// life is a room with random changes, its stream and its archive.
type life struct {
	*testing.T
	rng     *rand.Rand
	store   *memory.Store
	now     time.Time
	op      room.Op
	records []events.DynamoDBEventRecord
	archive roomtest.FullArchive
	faulty  *faulty

	quarantined map[string]bool // by sequence number
}

const id room.ID = "r"

func newLife(t *testing.T, seed uint64, kept roomtest.FullArchive) *life {
	l := &life{
		T: t, rng: rand.New(rand.NewPCG(seed, 7)), store: memory.New(), now: roomtest.Epoch,
		archive: kept, quarantined: map[string]bool{},
	}
	l.faulty = &faulty{FullArchive: kept, rng: l.rng}
	l.store.OnChange(func(c archive.Change) { l.records = append(l.records, dynamo.StreamRecord(c)) })
	l.check(l.store.Create(l.Context(), id, l.stamp(), roomtest.Plan()))
	return l
}

func (l *life) check(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *life) stamp() room.Origin {
	return l.after(time.Duration(1+l.rng.IntN(9*60_000)) * time.Millisecond)
}

func (l *life) after(d time.Duration) room.Origin {
	l.now = l.now.Add(d)
	l.op++
	return room.Origin{Peer: "anna", Name: "Anna", User: "u1", Op: l.op, At: l.now}
}

func (l *life) live() room.Room {
	l.Helper()
	r, err := l.store.Load(l.Context(), id)
	l.check(err)
	return r
}

// act runs one random command that is allowed.
func (l *life) act() {
	i := room.ItemID(fmt.Sprintf("i%d", l.rng.IntN(6)))
	var row room.Item
	for _, r := range l.live().Items {
		if r.ID == i {
			row = r
		}
	}
	place := roomtest.RandomPlace(l.rng)
	do := func(step room.Mutation) {
		_, err := l.store.Commit(l.Context(), id, l.stamp(), []room.Mutation{step})
		l.check(err)
	}
	switch {
	case (row.Version == 0 || row.Removed) && l.rng.IntN(3) == 0:
		do(room.Add{ID: i, Own: roomtest.RandomOwn(l.rng), Mirrored: true, Place: place})
	case row.Version == 0 || row.Removed:
		do(room.Add{ID: i, Product: "sofa.klinte", Variant: "moss", Place: place})
	case l.rng.IntN(8) == 0:
		do(room.Remove{ID: i, Version: row.Version})
	case l.rng.IntN(8) == 0 && row.Own == (room.Own{}):
		do(room.Update{ID: i, Variant: new(fmt.Sprint(l.op)), Version: row.Version})
	case l.rng.IntN(8) == 0:
		u := room.Update{ID: i, Place: &place, Mirrored: new(!row.Mirrored), Version: row.Version}
		if row.Own != (room.Own{}) {
			u.Own = new(roomtest.RandomOwn(l.rng))
		}
		do(u)
	case l.rng.IntN(12) == 0:
		p := l.live().Plan
		plan := roomtest.Plan()
		plan.Name, plan.Ceiling = fmt.Sprint("Room ", l.op), new(2000+int(l.op))
		plan.Fixtures = []room.Fixture{{ID: "r", Kind: room.FixtureRadiator, Z: int(l.op), Width: 1, Depth: 2, Height: 3}}
		plan.Finishes = &room.Finishes{Each: []room.WallFinish{{Side: new(0), Finish: fmt.Sprint("f", l.op)}}}
		_, err := l.store.SavePlan(l.Context(), id, l.stamp(), room.PlanEdit{Plan: plan, Version: p.Version})
		l.check(err)
	default:
		do(room.Acquire{ID: i})
		drop := []room.Mutation{room.Move{ID: i, Place: place, Token: row.Token + 1, Drop: true}}
		_, err := l.store.Commit(l.Context(), id, l.after(time.Second), drop)
		l.check(err)
	}
}

// poison inserts a record into the stream that can't be read.
func (l *life) poison() {
	bad := l.records[l.rng.IntN(len(l.records))]
	bad.Change.NewImage = map[string]events.DynamoDBAttributeValue{
		"pk": bad.Change.NewImage["pk"], "sk": bad.Change.NewImage["sk"], "version": events.NewStringAttribute("three"),
		"plan": events.NewStringAttribute("{"),
	}
	bad.Change.SequenceNumber = fmt.Sprintf("%021d", 1_000_000+len(l.records))
	at := l.rng.IntN(len(l.records) + 1)
	l.records = append(l.records[:at:at], append([]events.DynamoDBEventRecord{bad}, l.records[at:]...)...)
}

// deliver invokes the function with the stream's records as Lambda may: in batches of any size,
// with some records again, and from the first reported record on.
func (l *life) deliver(faults bool) {
	l.faulty.on = faults
	archiver := route.Snapshot(route.Archiver{
		Archive: l.faulty, Read: dynamo.Change, Log: slog.New(slog.DiscardHandler), Quarantine: l.quarantine,
	})
	for at, calls := 0, 0; at < len(l.records); calls++ {
		if faults && l.rng.IntN(5) == 0 {
			at -= l.rng.IntN(min(10, at+1))
		}
		size := 1 + l.rng.IntN(7)
		if !faults && calls > 10 {
			size = 50
		}
		batch := l.records[at:min(len(l.records), at+size)]
		payload, err := json.Marshal(events.DynamoDBEvent{Records: batch})
		l.check(err)
		out, err := archiver.Invoke(l.Context(), payload)
		l.check(err)
		var answer events.DynamoDBEventResponse
		l.check(json.Unmarshal(out, &answer))
		at += len(batch)
		for _, f := range answer.BatchItemFailures {
			for n := range l.records {
				if l.records[n].Change.SequenceNumber == f.ItemIdentifier {
					at = min(at, n)
				}
			}
		}
	}
}

func (l *life) quarantine(_ context.Context, sequence string, _ []byte, _ error) error {
	if l.faulty.fails() {
		return errBucket
	}
	l.quarantined[sequence] = true
	return nil
}

// faulty is an archive whose writes return an error at random, before or after they are stored.
type faulty struct {
	roomtest.FullArchive
	rng *rand.Rand
	on  bool
}

var errBucket = errors.New("the bucket does not answer")

func (f *faulty) fails() bool { return f.on && f.rng.IntN(6) == 0 }

// write runs a write, or returns an error with or without running it.
func (f *faulty) write(write func() error) error {
	if !f.fails() {
		return write()
	}
	if f.rng.IntN(2) == 0 {
		_ = write()
	}
	return errBucket
}

func (f *faulty) Append(ctx context.Context, id room.ID, c []archive.Change) error {
	return f.write(func() error { return f.FullArchive.Append(ctx, id, c) })
}

func (f *faulty) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	return f.write(func() error { return f.FullArchive.Replace(ctx, s, r) })
}

func (f *faulty) PutHourly(ctx context.Context, s archive.Snapshot) error {
	return f.write(func() error { return f.FullArchive.PutHourly(ctx, s) })
}

// expected returns the room at a time, computed from the records alone.
func (l *life) expected(at time.Time) archive.Snapshot {
	s := archive.Snapshot{Room: id}
	for _, r := range l.records {
		if c, ok, err := dynamo.Change(r); err == nil && ok && !c.By().At.After(at) {
			archive.Fold(&s, []archive.Change{c})
		}
	}
	return s
}

func (l *life) sameRows(what string, got, want archive.Snapshot) {
	l.Helper()
	if d := archive.Diff(want, got); len(d) > 0 {
		l.Fatalf("%s differs: %+v", what, d)
	}
}

// Whatever the stream does, the replayed history, the newest snapshot, the newest hourly snapshot
// with the history after it, and the table are equal, and the state at any time can be read.
func TestSN5_SN4_HS1_randomHistories(t *testing.T) {
	for seed := range uint64(30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			var kept roomtest.FullArchive = memory.NewArchive()
			if seed%10 == 0 {
				kept = inBucket(t)
			}
			l := newLife(t, seed, kept)
			for range 80 {
				l.act()
			}
			for range 3 {
				l.poison()
			}
			l.deliver(true)
			l.deliver(false)
			if len(l.quarantined) != 3 {
				t.Errorf("%d records are quarantined, want 3", len(l.quarantined))
			}
			l.agree()
			l.lookAndRestore()
		})
	}
}

func (l *life) agree() {
	l.Helper()
	live := l.live()
	r, err := archive.Verify(l.Context(), l.archive, id, &live, time.Time{}, func() {})
	l.check(err)
	if len(r.Mismatches) > 0 || r.Changes == 0 || r.Trimmed {
		l.Fatalf("%d changes, trimmed %t, faults: %v", r.Changes, r.Trimmed, r.Mismatches)
	}
	if times, err := l.archive.HourlyTimes(l.Context(), id); err != nil || len(times) < 3 {
		l.Fatalf("%d hourly snapshots, %v: the test shows little", len(times), err)
	}
}

// lookAndRestore reads states at random times, restores each and undoes the restore.
func (l *life) lookAndRestore() {
	for range 5 {
		born := roomtest.Epoch.Add(9 * time.Minute)
		at := born.Add(time.Duration(l.rng.Int64N(int64(l.now.Sub(born)))))
		live := l.live()
		then, err := archive.StateAt(l.Context(), l.archive, id, at, &live)
		l.check(err)
		l.sameRows("the look back", then, l.expected(at))
		before := archive.OfRoom(live)
		l.now = l.now.Add(time.Hour) // every lease has expired
		l.restore(then)
		l.sameRows("the restored room", archive.OfRoom(l.live()), then)
		l.deliver(false)
		l.restore(before)
		l.sameRows("the room after undo", archive.OfRoom(l.live()), before)
		l.deliver(false)
		l.agree()
	}
}

func (l *life) restore(then archive.Snapshot) {
	l.Helper()
	newest, _, err := l.archive.Snapshot(l.Context(), id)
	l.check(err)
	s := archive.Restorer{Table: l.store, Broadcaster: silent{}, Now: func() time.Time { return l.now }}
	l.op++
	peer := room.PeerID(fmt.Sprint("restore-", l.op))
	owner := room.Actor{Room: id, Peer: peer, User: "u1", Name: "Anna", Role: room.Owner}
	out, err := s.Restore(l.Context(), owner, then, newest)
	l.check(err)
	if len(out.Skipped) > 0 {
		l.Fatalf("a restore skipped %v", out.Skipped)
	}
	l.now = l.now.Add(time.Second)
}

type silent struct{}

func (silent) Broadcast(context.Context, room.Actor, room.Event, room.Event) {}
func (silent) Send(context.Context, room.ConnectionID, room.Event)           {}
func (silent) Close(context.Context, room.ConnectionID) error                { return nil }

func inBucket(t *testing.T) roomtest.FullArchive {
	t.Helper()
	store, err := objects.Open("", []string{"rooms"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	return s3archive.New(s3.New(s3.Options{
		Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	}), "rooms")
}

func TestHS1_momentThatIsNotArchivedYetIsNotGuessed(t *testing.T) {
	l := newLife(t, 1, memory.NewArchive())
	for range 20 {
		l.act()
	}
	l.deliver(false)
	drained := len(l.records)
	for range 30 {
		l.act()
	}
	live := l.live()
	_, err := archive.StateAt(t.Context(), l.archive, id, l.now.Add(-time.Hour), &live)
	if !errors.Is(err, archive.ErrNotReady) {
		t.Errorf("with %d changes not archived: %v, want ErrNotReady", len(l.records)-drained, err)
	}
	now, err := archive.StateAt(t.Context(), l.archive, id, l.now, &live)
	l.check(err)
	l.sameRows("the present", now, archive.OfRoom(live))
	_, err = archive.Restorer{Table: l.store, Broadcaster: silent{}, Now: time.Now}.Restore(
		t.Context(), room.Actor{Room: id, Peer: "p", Role: room.Owner}, archive.Snapshot{Room: id}, now)
	if room.CodeOf(err) != room.NotFound {
		t.Errorf("restoring a time before the room: %v", err)
	}
}

func TestHS3_diffNamesEachKind(t *testing.T) {
	item := func(change func(*room.Item)) room.Item {
		i := room.Item{
			Product: "p", Variant: "a", Own: room.Own{Kind: "bed"}, Place: room.Place{X: 1, Y: 2, Z: 3, Rotation: 4}, Version: 1,
		}
		change(&i)
		return i
	}
	same := item(func(*room.Item) {})
	a := archive.Snapshot{Plan: roomtest.Plan(), Items: map[room.ItemID]room.Item{"gone": same, "same": same}}
	b := archive.Snapshot{Plan: roomtest.Plan(), Items: map[room.ItemID]room.Item{"new": same, "same": same}}
	want := map[room.ItemID]archive.Kind{"": archive.PlanChanged, "gone": archive.Removed, "new": archive.Added}
	for name, c := range map[room.ItemID]struct {
		kind   archive.Kind
		change func(*room.Item)
	}{
		"x":        {archive.Moved, func(i *room.Item) { i.X++ }},
		"y":        {archive.Moved, func(i *room.Item) { i.Y++ }},
		"z":        {archive.Moved, func(i *room.Item) { i.Z++ }},
		"rotation": {archive.Moved, func(i *room.Item) { i.Rotation++ }},
		"product":  {archive.Changed, func(i *room.Item) { i.Product = "q" }},
		"variant":  {archive.Changed, func(i *room.Item) { i.Variant = "b" }},
		"own":      {archive.Changed, func(i *room.Item) { i.Own.Width++ }},
		"mirrored": {archive.Changed, func(i *room.Item) { i.Mirrored = true }},
	} {
		a.Items[name], b.Items[name], want[name] = same, item(c.change), c.kind
	}
	b.Plan.Fixtures = []room.Fixture{{ID: "r"}}
	got := map[room.ItemID]archive.Kind{}
	var order []room.ItemID
	for _, d := range archive.Diff(a, b) {
		got[d.Item] = d.Kind
		order = append(order, d.Item)
	}
	if !maps.Equal(got, want) || !slices.IsSorted(order) || len(order) != len(want) {
		t.Errorf("differences %v in the order %v, want %v", got, order, want)
	}
}

// Each field comes back as new versions: an own piece in place of a product, the height, the plan's fixtures.
func TestHS4_restoreBringsEachFieldBack(t *testing.T) {
	l := newLife(t, 1, memory.NewArchive())
	commit := func(step room.Mutation) {
		_, err := l.store.Commit(t.Context(), id, l.stamp(), []room.Mutation{step})
		l.check(err)
	}
	own := roomtest.RandomOwn(l.rng)
	high := room.Place{X: 1, Z: 450}
	commit(room.Add{ID: "was-own", Own: own, Mirrored: true, Place: high})
	commit(room.Add{ID: "was-product", Product: "p", Mirrored: true, Place: high})
	built := roomtest.Plan()
	built.Doors = []room.Door{{ID: "d", Kind: room.DoorSliding, Height: new(2040), Balcony: true}}
	built.Windows = []room.Window{{ID: "v", Sill: new(0), Height: new(1)}}
	built.Slopes = []room.Slope{{ID: "s", Low: 1100}}
	built.Finishes = &room.Finishes{Floor: "oak", Each: []room.WallFinish{{Side: new(0), Finish: "sage"}}}
	_, err := l.store.SavePlan(t.Context(), id, l.stamp(), room.PlanEdit{Plan: built, Version: 1})
	l.check(err)
	then := archive.OfRoom(l.live())
	commit(room.Remove{ID: "was-own", Version: 1})
	commit(room.Add{ID: "was-own", Product: "q"})
	commit(room.Remove{ID: "was-product", Version: 1})
	_, err = l.store.SavePlan(t.Context(), id, l.stamp(), room.PlanEdit{Plan: roomtest.Plan(), Version: 2})
	l.check(err)
	l.deliver(false)
	l.restore(then)
	r := l.live()
	if !room.SamePlan(r.Plan, built) {
		t.Errorf("the plan is %+v", r.Plan)
	}
	for n, want := range []room.Item{
		{ID: "was-own", Own: own, Mirrored: true, Place: high, Version: 4},
		{ID: "was-product", Product: "p", Mirrored: true, Place: high, Version: 3},
	} {
		got := r.Items[n]
		got.Lease, got.LastOp, got.Changed = room.Lease{}, room.OpID{}, room.Author{}
		if got != want {
			t.Errorf("restored %+v, want %+v", got, want)
		}
	}
	l.deliver(false)
	live := l.live()
	report, err := archive.Verify(t.Context(), l.archive, id, &live, time.Time{}, func() {})
	if l.check(err); len(report.Mismatches) > 0 {
		t.Errorf("the archive differs: %v", report.Mismatches)
	}
}
