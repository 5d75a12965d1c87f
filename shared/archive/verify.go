package archive

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Report is what Check found.
type Report struct {
	Changes    int      // that were replayed
	Trimmed    bool     // the beginning of history is past its retention; replayed from the oldest snapshot
	Mismatches []string // in words; none when all agree
	Replayed   Snapshot
}

// Verify rebuilds a room from its whole history and compares that with the newest
// snapshot, with a dated snapshot and the rest, and with the table (SN5); no version of
// a row may be missing in between. live is nil
// for a room without a table. While the stream has not drained, rows of the table may
// be ahead: that is a fault, too, and gone a few seconds later.
func Verify(ctx context.Context, from Source, id room.ID, live *room.Room, each func()) (Report, error) {
	newest, revision, err := from.Snapshot(ctx, id)
	unreadable := errors.Is(err, ErrUnreadable)
	if err != nil && !unreadable {
		return Report{}, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	r, err := replay(ctx, from, id, each)
	if err != nil {
		return r, err
	}
	switch {
	case unreadable:
		r.fault("the newest snapshot can't be read; the next change makes it anew")
	case revision == "" && r.Changes > 0:
		r.fault("the newest snapshot is missing; the next change makes it anew")
	default:
		r.compare("the newest snapshot", newest)
	}
	switch rest, err := Rebuild(ctx, from, id, newest.Erased); {
	case err == nil:
		r.compare("the newest dated snapshot and the rest", rest)
	case !errors.As(err, new(*DamagedError)): // replay has it
		return r, err
	}
	if live != nil {
		r.compare("the table", OfRoom(*live))
	}
	return r, nil
}

func replay(ctx context.Context, from Source, id room.ID, each func()) (Report, error) {
	r := Report{Replayed: Snapshot{Room: id}}
	seen, trimmed := runs{}, false
	for c, err := range from.History(ctx, id, time.Time{}) {
		if d, ok := errors.AsType[*DamagedError](err); ok {
			r.fault("%v", d)
			continue
		}
		if err != nil {
			return r, fmt.Errorf("replay %s: %w", id, err)
		}
		if r.Changes == 0 && c.Version() > 1 {
			if err := r.trimmed(ctx, from, id); err != nil {
				return r, err
			}
			seen.begin(r.Replayed)
			trimmed = true
		}
		seen.add(c)
		Fold(&r.Replayed, []Change{c})
		r.Changes++
		each()
	}
	for _, row := range slices.Sorted(maps.Keys(seen)) {
		if missing := seen[row].missing(trimmed); missing > 0 {
			r.fault("history lacks version %d of %s", missing, rowName(row))
		}
	}
	return r, nil
}

// runs are the versions of each row that history has. They need not come in order:
// history is ordered by time, and clocks are apart.
type runs map[room.ItemID]*run

type run struct {
	from int64 // up to here the row need not be in history
	seen []int64
}

func (r runs) begin(s Snapshot) {
	r.of("").from = s.Plan.Version
	for id, i := range s.Items {
		r.of(id).from = i.Version
	}
}

func (r runs) of(row room.ItemID) *run {
	if r[row] == nil {
		r[row] = &run{}
	}
	return r[row]
}

func (r runs) add(c Change) {
	row := r.of(c.Row())
	row.seen = append(row.seen, c.Version())
}

// missing is the lowest version that lacks below one that is there; 0 for none. Where
// the beginning of history is gone, an item may have begun as a tombstone that was swept.
func (r *run) missing(trimmed bool) int64 {
	slices.Sort(r.seen)
	last := r.from
	if trimmed && last == 0 && len(r.seen) > 0 {
		last = r.seen[0] - 1
	}
	for _, v := range r.seen {
		if v > last+1 {
			return last + 1
		}
		last = max(last, v)
	}
	return 0
}

func rowName(row room.ItemID) string {
	if row == "" {
		return "the plan"
	}
	return string(row)
}

// trimmed begins with the oldest dated snapshot.
func (r *Report) trimmed(ctx context.Context, from Source, id room.ID) error {
	dates, err := from.HourlyTimes(ctx, id)
	if err != nil || len(dates) == 0 {
		return err
	}
	r.Trimmed = true
	r.Replayed, err = from.Hourly(ctx, id, dates[0])
	return err
}

// OfRoom is a room of the table as a snapshot.
func OfRoom(r room.Room) Snapshot {
	s := Snapshot{Room: r.ID, Plan: r.Plan, Items: map[room.ItemID]room.Item{}}
	for _, i := range r.Items {
		s.Items[i.ID] = i
	}
	return s
}

// compare notes every row that s has otherwise than the replay. A tombstone that one
// side lacks was swept; a token that is higher belongs to a later lease.
func (r *Report) compare(what string, s Snapshot) {
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
		if !swept && (a.Version != b.Version || !SamePlacement(a, b)) {
			r.fault("%s is version %d in history, %d in %s", id, a.Version, b.Version, what)
		}
	}
}

func (r *Report) fault(format string, args ...any) {
	r.Mismatches = append(r.Mismatches, fmt.Sprintf(format, args...))
}
