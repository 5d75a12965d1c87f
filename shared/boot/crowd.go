package boot

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/route"
)

// Crowd builds the function of the table's stream that posts to the viewers of crowded rooms.
func Crowd(_ context.Context, c Config) (lambda.Handler, error) {
	if err := c.needRoom(); err != nil {
		return nil, err
	}
	b, err := c.broadcaster(c.store())
	if err != nil {
		return nil, err
	}
	return route.Crowd(route.Bundler{Read: dynamo.BundledMessage, Deliver: b.DeliverBundle, Log: c.logger()}), nil
}
