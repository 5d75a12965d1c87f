package s3archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

func (a *Archive) ListNamedVersions(ctx context.Context, id room.ID) ([]archive.NamedVersion, error) {
	all, _, err := a.namedVersions(ctx, id)
	return all, err
}

func (a *Archive) PutNamedVersion(ctx context.Context, id room.ID, m archive.NamedVersion) error {
	err := a.updateNamedVersions(ctx, id, func(all []archive.NamedVersion) ([]archive.NamedVersion, error) {
		return archive.AddNamedVersion(all, m)
	})
	if err != nil {
		return err
	}
	// Erase stores its time before it deletes the names: if it was first, it did not delete m.
	erased, err := a.erased(ctx, id)
	if err != nil || erased.IsZero() || m.By.At.After(erased) {
		return err
	}
	if err := a.DeleteNamedVersion(ctx, id, m.At); err != nil {
		return err
	}
	return room.ErrNoRoom
}

func (a *Archive) DeleteNamedVersion(ctx context.Context, id room.ID, at time.Time) error {
	return a.updateNamedVersions(ctx, id, func(all []archive.NamedVersion) ([]archive.NamedVersion, error) {
		return archive.RemoveNamedVersion(all, at), nil
	})
}

func (a *Archive) namedVersions(ctx context.Context, id room.ID) ([]archive.NamedVersion, archive.Revision, error) {
	body, etag, err := a.get(ctx, namedVersionsKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s: %w", namedVersionsKey(id), err)
	}
	all, err := decodeNamedVersions(id, body)
	if err != nil {
		return nil, "", decodeError(namedVersionsKey(id), err)
	}
	return all, archive.Revision(etag), nil
}

// updateNamedVersions replaces the list with what change returns for it. If the list was
// replaced since it was read, it reads it again and calls change again.
func (a *Archive) updateNamedVersions(
	ctx context.Context, id room.ID, change func([]archive.NamedVersion) ([]archive.NamedVersion, error),
) error {
	return retryReplaced(ctx, func() error {
		all, revision, err := a.namedVersions(ctx, id)
		if err == nil {
			all, err = change(all)
		}
		if err != nil {
			return err
		}
		return a.put(ctx, namedVersionsKey(id), encodeNamedVersions(id, all), revision, "")
	})
}
