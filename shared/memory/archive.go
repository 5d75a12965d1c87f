package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"
	"sync"

	"homstyle.dev/planner/shared/room"
)

// Archive is a room.Archive in memory.
type Archive struct {
	mu        sync.Mutex
	segments  map[room.ID]map[string][]room.Change
	snapshots map[room.ID]room.Snapshot
	revisions map[room.ID]int
}

var _ room.Archive = (*Archive)(nil)

// NewArchive is an empty archive.
func NewArchive() *Archive {
	return &Archive{
		segments:  map[room.ID]map[string][]room.Change{},
		snapshots: map[room.ID]room.Snapshot{},
		revisions: map[room.ID]int{},
	}
}

// Append implements room.Archive.
func (a *Archive) Append(_ context.Context, id room.ID, changes []room.Change) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.segments[id] == nil {
		a.segments[id] = map[string][]room.Change{}
	}
	first := changes[0].Sequence
	if _, there := a.segments[id][first]; !there {
		a.segments[id][first] = slices.Clone(changes)
	}
	return nil
}

// Snapshot implements room.Archive.
func (a *Archive) Snapshot(_ context.Context, id room.ID) (room.Snapshot, room.Revision, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s, ok := a.snapshots[id]
	if !ok {
		return room.Snapshot{Room: id}, "", nil
	}
	s.Items = maps.Clone(s.Items)
	return s, a.revision(id), nil
}

func (a *Archive) revision(id room.ID) room.Revision {
	if a.revisions[id] == 0 {
		return ""
	}
	return room.Revision(strconv.Itoa(a.revisions[id]))
}

// Replace implements room.Archive.
func (a *Archive) Replace(_ context.Context, s room.Snapshot, r room.Revision) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.revision(s.Room) != r {
		return room.ErrReplaced
	}
	s.Items = maps.Clone(s.Items)
	a.snapshots[s.Room] = s
	a.revisions[s.Room]++
	return nil
}

// History implements room.Archive.
func (a *Archive) History(_ context.Context, id room.ID) iter.Seq2[room.Change, error] {
	a.mu.Lock()
	defer a.mu.Unlock()
	segments := maps.Clone(a.segments[id])
	return func(yield func(room.Change, error) bool) {
		for _, first := range slices.Sorted(maps.Keys(segments)) {
			for _, c := range segments[first] {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}
