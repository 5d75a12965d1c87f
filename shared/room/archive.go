package room

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// Archive keeps rooms outside the table: their history, and their newest snapshot.
type Archive interface {
	// Append writes one history segment, keyed by its first change's sequence
	// number. A segment that is there already stays as it is, and is no error: the
	// stream repeats itself (SN2).
	Append(ctx context.Context, id ID, changes []Change) error
	// Snapshot reads the newest snapshot and its revision; a room that has none gets
	// an empty one.
	Snapshot(ctx context.Context, id ID) (Snapshot, Revision, error)
	// Replace writes s if the stored snapshot is still that revision; else it is
	// ErrReplaced and nothing is written.
	Replace(ctx context.Context, s Snapshot, r Revision) error
	// History walks every change of a room, segment by segment, oldest first.
	// Changes may repeat; Fold does not mind.
	History(ctx context.Context, id ID) iter.Seq2[Change, error]
}

// Revision names one stored snapshot, so that only it can be replaced; "" is none.
type Revision string

// ErrReplaced says that someone else has replaced the snapshot.
var ErrReplaced = errors.New("snapshot was replaced by another")

// keepAttempts bounds the races for one snapshot; the stream comes back for more.
const keepAttempts = 5

// Keep puts changes of one room into history and brings its snapshot up. Doing it
// again changes nothing (SN2, SN3).
func Keep(ctx context.Context, a Archive, id ID, changes []Change) error {
	if err := a.Append(ctx, id, changes); err != nil {
		return fmt.Errorf("append history of %s: %w", id, err)
	}
	for range keepAttempts {
		s, revision, err := a.Snapshot(ctx, id)
		if err != nil {
			return fmt.Errorf("read snapshot of %s: %w", id, err)
		}
		if !Fold(&s, changes) {
			return nil
		}
		if err := a.Replace(ctx, s, revision); !errors.Is(err, ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace snapshot of %s: %w", id, ErrReplaced)
}
