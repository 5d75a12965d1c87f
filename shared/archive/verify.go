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

// Report is the result of Verify.
type Report struct {
	Changes    int      // the number of changes replayed
	Trimmed    bool     // the first changes have expired: the replay began at the oldest hourly snapshot
	Mismatches []string // each in English
	Replayed   Snapshot // the state after the last change
}

// Verify replays the whole history of a room and compares the result with the newest snapshot,
// with the newest hourly snapshot and the history after it, and with the table (SN5). It also
// checks that the history lacks no version of a row. What differs, and each part of the history
// that can't be decoded, is a mismatch in the report. live is the room in the table, or nil if
// the table is lost; rows of it that are not archived yet are mismatches, too. Verify calls each
// after every change.
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
		r.fault("the newest snapshot can't be read; the next change replaces it")
	case revision == "" && r.Changes > 0:
		r.fault("the newest snapshot is missing; the next change writes it")
	default:
		r.compare("the newest snapshot", newest)
	}
	switch rest, err := Rebuild(ctx, from, id, newest.Erased); {
	case err == nil:
		r.compare("the newest hourly snapshot and the history after it", rest)
	case !errors.As(err, new(*DamagedError)): // replay reports damaged parts
		return r, err
	}
	if live != nil {
		r.compare("the table", OfRoom(*live))
	}
	return r, nil
}

// replay folds the whole history into the report and checks its versions.
func replay(ctx context.Context, from Source, id room.ID, each func()) (Report, error) {
	r := Report{Replayed: Snapshot{Room: id}}
	seen, trimmed := rowVersions{}, false
	for c, err := range from.History(ctx, id, time.Time{}) {
		if d, ok := errors.AsType[*DamagedError](err); ok {
			r.fault("%v", d)
			continue
		}
		if err != nil {
			return r, fmt.Errorf("replay %s: %w", id, err)
		}
		if r.Changes == 0 && c.Version() > 1 {
			if err := r.startAtOldestHourly(ctx, from, id); err != nil {
				return r, err
			}
			seen.startAt(r.Replayed)
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

// rowVersions has the versions of each row that the history has; the plan's row is "".
type rowVersions map[room.ItemID]*versionList

// versionList has the versions of one row. They may be out of order, because the history is
// ordered by time and clocks differ.
type versionList struct {
	start int64 // the history may lack versions up to this one
	seen  []int64
}

func (r rowVersions) startAt(s Snapshot) {
	r.of("").start = s.Plan.Version
	for id, i := range s.Items {
		r.of(id).start = i.Version
	}
}

func (r rowVersions) of(row room.ItemID) *versionList {
	if r[row] == nil {
		r[row] = &versionList{}
	}
	return r[row]
}

func (r rowVersions) add(c Change) {
	row := r.of(c.Row())
	row.seen = append(row.seen, c.Version())
}

// missing returns the lowest version that is missing below one that the history has, or 0. If the
// first changes have expired (trimmed), the first version of a row that the oldest hourly snapshot
// lacks may be any: its tombstone may have expired.
func (l *versionList) missing(trimmed bool) int64 {
	slices.Sort(l.seen)
	last := l.start
	if trimmed && last == 0 && len(l.seen) > 0 {
		last = l.seen[0] - 1
	}
	for _, v := range l.seen {
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

// startAtOldestHourly makes the replay begin with the oldest hourly snapshot, if there is one.
func (r *Report) startAtOldestHourly(ctx context.Context, from Source, id room.ID) error {
	times, err := from.HourlyTimes(ctx, id)
	if err != nil || len(times) == 0 {
		return err
	}
	r.Trimmed = true
	r.Replayed, err = from.Hourly(ctx, id, times[0])
	return err
}

// OfRoom returns a room of the table as a snapshot, without the time of its newest change.
func OfRoom(r room.Room) Snapshot {
	s := Snapshot{Room: r.ID, Plan: r.Plan, Items: map[room.ItemID]room.Item{}}
	for _, i := range r.Items {
		s.Items[i.ID] = i
	}
	return s
}

// compare adds a mismatch for every row that differs between the replay and s. It accepts a
// tombstone that only one of them has, since it may have expired, and different tokens, since
// leases are not in the history.
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
