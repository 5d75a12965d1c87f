package history

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"homstyle.dev/planner/shared/room"
)

// ErrBehind says that the archive has not got to that moment yet: it follows the
// table by seconds. Ask again.
var ErrBehind = errors.New("the history of that moment is still on its way")

// skew bounds how far the clocks of functions are apart.
const skew = time.Minute

// Look is the room as it was at a moment (HS1): the newest snapshot that is not after
// it, and the history since. live is the table's room, read before: what changed last
// before the moment may not be in the archive yet. It is nil for a room whose table is
// lost.
func Look(ctx context.Context, from Source, id room.ID, at time.Time, live *room.Room) (room.Snapshot, error) {
	base, err := before(ctx, from, id, at)
	if err != nil {
		return base, err
	}
	archived := versions{}
	archived.of(base)
	for c, err := range from.History(ctx, id, base.Through) {
		if err != nil {
			return base, fmt.Errorf("look back at %s: %w", id, err)
		}
		if c.By().At.After(at.Add(skew)) {
			return base, nil // the stream keeps order: all up to the moment came before
		}
		archived.saw(c, at)
		if !c.By().At.After(at) && c.By().At.After(base.Erased) {
			room.Fold(&base, []room.Change{c})
		}
	}
	if live == nil {
		return base, nil
	}
	return base, archived.complete(&base, at, *live)
}

// before is the newest snapshot that is not after a moment; an empty one if none is.
func before(ctx context.Context, from Source, id room.ID, at time.Time) (room.Snapshot, error) {
	newest, _, err := from.Snapshot(ctx, id)
	if err != nil && !errors.Is(err, room.ErrUnreadable) {
		return newest, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	if err == nil && !newest.At.After(at) {
		return newest, nil
	}
	empty := room.Snapshot{Room: id, Erased: newest.Erased}
	dates, err := from.Dates(ctx, id)
	if err != nil {
		return empty, err
	}
	for n := len(dates) - 1; n >= 0; n-- {
		if !dates[n].After(at) {
			return from.Dated(ctx, id, dates[n])
		}
	}
	return empty, nil
}

// versions are the newest of each row that the archive was seen to have; the plan's
// row is "".
type versions map[room.ItemID]int64

func (v versions) of(s room.Snapshot) {
	v[""] = s.Plan.Version
	for id, i := range s.Items {
		v[id] = i.Version
	}
}

// saw notes a change. A row's changes come in order: one after the moment says that
// all before it are there.
func (v versions) saw(c room.Change, at time.Time) {
	if c.By().At.After(at) {
		v[key(c)] = math.MaxInt64
	} else {
		v[key(c)] = max(v[key(c)], version(c))
	}
}

// complete brings s up by the rows of the table that were written last before the
// moment. Of a row that was written since, the archive must have all that came
// before; else nobody knows yet what it was.
func (v versions) complete(s *room.Snapshot, at time.Time, live room.Room) error {
	rows := []room.Change{{Room: s.Room, Plan: &live.Plan}}
	for n := range live.Items {
		rows = append(rows, room.Change{Room: s.Room, Item: &live.Items[n]})
	}
	for _, c := range rows {
		switch {
		case !c.By().At.After(at):
			room.Fold(s, []room.Change{c})
		case v[key(c)] < version(c)-1:
			return ErrBehind
		}
	}
	return nil
}

func key(c room.Change) room.ItemID {
	if c.Plan != nil {
		return ""
	}
	return c.Item.ID
}

func version(c room.Change) int64 {
	if c.Plan != nil {
		return c.Plan.Version
	}
	return c.Item.Version
}
