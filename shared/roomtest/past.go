package roomtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// FullArchive is an archive with everything that looking back needs.
type FullArchive interface {
	archive.Repairer
	archive.Source
	archive.NamedVersions
	archive.Catalog
	archive.Inspector
}

// ArchiveSuite runs the contract suite of a FullArchive. make returns an empty one.
func ArchiveSuite(t *testing.T, make func(t testing.TB) FullArchive) {
	for name, test := range map[string]func(*testing.T, FullArchive){
		"SN6_hourlySnapshotIsStoredOnce":     hourlyOnce,
		"SN6_batchOverSeveralHours":          severalHours,
		"SN10_mergedSnapshotHasTheNewest":    merged,
		"SN2_historyFromATime":               historyFrom,
		"SN2_twoShardsAreOneHistory":         twoShards,
		"SN2_concurrentBatches":              concurrentBatches,
		"SN9_anotherStreamContinues":         anotherStream,
		"SN9_recoveredTableIsInHistory":      recovered,
		"SN3_tombstonesLeaveTheSnapshot":     tombstones,
		"SN3_itemMayReturnAfterItsTombstone": returns,
		"SN2_largerBatchOfTheSameTimes":      largerBatch,
		"SN2_overlappingBatchesStayInOrder":  overlapping,
		"SN8_erasedRoomStaysErased":          erased,
		"SN8_ingestOvertakenByTheErasure":    eraseWhileIngesting,
		"SN8_nameGivenBeforeTheErasure":      eraseWhileNaming,
		"HS5_timeHasOneName":                 oneName,
		"HS5_nameIsDeleted":                  deleteName,
		"HS5_roomHas200Names":                tooManyNames,
		"HS1_changeThatCameAfterItsHour":     late,
		"HS1_stateAtEveryTime":               stateAtEveryTime,
		"HS2_pagesHaveTheWholeHistory":       pages,
		"HS2_onlyTheNextOfAPageIsACursor":    cursors,
	} {
		t.Run(name, func(t *testing.T) { test(t, make(t)) })
	}
}

// hours ingests n changes of one sofa, 20 minutes apart, and returns them.
func hours(t *testing.T, a FullArchive, n int) []archive.Change {
	t.Helper()
	var all []archive.Change
	for i := range n {
		c := change(i+1, "sofa", int64(i+1))
		c.Item.Changed.At = Epoch.Add(time.Duration(i) * 20 * time.Minute)
		all = append(all, c)
		must(t, archive.Ingest(context.Background(), a, "r", []archive.Change{c}))
	}
	return all
}

func hourlyOnce(t *testing.T, a FullArchive) {
	hours(t, a, 10)
	for range 2 {
		must(t, a.PutHourly(context.Background(), archive.Snapshot{Room: "r", At: Epoch.Add(40 * time.Minute)}))
	}
	times, err := a.HourlyTimes(context.Background(), "r")
	must(t, err)
	want := []time.Time{Epoch.Add(40 * time.Minute), Epoch.Add(100 * time.Minute), Epoch.Add(160 * time.Minute)}
	if !slices.Equal(times, want) {
		t.Fatalf("hourly snapshots at %v, want %v", times, want)
	}
	s, err := a.Hourly(context.Background(), "r", times[1])
	must(t, err)
	if s.Items["sofa"].Version != 6 {
		t.Errorf("hourly snapshot has version %d, want 6", s.Items["sofa"].Version)
	}
}

// severalHours ingests the changes of three hours at once, out of order, as after an outage of the
// stream's function.
func severalHours(t *testing.T, a FullArchive) {
	at := func(n, minute int) archive.Change {
		c := change(n, "sofa", int64(n))
		c.Item.Changed.At = Epoch.Add(time.Duration(minute) * time.Minute)
		return c
	}
	batch := []archive.Change{at(2, 70), at(1, 10), at(4, 130), at(3, 110)}
	must(t, archive.Ingest(context.Background(), a, "r", batch))
	times, err := a.HourlyTimes(context.Background(), "r")
	must(t, err)
	if want := []time.Time{Epoch.Add(10 * time.Minute), Epoch.Add(110 * time.Minute)}; !slices.Equal(times, want) {
		t.Fatalf("hourly snapshots at %v, want %v", times, want)
	}
	s, err := a.Hourly(context.Background(), "r", times[1])
	must(t, err)
	if s.Items["sofa"].Version != 3 {
		t.Errorf("the second hourly snapshot has version %d, want 3", s.Items["sofa"].Version)
	}
	verify(t, a)
}

// merged merges a snapshot into an archive that has newer and older rows, and a later deletion.
func merged(t *testing.T, a FullArchive) {
	ctx := context.Background()
	at := func(id room.ItemID, version int64, minute int) archive.Change {
		c := change(minute, id, version)
		c.Item.Changed.At = Epoch.Add(time.Duration(minute) * time.Minute)
		return c
	}
	gone := Epoch.Add(5 * time.Minute)
	must(t, a.Erase(ctx, "r", gone))
	must(t, archive.Ingest(ctx, a, "r", []archive.Change{at("sofa", 3, 30), at("rug", 1, 10)}))
	other := archive.Snapshot{Room: "r", Erased: Epoch}
	archive.Fold(&other, []archive.Change{at("sofa", 2, 20), at("rug", 2, 21), at("lamp", 1, 4), at("shelf", 1, 40)})
	for range 2 {
		_, err := archive.Merge(ctx, a, other)
		must(t, err)
	}
	s, err := archive.Newest(ctx, a, "r")
	must(t, err)
	if len(s.Items) != 3 || s.Items["sofa"].Version != 3 || s.Items["rug"].Version != 2 || s.Items["shelf"].Version != 1 {
		t.Errorf("merged items are %+v", s.Items)
	}
	if !s.Erased.Equal(gone) || !s.At.Equal(Epoch.Add(40*time.Minute)) {
		t.Errorf("merged snapshot of %s, deleted at %s", s.At, s.Erased)
	}
}

func historyFrom(t *testing.T, a FullArchive) {
	all := hours(t, a, 12)
	for n := range all {
		var got []archive.Sequence
		for c, err := range a.History(context.Background(), "r", all[n].By().At) {
			must(t, err)
			got = append(got, c.Sequence)
		}
		if len(got) != len(all)-n || got[0] != all[n].Sequence {
			t.Errorf("from %s on came %v", all[n].By().At, got)
		}
	}
}

// anotherStream ingests changes from a second and a third table, whose sequence numbers start at 1
// again.
func anotherStream(t *testing.T, a FullArchive) {
	ctx := context.Background()
	hours(t, a, 5)
	for table := range 2 {
		for n := range 5 {
			v := 5 + table*5 + n + 1
			c := change(n+1, "sofa", int64(v))
			c.Item.Changed.At = Epoch.Add(time.Duration(v) * 20 * time.Minute)
			must(t, archive.Ingest(ctx, a, "r", []archive.Change{c}))
		}
	}
	if got := historyVersions(t, a); !slices.Equal(got, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}) {
		t.Errorf("history has versions %v, want 1 to 15", got)
	}
	s, err := archive.StateAt(ctx, a, "r", Epoch.Add(8*20*time.Minute), nil)
	if err != nil || s.Items["sofa"].Version != 8 {
		t.Errorf("at version 8 the sofa was version %d, %v", s.Items["sofa"].Version, err)
	}
	verify(t, a)
}

// recovered ingests changes of a table that was recovered to version 2: people change the sofa
// twice, then RestoreRows raises its version above those that the archive has.
func recovered(t *testing.T, a FullArchive) {
	ctx := context.Background()
	hours(t, a, 5)
	for range 2 { // the stream may deliver records twice
		for n, version := range []int64{3, 4, 6} {
			c := change(n+1, "sofa", version)
			c.Item.Changed.At = Epoch.Add(3*time.Hour + time.Duration(n)*time.Minute)
			must(t, archive.Ingest(ctx, a, "r", []archive.Change{c}))
			s, _, err := a.Snapshot(ctx, "r")
			must(t, err)
			if version < 6 && s.Items["sofa"].Version < 5 {
				t.Errorf("version %d of the recovered table replaced the archived 5", version)
			}
		}
	}
	if got := historyVersions(t, a); !slices.Equal(got, []int64{1, 2, 3, 4, 5, 3, 4, 6}) {
		t.Errorf("history has versions %v", got)
	}
	verify(t, a)
}

func historyVersions(t *testing.T, a FullArchive) (got []int64) {
	t.Helper()
	for c, err := range a.History(context.Background(), "r", time.Time{}) {
		must(t, err)
		got = append(got, c.Version())
	}
	return got
}

func verify(t *testing.T, a FullArchive) {
	t.Helper()
	if r, err := archive.Verify(context.Background(), a, "r", nil, time.Time{}, func() {}); err != nil || len(r.Mismatches) > 0 {
		t.Errorf("%v, %v", r.Mismatches, err)
	}
}

// twoShards ingests changes of items in two shards of the stream, each with its own sequence
// numbers: item a has 900 and 901, item b 500 and 501.
func twoShards(t *testing.T, a FullArchive) {
	ctx := context.Background()
	at := func(sequence int, id room.ItemID, version int64, minute int) archive.Change {
		c := change(sequence, id, version)
		c.Item.Changed.At = Epoch.Add(time.Duration(minute) * time.Minute)
		return c
	}
	all := []archive.Change{at(900, "a", 1, 0), at(500, "b", 1, 20), at(901, "a", 2, 70), at(501, "b", 2, 75)}
	for _, c := range all {
		must(t, archive.Ingest(ctx, a, "r", []archive.Change{c}))
	}
	var got []archive.Sequence
	for c, err := range a.History(ctx, "r", time.Time{}) {
		must(t, err)
		got = append(got, c.Sequence)
	}
	if !slices.Equal(got, []archive.Sequence{"900", "500", "901", "501"}) {
		t.Errorf("history is in the order %v", got)
	}
	page, err := archive.List(ctx, a, "r", archive.Query{From: Epoch.Add(15 * time.Minute), Limit: 10})
	must(t, err)
	if len(page.Changes) != 3 || page.Changes[0].Item.ID != "b" {
		t.Errorf("from 09:15 on there were %+v, want b's change of 09:20 first", page.Changes)
	}
	s, err := archive.StateAt(ctx, a, "r", Epoch.Add(72*time.Minute), nil)
	must(t, err)
	if s.Items["a"].Version != 2 || s.Items["b"].Version != 1 {
		t.Errorf("at 10:12 a was version %d and b version %d", s.Items["a"].Version, s.Items["b"].Version)
	}
	verify(t, a)
}

// concurrentBatches ingests changes of six items from two shards. One shard is up to a minute behind the
// other, the functions' clocks differ by up to a minute, and only the changes of one item come in
// order.
func concurrentBatches(t *testing.T, a FullArchive) {
	ctx := context.Background()
	rng := rand.New(rand.NewPCG(3, 4))
	var all []archive.Change
	shards := map[bool][]archive.Change{}
	for n := range 120 {
		item := rng.IntN(6)
		c := change(1000*(item%2)+n, room.ItemID(fmt.Sprint("i", item)), 1)
		for _, before := range all {
			if before.Item.ID == c.Item.ID {
				c.Item.Version = before.Item.Version + 1
			}
		}
		c.Item.Changed.At = Epoch.Add(time.Duration(n)*2*time.Minute + time.Duration(rng.IntN(60_000))*time.Millisecond)
		all = append(all, c)
		shards[item%2 == 0] = append(shards[item%2 == 0], c)
	}
	// Take from the shard whose next change is older, with a random lead of up to a minute.
	even, odd := shards[true], shards[false]
	for len(even)+len(odd) > 0 {
		from := &even
		ahead := time.Duration(rng.IntN(60)) * time.Second
		if len(even) == 0 || len(odd) > 0 && odd[0].By().At.Add(ahead).Before(even[0].By().At) {
			from = &odd
		}
		n := min(len(*from), 1+rng.IntN(2))
		must(t, archive.Ingest(ctx, a, "r", (*from)[:n]))
		*from = (*from)[n:]
	}
	verify(t, a)
	slices.SortFunc(all, archive.Change.Compare)
	var q archive.Query
	for q.Limit = 7; ; {
		page, err := archive.List(ctx, a, "r", q)
		must(t, err)
		for _, c := range page.Changes {
			if c.Compare(all[0]) != 0 {
				t.Fatalf("the pages have %+v, want %+v", c.Item, all[0].Item)
			}
			all = all[1:]
		}
		if q.After = page.Next; page.Next == "" {
			break
		}
	}
	if len(all) > 0 {
		t.Fatalf("the pages lack %d changes", len(all))
	}
	var state archive.Snapshot
	for c, err := range a.History(ctx, "r", time.Time{}) {
		must(t, err)
		archive.Fold(&state, []archive.Change{c})
		if rng.IntN(4) > 0 {
			continue
		}
		then, err := archive.StateAt(ctx, a, "r", c.By().At, nil)
		must(t, err)
		for id, i := range state.Items {
			if then.Items[id].Version != i.Version {
				t.Fatalf("at %s %s was version %d, want %d", c.By().At, id, then.Items[id].Version, i.Version)
			}
		}
	}
}

// largerBatch appends a batch again with one more change, made between the first and the last of
// the changes that are stored already.
func largerBatch(t *testing.T, a FullArchive) {
	ctx := context.Background()
	first, between, last := change(1, "sofa", 1), change(2, "lamp", 1), change(3, "rug", 1)
	must(t, a.Append(ctx, "r", []archive.Change{first, last}))
	must(t, a.Append(ctx, "r", []archive.Change{first, last, between}))
	var got []room.ItemID
	for c, err := range a.History(ctx, "r", time.Time{}) {
		must(t, err)
		got = append(got, c.Row())
	}
	if !slices.Equal(got, []room.ItemID{"sofa", "lamp", "rug"}) {
		t.Errorf("history has changes of %v, want sofa, lamp and rug", got)
	}
}

// overlapping ingests batches that repeat parts of earlier batches.
func overlapping(t *testing.T, a FullArchive) {
	ctx := context.Background()
	var all []archive.Change
	for n := range 10 {
		all = append(all, change(n+1, "sofa", int64(n+1)))
	}
	for _, batch := range [][]archive.Change{all[:8], all[4:6], all[6:9], all[2:10], all[9:]} {
		must(t, archive.Ingest(ctx, a, "r", batch))
	}
	page, err := archive.List(ctx, a, "r", archive.Query{Limit: 100})
	must(t, err)
	if len(page.Changes) != 10 {
		t.Errorf("history has %d changes, want each of 10 once", len(page.Changes))
	}
}

func erased(t *testing.T, a FullArchive) {
	ctx := context.Background()
	hours(t, a, 5)
	must(t, a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: Epoch, Name: "first"}))
	gone := Epoch.Add(3 * time.Hour)
	for range 2 {
		must(t, a.Erase(ctx, "r", gone))
	}
	late := change(6, "sofa", 6)
	late.Item.Changed.At = gone
	must(t, archive.Ingest(ctx, a, "r", []archive.Change{late}))
	for c, err := range a.History(ctx, "r", time.Time{}) {
		t.Errorf("history still has %+v, %v", c, err)
	}
	s, _, err := a.Snapshot(ctx, "r")
	must(t, err)
	named, err := a.ListNamedVersions(ctx, "r")
	must(t, err)
	times, err := a.HourlyTimes(ctx, "r")
	must(t, err)
	if len(s.Items) != 0 || len(named) != 0 || len(times) != 0 {
		const format = "there are still %d items, %d named versions, %d hourly snapshots"
		t.Errorf(format, len(s.Items), len(named), len(times))
	}
	again := change(7, "sofa", 1) // the room was created again
	again.Item.Changed.At = gone.Add(time.Second)
	must(t, archive.Ingest(ctx, a, "r", []archive.Change{again}))
	if s, _, err = a.Snapshot(ctx, "r"); err != nil || s.Items["sofa"].Version != 1 {
		t.Errorf("the new room's snapshot is %+v, %v", s, err)
	}
}

// interrupted is an archive in which other calls run just before one of an ingest's writes.
type interrupted struct {
	FullArchive
	appending, replacing func() // nil after the first call
}

// runOnce calls f, if it is not nil, and sets it to nil.
func runOnce(f *func()) {
	if *f != nil {
		(*f)()
		*f = nil
	}
}

func (a *interrupted) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	runOnce(&a.appending)
	return a.FullArchive.Append(ctx, id, changes)
}

func (a *interrupted) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	runOnce(&a.replacing)
	return a.FullArchive.Replace(ctx, s, r)
}

// eraseWhileIngesting erases the room after an ingest has read the snapshot and before it appends.
// The last change of the batch is one of the room that was created again under the same id.
func eraseWhileIngesting(t *testing.T, a FullArchive) {
	ctx := context.Background()
	gone := Epoch.Add(2 * time.Hour)
	at := func(n int, id room.ItemID, version int64, d time.Duration) archive.Change {
		c := change(n, id, version)
		c.Item.Changed.At = gone.Add(d)
		return c
	}
	before, again := at(6, "sofa", 6, -time.Second), at(7, "lamp", 1, time.Second)
	erase := func() { must(t, a.Erase(ctx, "r", gone)) }
	wantOnly := func(name string, want ...archive.Change) {
		t.Helper()
		var got []archive.Change
		for c, err := range a.History(ctx, "r", time.Time{}) {
			must(t, err)
			got = append(got, c)
		}
		if !slices.EqualFunc(got, want, func(a, b archive.Change) bool { return a.Compare(b) == 0 }) {
			t.Errorf("%s: the history has %+v, want %+v", name, got, want)
		}
		times, err := a.HourlyTimes(ctx, "r")
		must(t, err)
		for _, hour := range times {
			if s, err := a.Hourly(ctx, "r", hour); err != nil || len(s.Items) > 0 || s.Plan.Version > 0 {
				t.Errorf("%s: the hourly snapshot of %s has %+v, %v", name, hour, s, err)
			}
		}
	}
	hours(t, a, 5)
	must(t, archive.Ingest(ctx, &interrupted{FullArchive: a, appending: erase}, "r", []archive.Change{before, again}))
	wantOnly("the room was created again", again)
	if s, _, err := a.Snapshot(ctx, "r"); err != nil || len(s.Items) != 1 || s.Items["lamp"].Version != 1 {
		t.Errorf("the new room's snapshot is %+v, %v", s, err)
	}
	verify(t, a)

	gone = Epoch.Add(4 * time.Hour)
	before = at(8, "sofa", 6, -time.Second)
	// The function stops after the race: the stream repeats the batch.
	stopped, cancel := context.WithCancel(ctx)
	stopping := &interrupted{FullArchive: a, appending: erase, replacing: cancel}
	_ = archive.Ingest(stopped, untilCancelled{stopping}, "r", []archive.Change{before})
	must(t, archive.Ingest(ctx, a, "r", []archive.Change{before}))
	wantOnly("the function stopped")
}

// untilCancelled is an archive that writes nothing after ctx was cancelled.
type untilCancelled struct{ *interrupted }

func (a untilCancelled) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	if err := a.interrupted.Replace(ctx, s, r); ctx.Err() == nil {
		return err
	}
	return ctx.Err()
}

// eraseWhileNaming stores a name that was given before the room's deletion, after it.
func eraseWhileNaming(t *testing.T, a FullArchive) {
	ctx := context.Background()
	gone := Epoch.Add(time.Hour)
	must(t, a.Erase(ctx, "r", gone))
	m := archive.NamedVersion{At: Epoch, Name: "before", By: room.Author{Name: "Anna", At: gone}}
	if err := a.PutNamedVersion(ctx, "r", m); room.CodeOf(err) != room.NotFound {
		t.Errorf("a name given before the deletion: %v, want not_found", err)
	}
	m.Name, m.By.At = "after", gone.Add(time.Second) // the room was created again
	must(t, a.PutNamedVersion(ctx, "r", m))
	if got, err := a.ListNamedVersions(ctx, "r"); err != nil || len(got) != 1 || got[0].Name != "after" {
		t.Errorf("named versions are %+v, %v", got, err)
	}
}

// onDay returns a change made the given number of days after Epoch.
func onDay(day int, id room.ItemID, version int64, removed bool) archive.Change {
	c := change(100*day+int(version), id, version)
	c.Item.Removed, c.Item.Changed.At = removed, Epoch.AddDate(0, 0, day).Add(time.Duration(version)*time.Second)
	return c
}

func ingest(t *testing.T, a FullArchive, changes ...archive.Change) archive.Snapshot {
	t.Helper()
	for _, c := range changes {
		must(t, archive.Ingest(context.Background(), a, "r", []archive.Change{c}))
	}
	s, _, err := a.Snapshot(context.Background(), "r")
	must(t, err)
	return s
}

func tombstones(t *testing.T, a FullArchive) {
	first, gone := onDay(0, "sofa", 1, false), onDay(0, "sofa", 3, true)
	ingest(t, a, first, onDay(0, "sofa", 2, false), gone)
	s := ingest(t, a, onDay(0, "lamp", 1, false), onDay(29, "lamp", 2, false))
	if !s.Items["sofa"].Removed {
		t.Errorf("after 29 days the sofa is %+v, want a tombstone", s.Items["sofa"])
	}
	s = ingest(t, a, onDay(31, "lamp", 3, false))
	if _, there := s.Items["sofa"]; there || len(s.Items) != 1 {
		t.Errorf("after 31 days the snapshot has %+v", s.Items)
	}
	for _, repeated := range []archive.Change{first, gone} {
		s = ingest(t, a, repeated)
		if _, there := s.Items["sofa"]; there {
			t.Errorf("a repeated change brought the sofa back: %+v", s.Items["sofa"])
		}
	}
	if got := historyVersions(t, a); len(got) != 6 {
		t.Errorf("history has versions %v, want six changes", got)
	}
	verify(t, a)
	// The table's TTL may delete the tombstone some days later.
	live := room.Room{ID: "r", Items: []room.Item{*gone.Item, s.Items["lamp"]}}
	r, err := archive.Verify(context.Background(), a, "r", &live, time.Time{}, func() {})
	if err != nil || len(r.Mismatches) > 0 {
		t.Errorf("%v, %v", r.Mismatches, err)
	}
	if rows, _ := archive.Lag(s, live); rows != 0 {
		t.Errorf("%d rows of the table are missing, want none", rows)
	}
	then, err := archive.StateAt(context.Background(), a, "r", first.By().At, &live)
	if err != nil || then.Items["sofa"].Version != 1 || then.Items["sofa"].Removed {
		t.Errorf("at first the sofa was %+v, %v", then.Items["sofa"], err)
	}
}

// returns adds an item again after its tombstone was deleted from the table: once while other
// items change, once when nothing else has changed since.
func returns(t *testing.T, a FullArchive) {
	ingest(t, a, onDay(0, "sofa", 1, false), onDay(0, "sofa", 2, false), onDay(0, "sofa", 3, true))
	s := ingest(t, a, onDay(31, "sofa", 1, false))
	if i := s.Items["sofa"]; i.Version != 1 || i.Removed {
		t.Errorf("the sofa that came back is %+v", i)
	}
	s = ingest(t, a, onDay(31, "sofa", 2, true), onDay(62, "lamp", 1, false), onDay(63, "sofa", 1, false))
	if i := s.Items["sofa"]; i.Version != 1 || i.Removed {
		t.Errorf("the sofa that came back again is %+v", i)
	}
	verify(t, a)
}

func oneName(t *testing.T, a FullArchive) {
	ctx := context.Background()
	later := archive.NamedVersion{At: Epoch.Add(time.Hour), Name: "<b>with the rug</b>", By: author(7)}
	must(t, a.PutNamedVersion(ctx, "r", later))
	must(t, a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: Epoch, Name: "empty"}))
	other := archive.NamedVersion{At: Epoch, Name: "other"}
	if err := a.PutNamedVersion(ctx, "r", other); !errors.Is(err, archive.ErrExists) {
		t.Errorf("a second name: %v", err)
	}
	got, err := a.ListNamedVersions(ctx, "r")
	must(t, err)
	if len(got) != 2 || got[0].Name != "empty" || !reflect.DeepEqual(got[1], later) {
		t.Errorf("named versions are %+v", got)
	}
}

// late ingests a change after the hourly snapshot of its hour was stored.
func late(t *testing.T, a FullArchive) {
	at := func(n int, id room.ItemID, d time.Duration) archive.Change {
		c := change(n, id, 1)
		c.Item.Changed.At = Epoch.Add(time.Hour + d)
		return c
	}
	ingest(t, a, at(1, "sofa", -10*time.Second), at(2, "lamp", 10*time.Second), at(3, "rug", -20*time.Second))
	s, err := archive.StateAt(context.Background(), a, "r", Epoch.Add(time.Hour-time.Second), nil)
	must(t, err)
	if len(s.Items) != 2 || s.Items["rug"].Version != 1 {
		t.Errorf("at the end of the hour there were %+v, want sofa and rug", s.Items)
	}
	verify(t, a)
}

func deleteName(t *testing.T, a FullArchive) {
	ctx := context.Background()
	must(t, a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: Epoch, Name: "first"}))
	must(t, a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: Epoch.Add(time.Hour), Name: "second"}))
	for _, at := range []time.Time{Epoch, Epoch, Epoch.Add(time.Minute)} { // the last two have no name
		must(t, a.DeleteNamedVersion(ctx, "r", at))
	}
	must(t, a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: Epoch, Name: "again"}))
	got, err := a.ListNamedVersions(ctx, "r")
	must(t, err)
	if len(got) != 2 || got[0].Name != "again" || got[1].Name != "second" {
		t.Errorf("named versions are %+v", got)
	}
}

// tooManyNames names versions concurrently. All must be stored, up to the limit of 200.
func tooManyNames(t *testing.T, a FullArchive) {
	ctx := context.Background()
	name := func(n int) error {
		at := Epoch.Add(time.Duration(n) * time.Minute)
		return a.PutNamedVersion(ctx, "r", archive.NamedVersion{At: at, Name: fmt.Sprint(n)})
	}
	var group sync.WaitGroup
	for n := range 3 {
		group.Go(func() {
			if err := name(n); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for n := 3; n < archive.MaxNamedVersions; n++ {
		must(t, name(n))
	}
	if err := name(archive.MaxNamedVersions); !errors.Is(err, archive.ErrTooManyVersions) {
		t.Errorf("one more: %v, want ErrTooManyVersions", err)
	}
	if err := name(7); !errors.Is(err, archive.ErrExists) {
		t.Errorf("one that has a name: %v, want ErrExists", err)
	}
	must(t, a.DeleteNamedVersion(ctx, "r", Epoch))
	must(t, name(archive.MaxNamedVersions))
	if got, err := a.ListNamedVersions(ctx, "r"); err != nil || len(got) != archive.MaxNamedVersions {
		t.Errorf("%d named versions, %v", len(got), err)
	}
}

func stateAtEveryTime(t *testing.T, a FullArchive) {
	all := hours(t, a, 20)
	for _, c := range all {
		s, err := archive.StateAt(context.Background(), a, "r", c.Item.Changed.At, nil)
		must(t, err)
		if s.Items["sofa"].Version != c.Item.Version {
			t.Errorf("at version %d the sofa was version %d", c.Item.Version, s.Items["sofa"].Version)
		}
	}
	s, err := archive.StateAt(context.Background(), a, "r", Epoch.Add(-time.Second), nil)
	if err != nil || len(s.Items) != 0 {
		t.Errorf("before anything there was %+v, %v", s, err)
	}
}

func pages(t *testing.T, a FullArchive) {
	all := hours(t, a, 20)
	q := archive.Query{Limit: 3, From: all[2].Item.Changed.At, To: all[17].Item.Changed.At}
	var got []int64
	for {
		p, err := archive.List(context.Background(), a, "r", q)
		must(t, err)
		for _, c := range p.Changes {
			got = append(got, c.Item.Version)
		}
		if q.After = p.Next; p.Next == "" {
			break
		}
	}
	if len(got) != 16 || got[0] != 3 || got[15] != 18 {
		t.Errorf("the pages are of versions %v, want 3 to 18", got)
	}
}

// cursors checks that only a page's Next is accepted as a cursor.
func cursors(t *testing.T, a FullArchive) {
	ctx := context.Background()
	hours(t, a, 6)
	first, err := archive.List(ctx, a, "r", archive.Query{Limit: 2})
	must(t, err)
	second, err := archive.List(ctx, a, "r", archive.Query{Limit: 2, After: first.Next})
	must(t, err)
	if len(second.Changes) != 2 || second.Changes[0].Version() != 3 {
		t.Errorf("after %s came %+v", first.Next, second.Changes)
	}
	at := Epoch.Add(20 * time.Minute).UnixMilli() // of version 2
	for _, invented := range []string{
		"x", "12", "999999999999999.sofa.2", "1.sofa.2", "99999999999999999999.sofa.1",
		fmt.Sprintf("%d.sofa.3", at), fmt.Sprintf("%d.lamp.2", at), fmt.Sprintf("%d..2", at),
		fmt.Sprintf("%d.sofa.2", at+1), fmt.Sprintf("%d.sofa.2", at-1), fmt.Sprintf("%d.sofa.2 ", at),
		fmt.Sprintf("0%d.sofa.2", at), fmt.Sprintf("%d.sofa.02", at), fmt.Sprintf("%d.sofa.-2", at),
	} {
		if invented == string(first.Next) {
			t.Fatalf("%s is the cursor of a page", invented)
		}
		_, err := archive.List(ctx, a, "r", archive.Query{Limit: 2, After: archive.Cursor(invented)})
		if !errors.Is(err, archive.ErrCursor) {
			t.Errorf("cursor %q: %v, want ErrCursor", invented, err)
		}
	}
}
