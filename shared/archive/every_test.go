package archive_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"testing"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// snapshots has a snapshot of each room; one without items can't be read.
type snapshots map[room.ID]archive.Snapshot

func (m snapshots) Rooms(context.Context) iter.Seq2[room.ID, error] {
	return func(yield func(room.ID, error) bool) {
		for id := range m {
			if !yield(id, nil) {
				return
			}
		}
	}
}

func (m snapshots) Snapshot(_ context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	if m[id].Items == nil {
		return archive.Snapshot{}, "", archive.ErrUnreadable
	}
	return m[id], "1", nil
}

func TestEachSnapshotReadsAllRoomsThatCanBeRead(t *testing.T) {
	from := snapshots{"broken": {}}
	for n := range 50 {
		id := room.ID(fmt.Sprintf("room-%d", n))
		from[id] = archive.Snapshot{Room: id, Items: map[room.ItemID]room.Item{}}
	}
	read, failed := map[room.ID]bool{}, map[room.ID]error{}
	err := archive.EachSnapshot(t.Context(), from,
		func(s archive.Snapshot) { read[s.Room] = true },
		func(id room.ID, err error) { failed[id] = err })
	if err != nil || len(read) != 50 || len(failed) != 1 || !errors.Is(failed["broken"], archive.ErrUnreadable) {
		t.Errorf("read %d rooms, failed %v, %v", len(read), failed, err)
	}
}

func TestEachSnapshotEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := archive.EachSnapshot(ctx, snapshots{"a": {}, "b": {}}, func(archive.Snapshot) {}, func(room.ID, error) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("returned %v", err)
	}
}

func TestRC9_productsAreThoseThatStandInTheRoom(t *testing.T) {
	s := archive.Snapshot{Items: map[room.ItemID]room.Item{
		"a": {Product: "sofa.klinte"},
		"b": {Product: "chair.stavre"},
		"c": {Product: "chair.stavre", Variant: "moss"},
		"d": {Product: "rug.ljung", Removed: true},
		"e": {Own: room.Own{Kind: "sofa", Name: "Anna's sofa"}},
	}}
	if got, want := s.Products(), []string{"chair.stavre", "sofa.klinte"}; !reflect.DeepEqual(got, want) {
		t.Errorf("products %v, want %v", got, want)
	}
}

func TestRC9_aRoomIsOfTheUserWhoChangedItLast(t *testing.T) {
	by := func(user string, second int64) room.Author { return room.Author{User: user, At: time.Unix(second, 0)} }
	for want, s := range map[string]archive.Snapshot{
		"":     {},
		"anna": {Plan: room.Plan{Version: 1, Changed: by("anna", 3)}, Items: map[room.ItemID]room.Item{"a": {ID: "a", Changed: by("bo", 2)}}},
		"cleo": {Items: map[room.ItemID]room.Item{
			"a": {ID: "a", Changed: by("bo", 2)}, "b": {ID: "b", Removed: true, Changed: by("cleo", 5)}, "c": {ID: "c", Changed: by("anna", 3)},
		}},
	} {
		if got := s.LastUser(); got != want {
			t.Errorf("the user of %v is %q, want %q", s, got, want)
		}
	}
}
