package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// ErrNotReady says that the archive has not got to that moment yet: it follows the
// table by seconds. Ask again.
var ErrNotReady = errors.New("the history of that moment is still on its way")

// StateAt is the room as it was at a moment (HS1): the newest snapshot that is not after
// it, and the history since. live is the table's room, read before: what changed last
// before the moment may not be in the archive yet. It is nil for a room whose table is
// lost.
func StateAt(ctx context.Context, from Source, id room.ID, at time.Time, live *room.Room) (Snapshot, error) {
	newest, err := Newest(ctx, from, id)
	if err != nil {
		return newest, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	archived := versions{}
	archived.observeAll(newest)
	base := newest
	if newest.At.After(at) {
		if base, err = dated(ctx, from, id, at, newest.Erased); err != nil {
			return base, err
		}
	}
	for c, err := range from.History(ctx, id, since(base)) {
		if d, ok := errors.AsType[*DamagedError](err); ok && !needed(d, base, newest, at) {
			continue
		}
		if err != nil {
			return base, fmt.Errorf("look back at %s: %w", id, err)
		}
		if c.By().At.After(at) {
			break
		}
		archived.observe(c)
		if c.By().At.After(base.Erased) {
			Fold(&base, []Change{c})
		}
	}
	if live == nil {
		return base, nil
	}
	return base, archived.complete(&base, newest, at, *live)
}

// since is where the history begins that a snapshot may lack: changes come late.
func since(s Snapshot) time.Time {
	if s.At.IsZero() {
		return s.At
	}
	return s.At.Add(-Lateness)
}

// needed reports whether the state at a time depends on a damaged part of the history. The
// newest snapshot needs none: changes that it lacks are in the table, and complete checks
// that. An hourly snapshot lacks only the changes that were archived after the first of a
// later hour, at most Lateness after it.
func needed(d *DamagedError, base, newest Snapshot, at time.Time) bool {
	switch {
	case !newest.At.After(at):
		return false
	case base.At.IsZero():
		return d.Overlaps(time.Time{}, at)
	}
	return d.Overlaps(base.At.Truncate(HourlyInterval).Add(HourlyInterval-Lateness), at)
}

// dated is the newest dated snapshot that is not after a moment and can be read; an empty
// one if none is.
func dated(ctx context.Context, from Source, id room.ID, at, erased time.Time) (Snapshot, error) {
	empty := Snapshot{Room: id, Erased: erased}
	dates, err := from.HourlyTimes(ctx, id)
	if err != nil {
		return empty, err
	}
	for _, date := range slices.Backward(dates) {
		if date.After(at) || !date.After(erased) {
			continue
		}
		s, err := from.Hourly(ctx, id, date)
		if !errors.Is(err, ErrUnreadable) {
			return s, err
		}
	}
	return empty, nil
}

// versions are the newest of each row that the archive has; the plan's row is "". The
// stream brings a row's changes in order: the archive has all that came before.
type versions map[room.ItemID]int64

func (v versions) observeAll(s Snapshot) {
	v[""] = s.Plan.Version
	for id, i := range s.Items {
		v[id] = i.Version
	}
}

func (v versions) observe(c Change) { v[c.Row()] = max(v[c.Row()], c.Version()) }

// complete brings s up by the rows of the table that were written last before the
// moment. Of a row that was written since, the archive must have all that came before
// the newest version; else nobody knows yet what it was. Of a tombstone that newest has
// no more, it had all.
func (v versions) complete(s *Snapshot, newest Snapshot, at time.Time, live room.Room) error {
	rows := []Change{{Room: s.Room, Plan: &live.Plan}}
	for n := range live.Items {
		rows = append(rows, Change{Room: s.Room, Item: &live.Items[n]})
	}
	for _, c := range rows {
		switch {
		case !c.By().At.After(at):
			Fold(s, []Change{c})
		case c.Item != nil && Swept(*c.Item, newest.At):
		case v[c.Row()] < c.Version()-1:
			return ErrNotReady
		}
	}
	return nil
}
