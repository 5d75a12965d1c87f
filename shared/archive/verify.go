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

// Inspector is an archive that can name its other damaged objects.
type Inspector interface {
	// Inspect returns a sentence for each object of a room that is damaged, missing or
	// unknown, but for the newest snapshot, the hourly snapshots and the history. erased is
	// the time of the deletion in the newest snapshot.
	Inspect(ctx context.Context, id room.ID, erased time.Time) ([]string, error)
}

// Report is the result of Verify.
type Report struct {
	Changes    int      // the number of changes replayed
	Trimmed    bool     // some of the first changes have expired
	Mismatches []string // each in English
	Replayed   Snapshot // the state after the last change

	whole  bool        // the history has every change, but for those that have expired
	newest bool        // the newest snapshot is missing, damaged or wrong
	hourly []time.Time // of the hourly snapshots that are missing, damaged or wrong
}

// Verify replays the whole history of a room and compares the result with the newest snapshot,
// with each hourly snapshot, with what Rebuild returns, and with the table (SN5). It also checks
// that the history lacks no version of a row, that each hour has its hourly snapshot, and all
// other objects of the room. What differs is a mismatch in the report, and so is each object that
// is missing or can't be decoded.
//
// live is the room in the table, or nil if the table is lost; rows of it that are not archived yet
// are mismatches, too. Changes made at or before expired may be missing in the history. Verify
// calls each after every change.
func Verify(
	ctx context.Context, from interface {
		Source
		Inspector
	}, id room.ID, live *room.Room, expired time.Time, each func(),
) (Report, error) {
	newest, revision, err := from.Snapshot(ctx, id)
	damaged := err
	if err != nil && !errors.Is(err, ErrUnreadable) {
		return Report{}, fmt.Errorf("newest snapshot of %s: %w", id, err)
	}
	v := verifier{
		from: from, id: id, expired: expired, seen: rowVersions{},
		Report: Report{Replayed: Snapshot{Room: id, Erased: newest.Erased}, whole: true},
	}
	if err := v.replay(ctx, each); err != nil {
		return v.Report, err
	}
	exists := v.Changes > 0 || v.snapshots > 0 || live != nil || !newest.Erased.IsZero()
	switch {
	case damaged != nil:
		v.fault("%v", damaged)
		v.newest = true
	case revision == "" && exists:
		v.fault("the newest snapshot is missing")
		v.newest = true
	default:
		v.newest = v.compare("the newest snapshot", newest, never)
	}
	v.checkVersions()
	others, err := from.Inspect(ctx, id, newest.Erased)
	if err != nil {
		return v.Report, fmt.Errorf("inspect %s: %w", id, err)
	}
	v.Mismatches = append(v.Mismatches, others...)
	if len(v.Mismatches) == 0 {
		rest, err := Rebuild(ctx, from, id, newest.Erased)
		if err != nil {
			return v.Report, err
		}
		v.compare("the newest hourly snapshot and the history after it", rest, never)
	}
	if live != nil {
		v.compare(table, OfRoom(*live), never)
	}
	return v.Report, nil
}

// never is after every change.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// verifier is the state of Verify.
type verifier struct {
	Report
	from      Source
	id        room.ID
	expired   time.Time
	seen      rowVersions
	hours     []time.Time // of the hourly snapshots that were not compared yet
	snapshots int         // the number of hourly snapshots
	first     time.Time   // of the first change
	leftover  int         // changes from before the room's deletion
	open      hour        // the hour of the last change
}

// hour is an hour of UTC with changes.
type hour struct {
	begin   time.Time
	last    time.Time // of its last change
	settled bool      // one of its changes can't arrive after a change of a later hour
	stored  bool      // there is an hourly snapshot of it
}

func (h hour) end() time.Time { return h.begin.Add(HourlyInterval) }

// replay folds the whole history into the report, compares each hourly snapshot with the state at
// its time, and checks the versions.
func (v *verifier) replay(ctx context.Context, each func()) error {
	var err error
	if v.hours, err = v.from.HourlyTimes(ctx, v.id); err != nil {
		return err
	}
	v.snapshots = len(v.hours)
	for c, err := range v.from.History(ctx, v.id, time.Time{}) {
		if d, ok := errors.AsType[*DamagedError](err); ok {
			v.fault("%v", d)
			v.whole = false
			continue
		}
		if err != nil {
			return fmt.Errorf("replay %s: %w", v.id, err)
		}
		v.Changes++
		each()
		if !c.By().At.After(v.Replayed.Erased) {
			v.leftover++
			continue
		}
		if err := v.add(ctx, c); err != nil {
			return err
		}
	}
	if err := v.compareHourly(ctx, never); err != nil {
		return err
	}
	if v.leftover > 0 {
		v.fault("history has %d changes from before the room's deletion: delete the room again", v.leftover)
	}
	return nil
}

// checkVersions reports the versions that the history lacks.
func (v *verifier) checkVersions() {
	// Without an hourly snapshot, all changes but those of the last hour would have expired at once.
	trimmed := v.Trimmed || !v.first.IsZero() && !v.first.Add(-HourlyInterval).After(v.expired)
	for _, row := range slices.Sorted(maps.Keys(v.seen)) {
		for _, gap := range v.seen[row].missing(trimmed) {
			versions := fmt.Sprintf("version %d", gap[0])
			if gap[1] > gap[0] {
				versions = fmt.Sprintf("versions %d to %d", gap[0], gap[1])
			}
			v.fault("history lacks %s of %s", versions, rowName(row))
			v.whole = false
		}
	}
}

func (v *verifier) add(ctx context.Context, c Change) error {
	at := c.By().At
	if err := v.compareHourly(ctx, at); err != nil {
		return err
	}
	if v.first.IsZero() {
		v.first = at
	}
	if begin := at.Truncate(HourlyInterval); !begin.Equal(v.open.begin) {
		v.closeHour()
		v.open = hour{begin: begin}
	}
	v.open.last = at
	v.open.settled = v.open.settled || at.Before(v.open.end().Add(-Lateness))
	row := v.seen.of(c.Row())
	row.seen = append(row.seen, c.Version())
	Fold(&v.Replayed, []Change{c})
	return nil
}

// closeHour reports the hour before a later one if it has no hourly snapshot (SN6).
func (v *verifier) closeHour() {
	h := v.open
	if h.settled && !h.stored && h.last.After(v.expired) {
		v.fault("the hourly snapshot of the hour from %s is missing", h.begin.Format(time.RFC3339))
		v.hourly = append(v.hourly, h.last)
	}
}

// compareHourly compares the hourly snapshots of times before a time with the replayed state.
func (v *verifier) compareHourly(ctx context.Context, before time.Time) error {
	for len(v.hours) > 0 && v.hours[0].Before(before) {
		at := v.hours[0]
		v.hours = v.hours[1:]
		if at.Truncate(HourlyInterval).Equal(v.open.begin) {
			v.open.stored = true
		}
		s, err := v.from.Hourly(ctx, v.id, at)
		what := "the hourly snapshot of " + at.Format(time.RFC3339Nano)
		newer := errors.As(err, new(*room.NewerSchemaError))
		switch {
		case errors.Is(err, ErrUnreadable):
			v.fault("%v", err)
			v.hourly = append(v.hourly, at)
		case newer:
			v.fault("%v", err)
		case err != nil:
			return err
		case at.After(v.Replayed.Erased):
			if v.compare(what, s, at.Truncate(HourlyInterval).Add(HourlyInterval-Lateness)) {
				v.hourly = append(v.hourly, at)
			}
		case s.Plan.Version > 0 || len(s.Items) > 0:
			v.fault("%s is from before the room's deletion: delete the room again", what)
		}
	}
	return nil
}

// rowVersions has the versions of each row that the history or a snapshot has; the plan's row is "".
type rowVersions map[room.ItemID]*versionList

// versionList has the versions of one row. They may be out of order, because the history is
// ordered by time and clocks differ.
type versionList struct {
	start  int64   // the history may lack versions up to this one, which have expired
	seen   []int64 // in the history
	needed []int64 // in a snapshot only
}

func (r rowVersions) of(row room.ItemID) *versionList {
	if r[row] == nil {
		r[row] = &versionList{}
	}
	return r[row]
}

// missing returns the ranges of versions that the history lacks. If the first changes have expired
// (trimmed), the first version of a row that no snapshot has from before them may be any: its
// tombstone may have expired.
func (l *versionList) missing(trimmed bool) (gaps [][2]int64) {
	slices.Sort(l.seen)
	all := slices.Sorted(slices.Values(append(l.needed, l.seen...)))
	last := l.start
	if trimmed && last == 0 && len(all) > 0 {
		last = all[0] - 1
	}
	for _, v := range l.seen {
		if v > last+1 {
			gaps = append(gaps, [2]int64{last + 1, v - 1})
		}
		last = max(last, v)
	}
	if len(all) > 0 && all[len(all)-1] > last {
		gaps = append(gaps, [2]int64{last + 1, all[len(all)-1]})
	}
	return gaps
}

func rowName(row room.ItemID) string {
	if row == "" {
		return "the plan"
	}
	return string(row)
}

// OfRoom returns a room of the table as a snapshot, without the time of its newest change.
func OfRoom(r room.Room) Snapshot {
	s := Snapshot{Room: r.ID, Plan: r.Plan, Items: map[room.ItemID]room.Item{}}
	for _, i := range r.Items {
		s.Items[i.ID] = i
	}
	return s
}

// compare adds a mismatch for every row that differs between the replay and s, and reports whether
// s is wrong: whether it lacks a row of the replay, or has it in an older or another state. It
// accepts a missing tombstone, since it may have expired, different tokens, since leases are not in
// the history, and an older state of a row that changed at settled or later. A newer row of s is
// added to the replay, so that it is reported once.
func (v *verifier) compare(what string, s Snapshot, settled time.Time) (wrong bool) {
	here, there := byRow(v.Replayed), byRow(s)
	rows := maps.Clone(here)
	maps.Copy(rows, there)
	for _, row := range slices.Sorted(maps.Keys(rows)) {
		a, inA := here[row]
		b, inB := there[row]
		switch {
		case !inA, inB && a.Version() < b.Version():
			v.adopt(what, b, here[row])
		case inB && a.Version() == b.Version():
			if !sameRow(a, b) {
				v.fault("%s, version %d, differs in history and in %s", rowName(row), a.Version(), what)
				wrong = true
			}
		case !inB && a.Item != nil && a.Item.Removed:
		case !inB && v.seen[row].expired():
			delete(v.Replayed.Items, row) // a later change, which has expired, removed it
		case a.By().At.Before(settled):
			v.differs(what, row, a.Version(), b)
			wrong = true
		}
	}
	return wrong
}

// expired reports whether the history has no change of the row.
func (l *versionList) expired() bool { return l != nil && len(l.seen) == 0 && len(l.needed) == 0 }

// adopt adds to the replay a row that is newer in a snapshot or the table, which what names. old is
// the row in the replay.
func (v *verifier) adopt(what string, c, old Change) {
	row := v.seen.of(c.Row())
	switch {
	case !c.By().At.After(v.expired):
		v.Trimmed = true
		row.start = max(row.start, c.Version())
	case what == table: // it may not be archived yet
		v.differs(what, c.Row(), version(old), c)
	default:
		row.needed = append(row.needed, c.Version())
	}
	Fold(&v.Replayed, []Change{c})
}

// table is the name of the table in mismatches.
const table = "the table"

func (v *verifier) differs(what string, row room.ItemID, replayed int64, c Change) {
	v.fault("%s is version %d in history, %d in %s", rowName(row), replayed, version(c), what)
}

// version returns a change's version, 0 if it is none.
func version(c Change) int64 {
	if c.Item == nil && c.Plan == nil {
		return 0
	}
	return c.Version()
}

func byRow(s Snapshot) map[room.ItemID]Change {
	rows := map[room.ItemID]Change{}
	for _, c := range s.rows() {
		rows[c.Row()] = c
	}
	return rows
}

// sameRow reports whether two changes of one row are to the same state.
func sameRow(a, b Change) bool {
	if a.Plan != nil {
		return room.SamePlan(*a.Plan, *b.Plan)
	}
	return SamePlacement(*a.Item, *b.Item)
}

func (r *Report) fault(format string, args ...any) {
	r.Mismatches = append(r.Mismatches, fmt.Sprintf(format, args...))
}
