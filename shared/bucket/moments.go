package bucket

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

// momentAttempts bounds the races for a room's list of moments. People name one now and
// then.
const momentAttempts = 5

// Moments implements history.Album.
func (a *Archive) Moments(ctx context.Context, id room.ID) ([]history.Moment, error) {
	all, _, err := a.moments(ctx, id)
	return all, err
}

// Remember implements history.Album.
func (a *Archive) Remember(ctx context.Context, id room.ID, m history.Moment) error {
	return a.changeMoments(ctx, id, func(all []history.Moment) ([]history.Moment, error) {
		return history.AddMoment(all, m)
	})
}

// Forget implements history.Album.
func (a *Archive) Forget(ctx context.Context, id room.ID, at time.Time) error {
	return a.changeMoments(ctx, id, func(all []history.Moment) ([]history.Moment, error) {
		return history.RemoveMoment(all, at), nil
	})
}

func (a *Archive) moments(ctx context.Context, id room.ID) ([]history.Moment, room.Revision, error) {
	body, etag, err := a.get(ctx, momentsKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return nil, "", nil
	}
	var all []history.Moment
	if err == nil {
		all, err = decodeMoments(body)
	}
	if err != nil {
		err = fmt.Errorf("read %s: %w", momentsKey(id), err)
	}
	return all, room.Revision(etag), err
}

// changeMoments replaces the list, if nobody else did meanwhile: else it begins again.
func (a *Archive) changeMoments(
	ctx context.Context, id room.ID, change func([]history.Moment) ([]history.Moment, error),
) error {
	for range momentAttempts {
		all, revision, err := a.moments(ctx, id)
		if err == nil {
			all, err = change(all)
		}
		if err == nil {
			err = a.put(ctx, momentsKey(id), encodeMoments(all), revision, "")
		}
		if !errors.Is(err, room.ErrReplaced) {
			return err
		}
	}
	return fmt.Errorf("replace %s: %w", momentsKey(id), room.ErrReplaced)
}
