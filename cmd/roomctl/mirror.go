package main

import (
	"context"
	"errors"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// mirror copies a room's history and snapshots from another bucket to the stack's bucket; s is the
// room's state in the former. What the latter has from the time before a deletion there is not
// copied. mirror returns the room's state in the stack's bucket, which may have later changes, and
// the errors of objects that can't be read and were not copied.
func (a *app) mirror(
	ctx context.Context, t *stackConfig, from roomArchive, s archive.Snapshot, step func(),
) (merged archive.Snapshot, left []error, err error) {
	to, err := a.openBucket(ctx, t)
	if err != nil {
		return merged, nil, err
	}
	copied, err := archive.Newest(ctx, to, s.Room)
	if err != nil {
		return merged, nil, err
	}
	m := mirroring{from: from, to: to, room: s.Room, erased: copied.Erased}
	if s.Erased.After(m.erased) {
		m.erased = s.Erased
	}
	if err := m.history(ctx, step); err != nil {
		return merged, nil, err
	}
	if err := m.hourly(ctx); err != nil {
		return merged, nil, err
	}
	if err := m.named(ctx); err != nil {
		return merged, nil, err
	}
	merged, err = archive.Merge(ctx, to, s)
	return merged, m.left, err
}

type mirroring struct {
	from, to roomArchive
	room     room.ID
	erased   time.Time // of the room's last deletion in either bucket
	left     []error
}

func (m *mirroring) history(ctx context.Context, step func()) error {
	from, to, id := m.from, m.to, m.room
	var chunk []archive.Change
	for c, err := range from.History(ctx, id, time.Time{}) {
		if damaged, ok := errors.AsType[*archive.DamagedError](err); ok && errors.Is(err, archive.ErrUnreadable) {
			m.left = append(m.left, damaged)
			continue
		}
		if err != nil {
			return err
		}
		if !c.By().At.After(m.erased) {
			continue
		}
		if chunk = append(chunk, c); len(chunk) == 200 {
			if err := to.Append(ctx, id, chunk); err != nil {
				return err
			}
			chunk = nil
		}
		step()
	}
	if len(chunk) == 0 {
		return nil
	}
	return to.Append(ctx, id, chunk)
}

func (m *mirroring) hourly(ctx context.Context) error {
	times, err := m.from.HourlyTimes(ctx, m.room)
	if err != nil {
		return err
	}
	for _, at := range times {
		if !at.After(m.erased) {
			continue
		}
		s, err := m.from.Hourly(ctx, m.room, at)
		if errors.Is(err, archive.ErrUnreadable) {
			m.left = append(m.left, err)
			continue
		}
		if err == nil {
			err = m.to.PutHourly(ctx, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *mirroring) named(ctx context.Context) error {
	named, err := m.from.ListNamedVersions(ctx, m.room)
	if errors.Is(err, archive.ErrUnreadable) {
		m.left = append(m.left, err)
		return nil
	}
	if err != nil {
		return err
	}
	for _, v := range named {
		err := m.to.PutNamedVersion(ctx, m.room, v)
		if err != nil && err != archive.ErrExists && room.CodeOf(err) != room.NotFound {
			return err
		}
	}
	return nil
}
