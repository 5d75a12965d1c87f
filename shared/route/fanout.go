package route

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

// Fanout serves the function that posts to one shard, an S, of a large room. It never
// returns an error, so that Lambda does not retry the invocation: part of the shard may have
// been delivered, and the clients' syncs repair the rest (SY3).
func Fanout[S any](deliver func(context.Context, S)) lambda.Handler {
	return lambda.NewHandler(func(ctx context.Context, shard S) error {
		deliver(ctx, shard)
		return nil
	})
}
