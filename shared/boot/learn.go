package boot

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
)

// maxLogged bounds the lines of an invocation about rooms that can't be read.
const maxLogged = 100

// Learn builds the function that learns from the newest snapshots of all rooms which products stand
// together (RC8), and publishes it. It needs access to two buckets, and none to the table. A room
// whose snapshot can't be read is logged and left out; the invocation fails, and publishes nothing, if these
// are many.
func Learn(_ context.Context, c Config) (lambda.Handler, error) {
	err := need(map[string]string{"BUCKET": c.Bucket, "PAIRS_BUCKET": c.PairsBucket, "AWS_REGION": c.Region})
	if err != nil {
		return nil, err
	}
	objects, log := c.objects(), c.logger()
	rooms, published := s3archive.New(objects, c.Bucket), s3archive.New(objects, c.PairsBucket)
	return lambda.NewHandler(func(ctx context.Context) error {
		var counter pairs.Counter
		read, failed := 0, 0
		err := archive.EachSnapshot(ctx, rooms, func(s archive.Snapshot) {
			read++
			counter.Add(s.LastUser(), s.Products())
		}, func(id room.ID, err error) {
			if failed++; failed <= maxLogged {
				log.Warn("learn", "room", id, "err", err)
			}
		})
		if err == nil {
			err = pairs.CheckRooms(read, failed)
		}
		if err != nil {
			return err
		}
		table := counter.Learn(c.PairsMinRooms)
		body, err := table.Encode()
		if err != nil {
			return err
		}
		if err := published.PutPairs(ctx, body); err != nil {
			return err
		}
		log.Info("learn", "rooms", counter.Rooms(), "pairs", table.Len(), "failed", failed)
		return nil
	}), nil
}
