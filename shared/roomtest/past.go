package roomtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

// Past is an archive that can be looked into.
type Past interface {
	room.Archive
	history.Source
	history.Album
	history.Shelf
}

// ArchivePast is the contract suite of history's view of an archive. make gives an
// empty one.
func ArchivePast(t *testing.T, make func(t testing.TB) Past) {
	for name, test := range map[string]func(*testing.T, Past){
		"SN6_hourlyStateIsDatedOnce":         dated,
		"SN2_historyAfterASequenceIsTheRest": rest,
		"SN9_anotherStreamGoesOn":            anotherStream,
		"SN2_overlappingBatchesStayInOrder":  overlapping,
		"SN8_erasedRoomStaysErased":          erased,
		"HS5_momentHasOneName":               moments,
		"HS1_lookAtEveryMoment":              lookAround,
		"HS2_pagesOfHistoryAreTheWholeOfIt":  pages,
	} {
		t.Run(name, func(t *testing.T) { test(t, make(t)) })
	}
}

// hours keeps n changes of one sofa, twenty minutes apart, and returns them.
func hours(t *testing.T, a Past, n int) []room.Change {
	t.Helper()
	var all []room.Change
	for i := range n {
		c := change(i+1, "sofa", int64(i+1))
		c.Item.Changed.At = Epoch.Add(time.Duration(i) * 20 * time.Minute)
		all = append(all, c)
		must(t, room.Keep(context.Background(), a, "r", []room.Change{c}))
	}
	return all
}

func dated(t *testing.T, a Past) {
	hours(t, a, 10)
	for range 2 {
		must(t, a.Date(context.Background(), room.Snapshot{Room: "r", At: Epoch.Add(40 * time.Minute)}))
	}
	dates, err := a.Dates(context.Background(), "r")
	must(t, err)
	want := []time.Time{Epoch.Add(40 * time.Minute), Epoch.Add(100 * time.Minute), Epoch.Add(160 * time.Minute)}
	if !slices.Equal(dates, want) {
		t.Fatalf("dated at %v, want %v", dates, want)
	}
	s, err := a.Dated(context.Background(), "r", dates[1])
	must(t, err)
	if s.Items["sofa"].Version != 6 || s.Through != "6" {
		t.Errorf("dated snapshot is of version %d through %s, want 6", s.Items["sofa"].Version, s.Through)
	}
}

func rest(t *testing.T, a Past) {
	all := hours(t, a, 12)
	for after := range len(all) {
		var got []room.Sequence
		for c, err := range a.History(context.Background(), "r", room.Sequence(fmt.Sprint(after))) {
			must(t, err)
			got = append(got, c.Sequence)
		}
		if len(got) != len(all)-after || got[0] != all[after].Sequence {
			t.Errorf("after %d came %v", after, got)
		}
	}
}

// anotherStream is a room in a second and a third table, whose streams count from 1.
func anotherStream(t *testing.T, a Past) {
	ctx := context.Background()
	hours(t, a, 5)
	for table := range 2 {
		must(t, room.NewStream(ctx, a, "r"))
		for n := range 5 {
			v := 5 + table*5 + n + 1
			c := change(n+1, "sofa", int64(v))
			c.Item.Changed.At = Epoch.Add(time.Duration(v) * 20 * time.Minute)
			must(t, room.Keep(ctx, a, "r", []room.Change{c}))
		}
	}
	var got []int64
	for c, err := range a.History(ctx, "r", "") {
		must(t, err)
		got = append(got, c.Item.Version)
	}
	if !slices.Equal(got, []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}) {
		t.Errorf("history has versions %v, want 1 to 15", got)
	}
	s, err := history.Look(ctx, a, "r", Epoch.Add(8*20*time.Minute), nil)
	if err != nil || s.Items["sofa"].Version != 8 {
		t.Errorf("at version 8 the sofa was version %d, %v", s.Items["sofa"].Version, err)
	}
	if r, err := history.Check(ctx, a, "r", nil, func() {}); err != nil || len(r.Faults) > 0 {
		t.Errorf("%v, %v", r.Faults, err)
	}
}

// overlapping is a stream that begins again in the middle of what it brought.
func overlapping(t *testing.T, a Past) {
	ctx := context.Background()
	var all []room.Change
	for n := range 10 {
		all = append(all, change(n+1, "sofa", int64(n+1)))
	}
	for _, batch := range [][]room.Change{all[:8], all[4:6], all[6:9], all[2:10], all[9:]} {
		must(t, room.Keep(ctx, a, "r", batch))
	}
	page, err := history.Read(ctx, a, "r", history.Query{Limit: 100})
	must(t, err)
	if len(page.Changes) != 10 {
		t.Errorf("history has %d changes, want each of 10 once", len(page.Changes))
	}
}

func erased(t *testing.T, a Past) {
	ctx := context.Background()
	hours(t, a, 5)
	must(t, a.Remember(ctx, "r", history.Moment{At: Epoch, Name: "first"}))
	gone := Epoch.Add(3 * time.Hour)
	for range 2 {
		must(t, a.Erase(ctx, "r", gone))
	}
	late := change(6, "sofa", 6)
	late.Item.Changed.At = gone
	must(t, room.Keep(ctx, a, "r", []room.Change{late}))
	for c, err := range a.History(ctx, "r", "") {
		t.Errorf("history still has %+v, %v", c, err)
	}
	s, _, err := a.Snapshot(ctx, "r")
	must(t, err)
	named, err := a.Moments(ctx, "r")
	must(t, err)
	dates, err := a.Dates(ctx, "r")
	must(t, err)
	if len(s.Items) != 0 || len(named) != 0 || len(dates) != 0 {
		t.Errorf("left are %d items, %d moments, %d dated snapshots", len(s.Items), len(named), len(dates))
	}
	again := change(7, "sofa", 1) // the room was made anew
	again.Item.Changed.At = gone.Add(time.Second)
	must(t, room.Keep(ctx, a, "r", []room.Change{again}))
	if s, _, err = a.Snapshot(ctx, "r"); err != nil || s.Items["sofa"].Version != 1 {
		t.Errorf("the new room's snapshot is %+v, %v", s, err)
	}
}

func moments(t *testing.T, a Past) {
	ctx := context.Background()
	later := history.Moment{At: Epoch.Add(time.Hour), Name: "<b>with the rug</b>", By: author(7)}
	must(t, a.Remember(ctx, "r", later))
	must(t, a.Remember(ctx, "r", history.Moment{At: Epoch, Name: "empty"}))
	if err := a.Remember(ctx, "r", history.Moment{At: Epoch, Name: "other"}); !errors.Is(err, history.ErrNamed) {
		t.Errorf("a second name: %v", err)
	}
	got, err := a.Moments(ctx, "r")
	must(t, err)
	if len(got) != 2 || got[0].Name != "empty" || !reflect.DeepEqual(got[1], later) {
		t.Errorf("moments are %+v", got)
	}
	for range 2 { // again is no error
		must(t, a.Forget(ctx, "r", Epoch))
	}
	if got, err = a.Moments(ctx, "r"); err != nil || len(got) != 1 || got[0].Name != later.Name {
		t.Errorf("after one was forgotten, moments are %+v, %v", got, err)
	}
	must(t, a.Remember(ctx, "r", history.Moment{At: Epoch, Name: "again"}))
}

func lookAround(t *testing.T, a Past) {
	all := hours(t, a, 20)
	for _, c := range all {
		s, err := history.Look(context.Background(), a, "r", c.Item.Changed.At, nil)
		must(t, err)
		if s.Items["sofa"].Version != c.Item.Version {
			t.Errorf("at version %d the sofa was version %d", c.Item.Version, s.Items["sofa"].Version)
		}
	}
	s, err := history.Look(context.Background(), a, "r", Epoch.Add(-time.Second), nil)
	if err != nil || len(s.Items) != 0 {
		t.Errorf("before anything there was %+v, %v", s, err)
	}
}

func pages(t *testing.T, a Past) {
	all := hours(t, a, 20)
	q := history.Query{Limit: 3, From: all[2].Item.Changed.At, To: all[17].Item.Changed.At}
	var got []int64
	for {
		p, err := history.Read(context.Background(), a, "r", q)
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
