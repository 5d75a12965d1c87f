// Package archive keeps the history and the snapshots of rooms, and answers questions about
// their past: what a room was at a time, who changed it, and how two times differ. Package
// s3archive stores them in S3.
//
// Reading order: snapshot.go (changes and snapshots), archive.go (the store, and Ingest), then
// what reads it: stateat.go, list.go, diff.go and verify.go; then what writes to the table:
// restore.go and rows.go.
package archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Reader reads the archive of a room.
type Reader interface {
	// Snapshot returns the newest snapshot and its revision. For a room without a snapshot it
	// returns an empty one, with the time of the room's deletion, and the revision "". For a
	// snapshot that can't be decoded it returns ErrUnreadable with that empty snapshot and the
	// revision. If the time of the deletion can't be decoded either, it returns a
	// *DamagedError: the room's rows can't be told from those of before the deletion. For a
	// snapshot in a newer schema it returns a *room.NewerSchemaError (MG2).
	Snapshot(ctx context.Context, id room.ID) (Snapshot, Revision, error)
	// HourlyTimes returns the times of the hourly snapshots, oldest first.
	HourlyTimes(ctx context.Context, id room.ID) ([]time.Time, error)
	// Hourly returns the hourly snapshot of one of the HourlyTimes, with the errors of
	// Snapshot.
	Hourly(ctx context.Context, id room.ID, at time.Time) (Snapshot, error)
	// History iterates over the changes of a room that were made at from or later, in the
	// order of Change.Compare, each once. The zero time means from the first change. For a
	// part of the history that can't be decoded, or that a newer schema wrote, it yields a
	// *DamagedError, and continues after it if the caller does. Any other error is the last
	// value.
	History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[Change, error]
}

// Store is an archive that can be written: the history and the snapshots of rooms.
type Store interface {
	Reader
	// Append adds changes, in any order, to the history. A change that the history has already
	// is not an error, because the stream may deliver it again (SN2).
	Append(ctx context.Context, id room.ID, changes []Change) error
	// Replace writes s as the newest snapshot if the stored one still has the revision r.
	// Otherwise it writes nothing and returns ErrReplaced.
	Replace(ctx context.Context, s Snapshot, r Revision) error
	// PutHourly stores s as the hourly snapshot of the time s.At. If there is one of that
	// time, it does nothing.
	PutHourly(ctx context.Context, s Snapshot) error
	// Purge removes changes made at or before until, the time of the room's deletion, and
	// hourly snapshots of such times: an ingest may have written them after the deletion. It
	// may also remove later changes that were appended together with them.
	Purge(ctx context.Context, id room.ID, until time.Time) error
}

// Revision identifies the stored state of a room's newest snapshot; "" means that there is none.
type Revision string

var (
	// ErrReplaced means that the snapshot was replaced since it was read.
	ErrReplaced = errors.New("snapshot was replaced by another")
	// ErrUnreadable means that a snapshot, or a part of the history, exists and can't be decoded.
	ErrUnreadable = errors.New("can't be read")
	// ErrNoPlan means that the archive has lost the plan of a room that was not deleted. It
	// wraps ErrUnreadable.
	ErrNoPlan = fmt.Errorf("the bucket has no plan of the room, and the room was not deleted: its plan %w", ErrUnreadable)
)

// DamagedError is the error for a part of a room's history, in one object, that can't be
// decoded. It wraps ErrUnreadable, but for a part that a newer schema wrote: a newer version of
// this program can read that (MG2).
type DamagedError struct {
	Key         string    // the object
	First, Last time.Time // of the changes in it; both zero if they are not known
	Err         error     // of the decoding
}

func (e *DamagedError) Error() string { return fmt.Sprintf("%s %v: %v", e.Key, ErrUnreadable, e.Err) }

func (e *DamagedError) Unwrap() []error {
	if errors.As(e.Err, new(*room.NewerSchemaError)) {
		return []error{e.Err}
	}
	return []error{ErrUnreadable, e.Err}
}

// Overlaps reports whether the part may have a change made from from to to, both included.
// A zero time is no bound.
func (e *DamagedError) Overlaps(from, to time.Time) bool {
	if e.Last.IsZero() {
		return true
	}
	return (from.IsZero() || !e.Last.Before(from)) && (to.IsZero() || !e.First.After(to))
}

// HourlyInterval is the length of an hour of UTC. A room has at most one hourly snapshot in each
// (SN6), so that StateAt reads the history of one hour at most.
const HourlyInterval = time.Hour

// Lateness bounds the difference in time between a change and an older change of the same room
// that is archived after it: the functions' clocks differ by up to a minute, and so do batches of
// the stream that are ingested concurrently. Only the changes of one row arrive in order.
const Lateness = 2 * time.Minute

// ingestAttempts bounds the attempts to replace a snapshot. Up to ten batches of a shard are
// ingested concurrently, and one of them succeeds in each round. After the last attempt the
// stream delivers the batch again.
const ingestAttempts = 12

// Ingest appends changes of one room to its history and updates its newest snapshot. Changes
// that are archived already have no effect (SN2, SN3), nor do changes from before the room's
// deletion (SN8). It returns the errors of Newest and of the Store.
func Ingest(ctx context.Context, a Store, id room.ID, changes []Change) error {
	for range ingestAttempts {
		s, revision, rebuilt, err := newest(ctx, a, id)
		if err != nil {
			return fmt.Errorf("read snapshot of %s: %w", id, err)
		}
		if s.erasedAny(changes) {
			// This or an earlier attempt may have read the snapshot before the room was deleted,
			// and have written its changes after the deletion.
			if err := a.Purge(ctx, id, s.Erased); err != nil {
				return fmt.Errorf("purge %s: %w", id, err)
			}
		}
		rest := s.unarchived(changes)
		if len(rest) == 0 && !rebuilt {
			return nil
		}
		err = ingest(ctx, a, s, revision, rest)
		if !errors.Is(err, ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace snapshot of %s: %w", id, ErrReplaced)
}

func ingest(ctx context.Context, a Store, s Snapshot, r Revision, changes []Change) error {
	if len(changes) > 0 {
		if err := a.Append(ctx, s.Room, changes); err != nil {
			return fmt.Errorf("append history of %s: %w", s.Room, err)
		}
	}
	s.Items = maps.Clone(s.Items)
	// The first change of an hour makes the state before it an hourly snapshot. A batch may
	// span hours, if the stream's function failed for some time.
	for _, c := range slices.SortedStableFunc(slices.Values(changes), byTime) {
		if !s.At.IsZero() && c.By().At.Truncate(HourlyInterval).After(s.At) {
			if err := a.PutHourly(ctx, s); err != nil {
				return fmt.Errorf("put hourly snapshot of %s: %w", s.Room, err)
			}
		}
		Fold(&s, []Change{c})
		s.sweep()
	}
	return a.Replace(ctx, s, r)
}

func byTime(a, b Change) int { return a.By().At.Compare(b.By().At) }

// Newest returns the newest snapshot of a room. If it is missing or can't be decoded, it returns
// the result of Rebuild (SN7).
func Newest(ctx context.Context, a Reader, id room.ID) (Snapshot, error) {
	s, _, _, err := newest(ctx, a, id)
	return s, err
}

// newest is Newest with the revision of the stored snapshot; rebuilt means that the snapshot
// must be stored again. It also rebuilds a snapshot that does not exist, since it may have been
// lost: for the first change of a new room this costs two listings. A snapshot that has items and
// no plan is completed from the history.
func newest(ctx context.Context, a Reader, id room.ID) (s Snapshot, r Revision, rebuilt bool, err error) {
	s, r, err = a.Snapshot(ctx, id)
	if _, lost := errors.AsType[*DamagedError](err); lost {
		return s, r, false, err
	}
	stored := s
	if errors.Is(err, ErrUnreadable) || err == nil && (r == "" || stored.lacksPlan()) {
		s, err = Rebuild(ctx, a, id, s.Erased)
		if err == nil && stored.lacksPlan() {
			s.merge(stored)
		}
		rebuilt = err == nil && (!s.At.IsZero() || !s.Erased.IsZero())
	}
	return s, r, rebuilt, err
}

// streamLife is how long the stream keeps a record. A change is therefore not delivered later
// than that after it was made.
const streamLife = 24 * time.Hour

// Rebuild returns the newest state of a room, from its newest hourly snapshot that can be decoded
// and the history after it. It ignores what was made at or before erased, the time of the room's
// deletion. If a part of that history can't be decoded, it returns a *DamagedError.
func Rebuild(ctx context.Context, a Reader, id room.ID, erased time.Time) (Snapshot, error) {
	s, err := newestHourly(ctx, a, id, erased)
	if err != nil {
		return s, fmt.Errorf("rebuild %s: %w", id, err)
	}
	var from time.Time
	if !s.At.IsZero() {
		from = s.At.Add(-streamLife)
	}
	for c, err := range a.History(ctx, id, from) {
		if err != nil {
			return s, fmt.Errorf("rebuild %s: %w", id, err)
		}
		if c.By().At.After(s.Erased) {
			Fold(&s, []Change{c})
		}
	}
	s.sweep()
	return s, nil
}

// newestHourly returns the newest hourly snapshot with a plan that is after erased and can be
// decoded, or an empty snapshot.
func newestHourly(ctx context.Context, a Reader, id room.ID, erased time.Time) (Snapshot, error) {
	empty := Snapshot{Room: id, Erased: erased}
	times, err := a.HourlyTimes(ctx, id)
	if err != nil {
		return empty, err
	}
	for _, at := range slices.Backward(times) {
		if !at.After(erased) {
			break
		}
		s, err := a.Hourly(ctx, id, at)
		if errors.Is(err, ErrUnreadable) || err == nil && s.Plan.Version == 0 {
			continue // history may have the plan
		}
		if erased.After(s.Erased) {
			s.Erased = erased
		}
		return s, err
	}
	return empty, nil
}
