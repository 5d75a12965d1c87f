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
	rooms map[room.ID]*roomRecords
}

// roomRecords are what is kept of one room.
type roomRecords struct {
	changes  []archive.Change // in order
	newest   archive.Snapshot
	revision int
	dated    map[time.Time]archive.Snapshot
	moments  []archive.NamedVersion // in order
}

var (
	_ archive.Store         = (*Archive)(nil)
	_ archive.Source        = (*Archive)(nil)
	_ archive.NamedVersions = (*Archive)(nil)
	_ archive.Catalog       = (*Archive)(nil)
)

// NewArchive is an empty archive.
func NewArchive() *Archive { return &Archive{rooms: map[room.ID]*roomRecords{}} }

// of is a room's records. Its caller holds the lock.
func (a *Archive) of(id room.ID) *roomRecords {
	if a.rooms[id] == nil {
		a.rooms[id] = &roomRecords{newest: archive.Snapshot{Room: id}, dated: map[time.Time]archive.Snapshot{}}
	}
	return a.rooms[id]
}

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

func (r *roomRecords) stands() archive.Revision {
	if r.revision == 0 {
		return ""
	}
	return archive.Revision(strconv.Itoa(r.revision))
}

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

func (a *Archive) PutHourly(_ context.Context, s archive.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if _, there := r.dated[s.At]; !there {
		r.dated[s.At] = copied(s)
	}
	return nil
}

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
