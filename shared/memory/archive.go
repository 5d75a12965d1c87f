package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

// Archive is a room.Archive in memory.
type Archive struct {
	mu    sync.Mutex
	rooms map[room.ID]*records
}

// records are what is kept of one room.
type records struct {
	segments [][]room.Change // by their last sequence number
	newest   room.Snapshot
	revision int
	dated    map[time.Time]room.Snapshot
	moments  map[time.Time]history.Moment
}

var (
	_ room.Archive   = (*Archive)(nil)
	_ history.Source = (*Archive)(nil)
	_ history.Album  = (*Archive)(nil)
	_ history.Shelf  = (*Archive)(nil)
)

// NewArchive is an empty archive.
func NewArchive() *Archive { return &Archive{rooms: map[room.ID]*records{}} }

// of is a room's records. Its caller holds the lock.
func (a *Archive) of(id room.ID) *records {
	if a.rooms[id] == nil {
		a.rooms[id] = &records{newest: room.Snapshot{Room: id}, dated: map[time.Time]room.Snapshot{}, moments: map[time.Time]history.Moment{}}
	}
	return a.rooms[id]
}

// Append implements room.Archive.
func (a *Archive) Append(_ context.Context, id room.ID, changes []room.Change) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	at, there := slices.BinarySearchFunc(r.segments, changes, bySequence)
	if !there {
		r.segments = slices.Insert(slices.Clone(r.segments), at, slices.Clone(changes))
	}
	return nil
}

func bySequence(a, b []room.Change) int {
	if c := a[len(a)-1].Sequence.Compare(b[len(b)-1].Sequence); c != 0 {
		return c
	}
	return a[0].Sequence.Compare(b[0].Sequence)
}

// Snapshot implements room.Archive.
func (a *Archive) Snapshot(_ context.Context, id room.ID) (room.Snapshot, room.Revision, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	return copied(r.newest), r.stands(), nil
}

func copied(s room.Snapshot) room.Snapshot {
	s.Items = maps.Clone(s.Items)
	return s
}

func (r *records) stands() room.Revision {
	if r.revision == 0 {
		return ""
	}
	return room.Revision(strconv.Itoa(r.revision))
}

// Replace implements room.Archive.
func (a *Archive) Replace(_ context.Context, s room.Snapshot, revision room.Revision) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if r.stands() != revision {
		return room.ErrReplaced
	}
	r.newest = copied(s)
	r.revision++
	return nil
}

// Date implements room.Archive.
func (a *Archive) Date(_ context.Context, s room.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if _, there := r.dated[s.At]; !there {
		r.dated[s.At] = copied(s)
	}
	return nil
}

// History implements room.Archive.
func (a *Archive) History(_ context.Context, id room.ID, after room.Sequence) iter.Seq2[room.Change, error] {
	a.mu.Lock()
	defer a.mu.Unlock()
	segments := a.of(id).segments
	return func(yield func(room.Change, error) bool) {
		for _, s := range segments {
			if s[len(s)-1].Sequence.Compare(after) <= 0 {
				continue
			}
			for _, c := range s {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}
