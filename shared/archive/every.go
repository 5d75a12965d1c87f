package archive

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Snapshots reads the newest snapshots of all rooms.
type Snapshots interface {
	// Snapshot is that of Reader.
	Snapshot(ctx context.Context, id room.ID) (Snapshot, Revision, error)
	// Rooms is that of Catalog.
	Rooms(ctx context.Context) iter.Seq2[room.ID, error]
}

// snapshotsAtOnce bounds the snapshots that EachSnapshot reads at the same time.
const snapshotsAtOnce = 16

// EachSnapshot calls each with the stored newest snapshot of every room, also of those that were
// deleted or have none yet, in no order and one at a time. For a snapshot that can't be read it
// calls failed, and continues. It returns an error if the rooms can't be listed, or if ctx ends.
func EachSnapshot(ctx context.Context, from Snapshots, each func(Snapshot), failed func(room.ID, error)) error {
	var group errgroup.Group
	group.SetLimit(snapshotsAtOnce)
	var mu sync.Mutex
	for id, err := range from.Rooms(ctx) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			_ = group.Wait()
			return fmt.Errorf("snapshots of all rooms: %w", err)
		}
		group.Go(func() error {
			s, _, err := from.Snapshot(ctx, id)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failed(id, err)
				return nil
			}
			each(s)
			return nil
		})
	}
	_ = group.Wait()
	return ctx.Err()
}

// Products returns the catalogue ids of what stands in the room, sorted, each once: no tombstones,
// and no pieces that somebody has already.
func (s *Snapshot) Products() []string {
	var ids []string
	for _, i := range s.Items {
		if !i.Removed && i.Product != "" {
			ids = append(ids, i.Product)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// LastUser returns the user who made the newest change in the room, "" if it has no rows.
func (s *Snapshot) LastUser() string {
	var newest room.Author
	for _, c := range s.rows() {
		if by := c.By(); by.At.After(newest.At) {
			newest = by
		}
	}
	return newest.User
}
