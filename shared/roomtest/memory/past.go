package memory

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

func (a *Archive) HourlyTimes(_ context.Context, id room.ID) ([]time.Time, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.SortedFunc(maps.Keys(a.of(id).hourly), time.Time.Compare), nil
}

func (a *Archive) Hourly(_ context.Context, id room.ID, at time.Time) (archive.Snapshot, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	s, found := a.of(id).hourly[at]
	if !found {
		return s, fmt.Errorf("no snapshot of %s at %s", id, at)
	}
	return clone(s), nil
}

func (a *Archive) ListNamedVersions(_ context.Context, id room.ID) ([]archive.NamedVersion, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.of(id).named), nil
}

func (a *Archive) PutNamedVersion(_ context.Context, id room.ID, m archive.NamedVersion) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if erased := a.of(id).newest.Erased; !erased.IsZero() && !m.By.At.After(erased) {
		return room.ErrNoRoom
	}
	all, err := archive.AddNamedVersion(a.of(id).named, m)
	if err == nil {
		a.of(id).named = all
	}
	return err
}

func (a *Archive) DeleteNamedVersion(_ context.Context, id room.ID, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.of(id).named = archive.RemoveNamedVersion(a.of(id).named, at)
	return nil
}

func (a *Archive) Inspect(context.Context, room.ID, time.Time) ([]string, error) { return nil, nil }

func (a *Archive) Rooms(context.Context) iter.Seq2[room.ID, error] {
	a.mu.Lock()
	defer a.mu.Unlock()
	ids := slices.Sorted(maps.Keys(a.rooms))
	return func(yield func(room.ID, error) bool) {
		for _, id := range ids {
			if !yield(id, nil) {
				return
			}
		}
	}
}

func (a *Archive) Erase(_ context.Context, id room.ID, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	revision := a.of(id).revision
	delete(a.rooms, id)
	r := a.of(id)
	r.newest.Erased, r.revision = at, revision+1
	return nil
}
