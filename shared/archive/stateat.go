package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// ErrNotReady means that changes up to the requested time are not archived yet. The archive is
// some seconds behind the table: the caller may try again.
var ErrNotReady = errors.New("the changes up to that time are not archived yet")

// StateAt returns the room's state at a time (HS1), from the newest snapshot that is not after it
// and the history after that snapshot. live is the room in the table, loaded before the call, as
// the last changes may not be archived yet; it is nil if the table is lost. StateAt returns
// ErrNotReady if the state can't be known yet, and a *DamagedError if the state depends on a part
// of the history that can't be decoded.
func StateAt(ctx context.Context, from Source, id room.ID, at time.Time, live *room.Room) (Snapshot, error) {
	newest, err := Newest(ctx, from, id)
	if err != nil {
		return newest, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	archived := versions{}
	archived.observeAll(newest)
	base := newest
	if newest.At.After(at) {
		if base, err = hourlyBefore(ctx, from, id, at, newest.Erased); err != nil {
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

// since returns the time from which the history may have changes that a snapshot lacks, because
// changes may arrive late.
func since(s Snapshot) time.Time {
	if s.At.IsZero() {
		return s.At
	}
	return s.At.Add(-Lateness)
}

// needed reports whether the state at a time depends on a damaged part of the history. If base is
// the newest snapshot, it does not: changes that newest lacks are in the table, as complete checks.
// An hourly snapshot lacks only changes that arrived after the first change of a later hour: they
// were made at most Lateness before the end of the snapshot's hour.
func needed(d *DamagedError, base, newest Snapshot, at time.Time) bool {
	switch {
	case !newest.At.After(at):
		return false
	case base.At.IsZero():
		return d.Overlaps(time.Time{}, at)
	}
	return d.Overlaps(base.At.Truncate(HourlyInterval).Add(HourlyInterval-Lateness), at)
}

// hourlyBefore returns the newest hourly snapshot with a plan that is not after a time and can be
// decoded, or an empty one.
func hourlyBefore(ctx context.Context, from Source, id room.ID, at, erased time.Time) (Snapshot, error) {
	empty := Snapshot{Room: id, Erased: erased}
	times, err := from.HourlyTimes(ctx, id)
	if err != nil {
		return empty, err
	}
	for _, hour := range slices.Backward(times) {
		if hour.After(at) || !hour.After(erased) {
			continue
		}
		s, err := from.Hourly(ctx, id, hour)
		if errors.Is(err, ErrUnreadable) || err == nil && s.Plan.Version == 0 {
			continue // an earlier one and the history may have it
		}
		return s, err
	}
	return empty, nil
}

// versions has the newest archived version of each row; the plan's row is "". As the stream
// delivers the changes of a row in order, all earlier versions are archived, too.
type versions map[room.ItemID]int64

func (v versions) observeAll(s Snapshot) {
	v[""] = s.Plan.Version
	for id, i := range s.Items {
		v[id] = i.Version
	}
}

func (v versions) observe(c Change) { v[c.Row()] = max(v[c.Row()], c.Version()) }

// complete folds into s the rows of the table whose last change was at or before at. For a row
// that was changed after at, all versions before its current one must be archived; otherwise its
// state at that time is not known yet, and complete returns ErrNotReady. This holds for a tombstone
// that newest no longer has.
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
