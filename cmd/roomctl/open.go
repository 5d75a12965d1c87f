package main

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// openTable opens the stack's table, or returns a usageError if it is not set.
func (a *app) openTable(ctx context.Context, t *stackConfig) (rooms, error) {
	if err := t.needTable(); err != nil {
		return nil, err
	}
	return a.rooms(ctx, t.table)
}

// openBucket opens the stack's bucket, or returns a usageError if it is not set.
func (a *app) openBucket(ctx context.Context, t *stackConfig) (roomArchive, error) {
	if err := t.needBucket(); err != nil {
		return nil, err
	}
	return a.archive(ctx, t.bucket)
}

// loadRoom reads the room's rows. It returns nil and a NotFound error if there are none.
func (a *app) loadRoom(ctx context.Context, t *stackConfig, id room.ID) (*room.Room, error) {
	store, err := a.openTable(ctx, t)
	if err != nil {
		return nil, err
	}
	r, err := store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	return &r, nil
}

// stateAt returns the room's state at that time from the bucket and, if the stack has one
// set, the table, which may have changes that are not archived yet.
func (a *app) stateAt(ctx context.Context, t *stackConfig, id room.ID, at time.Time) (archive.Snapshot, error) {
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return archive.Snapshot{}, err
	}
	var live *room.Room
	if t.table != "" {
		live, err = a.loadRoom(ctx, t, id)
		if err != nil && room.CodeOf(err) != room.NotFound {
			return archive.Snapshot{}, err
		}
	}
	s, err := archive.StateAt(ctx, bucket, id, at, live)
	switch {
	case err != nil || s.Plan.Version > 0:
	case len(s.Items) > 0:
		err = fmt.Errorf("%s at %s: %w", id, at.Format(time.RFC3339), archive.ErrNoPlan)
	default:
		err = fmt.Errorf("there was no room %s at %s", id, at.Format(time.RFC3339))
	}
	return s, err
}

// stateAtFlag is stateAt with a room and a moment from the command line; otherwise is the
// moment if the flag is empty.
func (a *app) stateAtFlag(
	ctx context.Context, t *stackConfig, name, flag string, m momentFlag, otherwise time.Time,
) (archive.Snapshot, error) {
	id, err := roomFlag(name)
	if err != nil {
		return archive.Snapshot{}, err
	}
	at, err := m.at(flag, a.now(), otherwise)
	if err != nil {
		return archive.Snapshot{}, err
	}
	return a.stateAt(ctx, t, id, at)
}

// requireAbsent opens table and bucket, and returns an error if either has the room.
func (a *app) requireAbsent(ctx context.Context, t *stackConfig, id room.ID) (rooms, roomArchive, error) {
	store, err := a.openTable(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	_, err = store.Load(ctx, id)
	if err == nil {
		return nil, nil, fmt.Errorf("there is a room %s already", id)
	}
	if room.CodeOf(err) != room.NotFound {
		return nil, nil, err
	}
	s, err := archive.StateAt(ctx, bucket, id, a.now(), nil)
	if err == nil && (s.Plan.Version > 0 || len(s.Items) > 0) {
		err = fmt.Errorf("the bucket still has room %s: roomctl restore -from-bucket restores it", id)
	}
	return store, bucket, err
}

func (a *app) openKeyring(ctx context.Context, t *stackConfig) (*keyring, error) {
	if err := t.needKeyPath(); err != nil {
		return nil, err
	}
	api, err := a.parameters(ctx)
	return &keyring{api: api, path: t.keyPath}, err
}
