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
	changes  []room.Change // in order
	newest   room.Snapshot
	revision int
	dated    map[time.Time]room.Snapshot
	moments  []history.Moment // in order
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
		a.rooms[id] = &records{newest: room.Snapshot{Room: id}, dated: map[time.Time]room.Snapshot{}}
	}
	return a.rooms[id]
}

// Append implements room.Archive.
func (a *Archive) Append(_ context.Context, id room.ID, changes []room.Change) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	all := slices.Clone(r.changes) // who walks the old ones walks on
	for _, c := range changes {
		if at, there := slices.BinarySearchFunc(all, c, room.Change.Compare); !there {
			all = slices.Insert(all, at, c)
		}
	}
	r.changes = all
	return nil
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
func (a *Archive) History(_ context.Context, id room.ID, from time.Time) iter.Seq2[room.Change, error] {
	a.mu.Lock()
	defer a.mu.Unlock()
	changes := a.of(id).changes
	return func(yield func(room.Change, error) bool) {
		for _, c := range changes {
			if !c.By().At.Before(from) && !yield(c, nil) {
				return
			}
		}
	}
}
