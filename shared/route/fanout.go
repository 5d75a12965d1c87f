package route

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

// Fanout serves the function that posts to one shard, an S, of a large room. What
// it can't deliver is not tried again by Lambda: part of the shard may have been
// delivered, and SY3 repairs the rest.
func Fanout[S any](deliver func(context.Context, S)) lambda.Handler {
	return lambda.NewHandler(func(ctx context.Context, shard S) error {
		deliver(ctx, shard)
		return nil
	})
}
