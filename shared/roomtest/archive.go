package roomtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Archive runs the contract suite of archive.Store. make returns an empty one.
func Archive(t *testing.T, make func(t testing.TB) archive.Store) {
	t.Run("SN2_segmentIsWrittenOnce", func(t *testing.T) {
		a := make(t)
		first := []archive.Change{change(1, "sofa", 1), change(2, "sofa", 2)}
		for range 2 {
			must(t, a.Append(context.Background(), "r", first))
		}
		must(t, a.Append(context.Background(), "r", []archive.Change{change(10, "sofa", 3)}))
		must(t, a.Append(context.Background(), "other", []archive.Change{change(3, "lamp", 1)}))
		var got []int64
		for c, err := range a.History(context.Background(), "r", time.Time{}) {
			must(t, err)
			got = append(got, c.Item.Version)
		}
		if !reflect.DeepEqual(got, []int64{1, 2, 3}) {
			t.Errorf("history has versions %v, want 1 2 3", got)
		}
	})
	t.Run("SN3_snapshotByCompareAndSwap", func(t *testing.T) {
		a := make(t)
		empty, none, err := a.Snapshot(context.Background(), "r")
		must(t, err)
		if none != "" || empty.Room != "r" || len(empty.Items) != 0 {
			t.Fatalf("snapshot of nothing is %+v, revision %q", empty, none)
		}
		one := empty
		archive.Fold(&one, []archive.Change{change(1, "sofa", 1), planChange(2)})
		must(t, a.Replace(context.Background(), one, none))
		if err := a.Replace(context.Background(), one, none); !errors.Is(err, archive.ErrReplaced) {
			t.Errorf("replacing a snapshot that exists with no revision: %v", err)
		}
		got, revision, err := a.Snapshot(context.Background(), "r")
		must(t, err)
		if !reflect.DeepEqual(got, one) {
			t.Errorf("read   %+v\nwanted %+v", got, one)
		}
		archive.Fold(&got, []archive.Change{change(3, "sofa", 2)})
		must(t, a.Replace(context.Background(), got, revision))
		if err := a.Replace(context.Background(), one, revision); !errors.Is(err, archive.ErrReplaced) {
			t.Errorf("replacing an old revision: %v", err)
		}
	})
	t.Run("SN5_ingestedInAnyOrderHistoryEqualsSnapshot", func(t *testing.T) { ingestShuffled(t, make(t)) })
}

// ingestShuffled ingests the same changes in overlapping, repeated and shuffled batches.
func ingestShuffled(t *testing.T, a archive.Store) {
	rng := rand.New(rand.NewPCG(1, 2))
	var all []archive.Change
	for n := range 40 {
		all = append(all, change(n+1, room.ItemID(fmt.Sprintf("i%d", n%4)), int64(n/4+1)))
	}
	all = append(all, planChange(99))
	for range 60 {
		at := rng.IntN(len(all))
		batch := all[at:min(len(all), at+1+rng.IntN(6))]
		must(t, archive.Ingest(context.Background(), a, "r", batch))
	}
	must(t, archive.Ingest(context.Background(), a, "r", all))
	s, _, err := a.Snapshot(context.Background(), "r")
	must(t, err)
	replayed := archive.Snapshot{Room: "r"}
	for c, err := range a.History(context.Background(), "r", time.Time{}) {
		must(t, err)
		archive.Fold(&replayed, []archive.Change{c})
	}
	if !reflect.DeepEqual(replayed, s) {
		t.Errorf("history folds to %+v\nsnapshot is      %+v", replayed, s)
	}
	if s.Items["i3"].Version != 10 {
		t.Errorf("newest version of i3 is %d, want 10", s.Items["i3"].Version)
	}
}

func change(sequence int, id room.ItemID, version int64) archive.Change {
	i := room.Item{
		ID:      id,
		Product: "sofa.klinte",
		Variant: "grey",
		Place:   room.Place{X: sequence, Y: -2, Rotation: 3},
		Version: version,
		Changed: author(sequence),
	}
	if sequence%2 == 0 {
		i.Product, i.Variant, i.Own, i.Mirrored, i.Z = "", "", wardrobe, true, 450
	}
	i.Token = room.Token(version)
	return archive.Change{Room: "r", Item: &i, Sequence: archive.Sequence(fmt.Sprint(sequence))}
}

func planChange(sequence int) archive.Change {
	p := Plan()
	p.Version, p.Changed = 2, author(sequence)
	p.Ceiling, p.Delivery = new(2400), &room.Delivery{Corridor: &room.DeliveryCorridor{Width: 1100}}
	build(&p)
	return archive.Change{Room: "r", Plan: &p, Sequence: archive.Sequence(fmt.Sprint(sequence))}
}

func author(n int) room.Author {
	return room.Author{User: "u", Name: "<Anna>", At: Epoch.Add(time.Duration(n) * time.Second)}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
