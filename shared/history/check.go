package history

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Report is what Check found.
type Report struct {
	Changes  int      // that were replayed
	Trimmed  bool     // the beginning of history is past its retention; replayed from the oldest snapshot
	Faults   []string // in words; none when all agree
	Replayed room.Snapshot
}

// Check rebuilds a room from its whole history and compares that with the newest
// snapshot, with a dated snapshot and the rest, and with the table (SN5); no version of
// a row may be missing in between. live is nil
// for a room without a table. While the stream has not drained, rows of the table may
// be ahead: that is a fault, too, and gone a few seconds later.
func Check(ctx context.Context, from Source, id room.ID, live *room.Room, each func()) (Report, error) {
	newest, _, err := from.Snapshot(ctx, id)
	if err != nil {
		return Report{}, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	r, err := replay(ctx, from, id, each)
	if err != nil {
		return r, err
	}
	r.compare("the newest snapshot", newest)
	rest, err := snapshotAndRest(ctx, from, id)
	if err != nil {
		return r, err
	}
	r.compare("the newest dated snapshot and the rest", rest)
	if live != nil {
		r.compare("the table", OfRoom(*live))
	}
	return r, nil
}

func replay(ctx context.Context, from Source, id room.ID, each func()) (Report, error) {
	r := Report{Replayed: room.Snapshot{Room: id}}
	seen := versions{}
	for c, err := range from.History(ctx, id, "") {
		if err != nil {
			return r, fmt.Errorf("replay %s: %w", id, err)
		}
		if r.Changes == 0 && version(c) > 1 {
			if err := r.trimmed(ctx, from, id); err != nil {
				return r, err
			}
			seen.of(r.Replayed)
		}
		if had := seen[key(c)]; version(c) > had+1 {
			r.fault("history lacks version %d of %s", had+1, rowName(c))
		}
		seen[key(c)] = max(seen[key(c)], version(c))
		room.Fold(&r.Replayed, []room.Change{c})
		r.Changes++
		each()
	}
	return r, nil
}

func rowName(c room.Change) string {
	if c.Plan != nil {
		return "the plan"
	}
	return string(c.Item.ID)
}

// trimmed begins with the oldest dated snapshot.
func (r *Report) trimmed(ctx context.Context, from Source, id room.ID) error {
	dates, err := from.Dates(ctx, id)
	if err != nil || len(dates) == 0 {
		return err
	}
	r.Trimmed = true
	r.Replayed, err = from.Dated(ctx, id, dates[0])
	return err
}

// snapshotAndRest is the newest dated snapshot, brought up by the history after it.
func snapshotAndRest(ctx context.Context, from Source, id room.ID) (room.Snapshot, error) {
	s := room.Snapshot{Room: id}
	dates, err := from.Dates(ctx, id)
	if err == nil && len(dates) > 0 {
		s, err = from.Dated(ctx, id, dates[len(dates)-1])
	}
	if err != nil {
		return s, err
	}
	for c, err := range from.History(ctx, id, s.Through) {
		if err != nil {
			return s, fmt.Errorf("replay %s: %w", id, err)
		}
		room.Fold(&s, []room.Change{c})
	}
	return s, nil
}

// OfRoom is a room of the table as a snapshot.
func OfRoom(r room.Room) room.Snapshot {
	s := room.Snapshot{Room: r.ID, Plan: r.Plan, Items: map[room.ItemID]room.Item{}}
	for _, i := range r.Items {
		s.Items[i.ID] = i
	}
	return s
}

// compare notes every row that s has otherwise than the replay. A tombstone that one
// side lacks was swept; a token that is higher belongs to a later lease.
func (r *Report) compare(what string, s room.Snapshot) {
	if v := s.Plan.Version; r.Replayed.Plan.Version != v || v > 0 && !room.SamePlan(r.Replayed.Plan, s.Plan) {
		r.fault("the plan is version %d in history, %d in %s", r.Replayed.Plan.Version, s.Plan.Version, what)
	}
	ids := map[room.ItemID]bool{}
	for id := range r.Replayed.Items {
		ids[id] = true
	}
	for id := range s.Items {
		ids[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		a, inA := r.Replayed.Items[id]
		b, inB := s.Items[id]
		swept := (!inA || a.Removed) && (!inB || b.Removed) && inA != inB
		if !swept && (a.Version != b.Version || !room.SameStand(a, b)) {
			r.fault("%s is version %d in history, %d in %s", id, a.Version, b.Version, what)
		}
	}
}

func (r *Report) fault(format string, args ...any) {
	r.Faults = append(r.Faults, fmt.Sprintf(format, args...))
}
