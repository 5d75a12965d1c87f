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

// Moments implements archive.Album.
func (a *Archive) Moments(ctx context.Context, id room.ID) ([]archive.Moment, error) {
	all, _, err := a.moments(ctx, id)
	return all, err
}

// Remember implements archive.Album.
func (a *Archive) Remember(ctx context.Context, id room.ID, m archive.Moment) error {
	return a.changeMoments(ctx, id, func(all []archive.Moment) ([]archive.Moment, error) {
		return archive.AddMoment(all, m)
	})
}

// Forget implements archive.Album.
func (a *Archive) Forget(ctx context.Context, id room.ID, at time.Time) error {
	return a.changeMoments(ctx, id, func(all []archive.Moment) ([]archive.Moment, error) {
		return archive.RemoveMoment(all, at), nil
	})
}

func (a *Archive) moments(ctx context.Context, id room.ID) ([]archive.Moment, archive.Revision, error) {
	body, etag, err := a.get(ctx, momentsKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return nil, "", nil
	}
	var all []archive.Moment
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
	ctx context.Context, id room.ID, change func([]archive.Moment) ([]archive.Moment, error),
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
