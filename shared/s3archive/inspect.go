package s3archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var _ archive.Inspector = (*Archive)(nil)

func (a *Archive) Inspect(ctx context.Context, id room.ID, erased time.Time) ([]string, error) {
	faults, err := a.inspectErasure(ctx, id, erased)
	if err != nil {
		return nil, err
	}
	if _, err := a.ListNamedVersions(ctx, id); undecodable(err) {
		faults = append(faults, err.Error())
	} else if err != nil {
		return nil, err
	}
	for key, err := range a.list(ctx, roomPrefix(id), "") {
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", roomPrefix(id), err)
		}
		if !known(id, key) {
			faults = append(faults, fmt.Sprintf("%s is not an object of a room", key))
		}
	}
	return faults, nil
}

// inspectErasure compares the time of the room's deletion with that in the newest snapshot.
func (a *Archive) inspectErasure(ctx context.Context, id room.ID, erased time.Time) ([]string, error) {
	at, revision, err := a.erasure(ctx, id)
	switch {
	case undecodable(err):
		return []string{err.Error()}, nil
	case err != nil:
		return nil, err
	case revision == "" && !erased.IsZero():
		return []string{erasedKey(id) + " is missing: the newest snapshot has a time of deletion"}, nil
	case !at.Equal(erased):
		const format = "the room was deleted at %s in %s, at %s in the newest snapshot"
		return []string{fmt.Sprintf(format, atOrNever(at), erasedKey(id), atOrNever(erased))}, nil
	}
	return nil, nil
}

func atOrNever(at time.Time) string {
	if at.IsZero() {
		return "no time"
	}
	return at.Format(time.RFC3339Nano)
}

// undecodable reports whether err is of an object that exists and that this program can't decode.
func undecodable(err error) bool {
	return errors.Is(err, archive.ErrUnreadable) || errors.As(err, new(*room.NewerSchemaError))
}

func known(id room.ID, key string) bool {
	switch key {
	case snapshotKey(id), erasedKey(id), namedVersionsKey(id):
		return true
	}
	if strings.HasPrefix(key, historyPrefix(id)) || strings.HasPrefix(key, quarantinePrefix(id)) {
		return true // History reads all of its objects
	}
	_, ok := hourlyTime(id, key)
	return ok
}
