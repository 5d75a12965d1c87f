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
