package dynamo

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/room"
)

const (
	// maxAttempts is the greatest number of attempts of one call, the first included.
	maxAttempts = 4
	// firstBackoff is the mean wait before the second attempt. Each wait is drawn between
	// half and one and a half times its mean, which doubles with each attempt.
	firstBackoff = 20 * time.Millisecond
)

// Retryer returns the retry policy of a client of the table: the SDK's own, with short
// waits, and for transactions that collided as well. The Store does not retry calls itself,
// so every client that it is given must have this Retryer.
func Retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = maxAttempts
		o.Backoff = retry.BackoffDelayerFunc(func(attempt int, _ error) (time.Duration, error) {
			return backoff(attempt), nil
		})
		o.Retryables = append(o.Retryables, retry.IsErrorRetryableFunc(func(err error) aws.Ternary {
			if isContention(err) {
				return aws.TrueTernary
			}
			return aws.UnknownTernary
		}))
	})
}

// backoff returns how long to wait after an attempt; the first is 1.
func backoff(attempt int) time.Duration {
	wait := firstBackoff << (attempt - 1)
	return wait/2 + rand.N(wait)
}

// isContention reports whether a write failed because another transaction wrote to the same
// rows, or because a transaction was throttled. It is false for a transaction of which a
// condition failed: retrying that would only fail again.
func isContention(err error) bool {
	if _, ok := errors.AsType[*types.TransactionConflictException](err); ok {
		return true
	}
	cancelled, ok := errors.AsType[*types.TransactionCanceledException](err)
	if !ok {
		return false
	}
	busy := false
	for _, reason := range cancelled.CancellationReasons {
		switch aws.ToString(reason.Code) {
		case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded":
			busy = true
		case "", "None":
		default:
			return false
		}
	}
	return busy
}

// throttled reports whether the table throttled a call.
func throttled(err error) bool {
	e, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return false
	}
	_, ok = retry.DefaultThrottleErrorCodes[e.ErrorCode()]
	return ok
}

// errBusy is returned if the last attempt of a call collided or was throttled.
var errBusy = &room.Error{
	Code: room.Busy, Message: "Too many people changed this at once. It will be tried again.",
}

// asBusy replaces the error of a call that collided or was throttled by errBusy.
func asBusy[T any](out T, err error) (T, error) {
	if isContention(err) || throttled(err) {
		return out, errBusy
	}
	return out, err
}

// busyAPI is an API whose calls, reads and writes alike, return errBusy if they are
// throttled or collide.
type busyAPI struct{ API }

var _ API = busyAPI{}

func (r busyAPI) BatchGetItem(
	ctx context.Context, in *dynamodb.BatchGetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.BatchGetItemOutput, error) {
	return asBusy(r.API.BatchGetItem(ctx, in, o...))
}

func (r busyAPI) DeleteItem(
	ctx context.Context, in *dynamodb.DeleteItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.DeleteItemOutput, error) {
	return asBusy(r.API.DeleteItem(ctx, in, o...))
}

func (r busyAPI) GetItem(
	ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.GetItemOutput, error) {
	return asBusy(r.API.GetItem(ctx, in, o...))
}

func (r busyAPI) PutItem(
	ctx context.Context, in *dynamodb.PutItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.PutItemOutput, error) {
	return asBusy(r.API.PutItem(ctx, in, o...))
}

func (r busyAPI) Query(
	ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options),
) (*dynamodb.QueryOutput, error) {
	return asBusy(r.API.Query(ctx, in, o...))
}

func (r busyAPI) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	return asBusy(r.API.TransactWriteItems(ctx, in, o...))
}

func (r busyAPI) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	return asBusy(r.API.UpdateItem(ctx, in, o...))
}

// batchGet returns the rows of these keys that exist, with a consistent read. DynamoDB
// throttles a batch by returning unprocessed keys, which the Retryer does not retry:
// batchGet retries them with the same waits and the same number of attempts.
func (st *Store) batchGet(ctx context.Context, keys []row) ([]row, error) {
	var rows []row
	for attempt := 1; ; attempt++ {
		out, err := st.api.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
			RequestItems: map[string]types.KeysAndAttributes{st.table: {Keys: keys, ConsistentRead: aws.Bool(true)}},
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, out.Responses[st.table]...)
		keys = out.UnprocessedKeys[st.table].Keys
		switch {
		case len(keys) == 0:
			return rows, nil
		case attempt == maxAttempts:
			return nil, errBusy
		}
		select {
		case <-time.After(backoff(attempt)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
