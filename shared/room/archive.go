package room

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"time"
)

// Archive keeps rooms outside the table: their history, and their snapshots.
type Archive interface {
	// Append writes one history segment, keyed by its first change's sequence
	// number. A segment that is there already stays as it is, and is no error: the
	// stream repeats itself (SN2).
	Append(ctx context.Context, id ID, changes []Change) error
	// Snapshot reads the newest snapshot and its revision; a room that has none gets
	// an empty one. One that is there and can't be read is ErrUnreadable, with its
	// revision.
	Snapshot(ctx context.Context, id ID) (Snapshot, Revision, error)
	// Replace writes s if the stored snapshot is still that revision; else it is
	// ErrReplaced and nothing is written.
	Replace(ctx context.Context, s Snapshot, r Revision) error
	// Date puts s beside the newest one, under the time of the newest change in it.
	// One that is there already stays as it is.
	Date(ctx context.Context, s Snapshot) error
	// History walks the changes of a room, segment by segment, oldest first, from
	// the segment after that sequence number on; all of them after "". Changes may
	// repeat; Fold does not mind.
	History(ctx context.Context, id ID, after Sequence) iter.Seq2[Change, error]
}

// Revision names one stored snapshot, so that only it can be replaced; "" is none.
type Revision string

var (
	// ErrReplaced says that someone else has replaced the snapshot.
	ErrReplaced = errors.New("snapshot was replaced by another")
	// ErrUnreadable says that a snapshot is there, but is none.
	ErrUnreadable = errors.New("snapshot can't be read")
)

// DatedEvery is how far apart dated snapshots are at least (SN6): to look back at a
// moment costs an hour's history at most.
const DatedEvery = time.Hour

// keepAttempts bounds the races for one snapshot; the stream comes back for more.
const keepAttempts = 5

// Keep puts changes of one room into history and brings its snapshot up. Doing it
// again changes nothing (SN2, SN3).
func Keep(ctx context.Context, a Archive, id ID, changes []Change) error {
	for range keepAttempts {
		s, revision, err := a.Snapshot(ctx, id)
		if errors.Is(err, ErrUnreadable) {
			s, err = Replay(ctx, a, id)
		}
		if err != nil {
			return fmt.Errorf("read snapshot of %s: %w", id, err)
		}
		err = keep(ctx, a, s, revision, s.fresh(changes))
		if !errors.Is(err, ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace snapshot of %s: %w", id, ErrReplaced)
}

func keep(ctx context.Context, a Archive, s Snapshot, r Revision, changes []Change) error {
	if len(changes) == 0 {
		return nil
	}
	if err := a.Append(ctx, s.Room, changes); err != nil {
		return fmt.Errorf("append history of %s: %w", s.Room, err)
	}
	before := s
	before.Items = maps.Clone(s.Items)
	if !Fold(&s, changes) {
		return nil
	}
	// The state at the end of an hour is dated when the next one begins.
	if !before.At.IsZero() && s.At.Truncate(DatedEvery).After(before.At) {
		if err := a.Date(ctx, before); err != nil {
			return fmt.Errorf("date snapshot of %s: %w", s.Room, err)
		}
	}
	return a.Replace(ctx, s, r)
}

// NewStream says that the room's changes come from another table's stream from now on,
// which counts anew (SN9).
func NewStream(ctx context.Context, a Archive, id ID) error {
	for range keepAttempts {
		s, revision, err := a.Snapshot(ctx, id)
		if err != nil {
			return fmt.Errorf("read snapshot of %s: %w", id, err)
		}
		s.Through = s.Through.NextEpoch()
		if err := a.Replace(ctx, s, revision); !errors.Is(err, ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace snapshot of %s: %w", id, ErrReplaced)
}

// Replay folds a room's whole history.
func Replay(ctx context.Context, a Archive, id ID) (Snapshot, error) {
	s := Snapshot{Room: id}
	for c, err := range a.History(ctx, id, "") {
		if err != nil {
			return s, fmt.Errorf("replay %s: %w", id, err)
		}
		Fold(&s, []Change{c})
	}
	return s, nil
}
