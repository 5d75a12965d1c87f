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

// momentAttempts bounds the races for a room's list of moments. People name one now and
// then.
const momentAttempts = 5

func (a *Archive) ListNamedVersions(ctx context.Context, id room.ID) ([]archive.NamedVersion, error) {
	all, _, err := a.moments(ctx, id)
	return all, err
}

func (a *Archive) PutNamedVersion(ctx context.Context, id room.ID, m archive.NamedVersion) error {
	return a.changeMoments(ctx, id, func(all []archive.NamedVersion) ([]archive.NamedVersion, error) {
		return archive.AddNamedVersion(all, m)
	})
}

func (a *Archive) DeleteNamedVersion(ctx context.Context, id room.ID, at time.Time) error {
	return a.changeMoments(ctx, id, func(all []archive.NamedVersion) ([]archive.NamedVersion, error) {
		return archive.RemoveNamedVersion(all, at), nil
	})
}

func (a *Archive) moments(ctx context.Context, id room.ID) ([]archive.NamedVersion, archive.Revision, error) {
	body, etag, err := a.get(ctx, momentsKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return nil, "", nil
	}
	var all []archive.NamedVersion
	if err == nil {
		all, err = decodeMoments(body)
	}
	if err != nil {
		err = fmt.Errorf("read %s: %w", momentsKey(id), err)
	}
	return all, archive.Revision(etag), err
}

// changeMoments replaces the list, if nobody else did meanwhile: else it begins again.
func (a *Archive) changeMoments(
	ctx context.Context, id room.ID, change func([]archive.NamedVersion) ([]archive.NamedVersion, error),
) error {
	for range momentAttempts {
		all, revision, err := a.moments(ctx, id)
		if err == nil {
			all, err = change(all)
		}
		if err == nil {
			err = a.put(ctx, momentsKey(id), encodeMoments(all), revision, "")
		}
		if !errors.Is(err, archive.ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace %s: %w", momentsKey(id), archive.ErrReplaced)
}
