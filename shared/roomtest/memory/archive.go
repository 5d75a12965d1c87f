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

// Archive is an archive.Store in memory.
type Archive struct {
	mu    sync.Mutex
	rooms map[room.ID]*roomRecords
	pairs []byte
}

// roomRecords is what the archive has of one room.
type roomRecords struct {
	changes  []archive.Change // in order
	newest   archive.Snapshot
	revision int
	hourly   map[time.Time]archive.Snapshot
	named    []archive.NamedVersion // in order
}

var (
	_ archive.Repairer      = (*Archive)(nil)
	_ archive.Source        = (*Archive)(nil)
	_ archive.NamedVersions = (*Archive)(nil)
	_ archive.Catalog       = (*Archive)(nil)
)

// NewArchive returns an empty archive.
func NewArchive() *Archive { return &Archive{rooms: map[room.ID]*roomRecords{}} }

// of returns the room's records, and adds them if there are none. The caller must hold a.mu.
func (a *Archive) of(id room.ID) *roomRecords {
	if a.rooms[id] == nil {
		a.rooms[id] = &roomRecords{newest: archive.Snapshot{Room: id}, hourly: map[time.Time]archive.Snapshot{}}
	}
	return a.rooms[id]
}

func (a *Archive) Append(_ context.Context, id room.ID, changes []archive.Change) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	all := slices.Clone(r.changes) // History may still iterate over the old slice
	for _, c := range changes {
		if at, found := slices.BinarySearchFunc(all, c, archive.Change.Compare); !found {
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
	return clone(r.newest), r.currentRevision(), nil
}

func clone(s archive.Snapshot) archive.Snapshot {
	s.Items = maps.Clone(s.Items)
	return s
}

func (r *roomRecords) currentRevision() archive.Revision {
	if r.revision == 0 {
		return ""
	}
	return archive.Revision(strconv.Itoa(r.revision))
}

func (a *Archive) Replace(_ context.Context, s archive.Snapshot, revision archive.Revision) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if r.currentRevision() != revision {
		return archive.ErrReplaced
	}
	r.newest = clone(s)
	r.revision++
	return nil
}

func (a *Archive) PutHourly(_ context.Context, s archive.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(s.Room)
	if _, found := r.hourly[s.At]; !found {
		r.hourly[s.At] = clone(s)
	}
	return nil
}

func (a *Archive) SetHourly(_ context.Context, s archive.Snapshot) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.of(s.Room).hourly[s.At] = clone(s)
	return nil
}

// PutErased does nothing: the newest snapshot, which has the time, can't be damaged.
func (a *Archive) PutErased(context.Context, room.ID, time.Time) (bool, error) { return false, nil }

func (a *Archive) Purge(_ context.Context, id room.ID, until time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	r := a.of(id)
	made := func(c archive.Change) bool { return !c.By().At.After(until) }
	r.changes = slices.DeleteFunc(slices.Clone(r.changes), made) // History may still iterate over the old slice
	maps.DeleteFunc(r.hourly, func(at time.Time, _ archive.Snapshot) bool { return !at.After(until) })
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

// PutPairs keeps what Pairs returns.
func (a *Archive) PutPairs(_ context.Context, body []byte) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pairs = slices.Clone(body)
	return nil
}

// Pairs returns what PutPairs kept last; nil if nothing.
func (a *Archive) Pairs() []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.pairs
}
