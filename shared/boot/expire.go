package boot

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	awsscheduler "github.com/aws/aws-sdk-go-v2/service/scheduler"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/scheduler"
)

// Expire builds the function that closes the connections of a room whose tokens have expired
// (AC6). It returns an error if some could not be closed, so that Lambda invokes it again.
func Expire(_ context.Context, c Config) (lambda.Handler, error) {
	if err := c.needRoom(); err != nil {
		return nil, err
	}
	store := c.store()
	b, err := c.broadcaster(store)
	if err != nil {
		return nil, err
	}
	service, log := &room.Service{Store: store, Broadcaster: b, Now: time.Now}, c.logger()
	return lambda.NewHandler(func(ctx context.Context, e scheduler.Expiry) error {
		closed, err := service.Expire(ctx, e.Room, e.Time())
		if err != nil {
			log.Warn("expire", "room", e.Room, "closed", closed, "err", err)
			return err
		}
		log.Info("expire", "room", e.Room, "closed", closed)
		return nil
	}), nil
}

// expiries returns the schedules by which Expire is invoked. A call is made at most twice, as a
// handshake waits for it.
func (c Config) expiries() *scheduler.Scheduler {
	return &scheduler.Scheduler{
		API: awsscheduler.New(awsscheduler.Options{
			Region: c.Region, Credentials: c.provider(), BaseEndpoint: endpoint(c.Endpoints.Scheduler),
			HTTPClient: c.client(schedulerTimeout), RetryMaxAttempts: 2,
		}),
		Group: c.ScheduleGroup, Target: c.ExpireFunction, Role: c.ScheduleRole, Now: time.Now,
	}
}
