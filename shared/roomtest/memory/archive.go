package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Archive is a archive.Archive in memory.
type Archive struct {
	mu    sync.Mutex
	rooms map[room.ID]*records
}

// records are what is kept of one room.
type records struct {
	changes  []archive.Change // in order
	newest   archive.Snapshot
	revision int
	dated    map[time.Time]archive.Snapshot
	moments  []archive.Moment // in order
}

var (
	_ archive.Archive = (*Archive)(nil)
	_ archive.Source  = (*Archive)(nil)
	_ archive.Album   = (*Archive)(nil)
	_ archive.Shelf   = (*Archive)(nil)
)

// NewArchive is an empty archive.
func NewArchive() *Archive { return &Archive{rooms: map[room.ID]*records{}} }

// of is a room's records. Its caller holds the lock.
func (a *Archive) of(id room.ID) *records {
	if a.rooms[id] == nil {
		a.rooms[id] = &records{newest: archive.Snapshot{Room: id}, dated: map[time.Time]archive.Snapshot{}}
	}
	return a.rooms[id]
}

// Append implements archive.Archive.
func (a *Archive) Append(_ context.Context, id room.ID, changes []archive.Change) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	all := slices.Clone(r.changes) // who walks the old ones walks on
	for _, c := range changes {
		if at, there := slices.BinarySearchFunc(all, c, archive.Change.Compare); !there {
			all = slices.Insert(all, at, c)
		}
	}
	r.changes = all
	return nil
}

// Snapshot implements archive.Archive.
func (a *Archive) Snapshot(_ context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	return copied(r.newest), r.stands(), nil
}

func copied(s archive.Snapshot) archive.Snapshot {
	s.Items = maps.Clone(s.Items)
	return s
}

func (r *records) stands() archive.Revision {
	if r.revision == 0 {
		return ""
	}
	return archive.Revision(strconv.Itoa(r.revision))
}

// Replace implements archive.Archive.
func (a *Archive) Replace(_ context.Context, s archive.Snapshot, revision archive.Revision) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if r.stands() != revision {
		return archive.ErrReplaced
	}
	r.newest = copied(s)
	r.revision++
	return nil
}

// Date implements archive.Archive.
func (a *Archive) Date(_ context.Context, s archive.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if _, there := r.dated[s.At]; !there {
		r.dated[s.At] = copied(s)
	}
	return nil
}

// History implements archive.Archive.
func (a *Archive) History(_ context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	a.mu.Lock()
	defer a.mu.Unlock()
	changes := a.of(id).changes
	return func(yield func(archive.Change, error) bool) {
		for _, c := range changes {
			if !c.By().At.Before(from) && !yield(c, nil) {
				return
			}
		}
	}
}
