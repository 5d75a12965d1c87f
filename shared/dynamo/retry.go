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
	// maxAttempts bounds the attempts of one call, the first included.
	maxAttempts = 4
	// firstBackoff is the wait before the second attempt, give or take a half; each wait
	// is twice the one before.
	firstBackoff = 20 * time.Millisecond
)

// Retryer is how a client of the table tries again: the SDK's own policy, with short
// waits, and for transactions that collided as well. It is the only one. The store adds
// none of its own, so every client that it is given must have this Retryer.
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

// backoff is how long to wait after an attempt, from 1.
func backoff(attempt int) time.Duration {
	wait := firstBackoff << (attempt - 1)
	return wait/2 + rand.N(wait)
}

// isContention reports whether a write was not carried out because another write, or the
// table's throughput, was in its way. A transaction of which a condition failed did not
// collide: it was refused.
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

// throttled reports whether the table refused a call for its rate.
func throttled(err error) bool {
	e, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return false
	}
	_, ok = retry.DefaultThrottleErrorCodes[e.ErrorCode()]
	return ok
}

// errBusy is what remains of a collision or throttling after the last attempt.
var errBusy = &room.Error{
	Code: room.Busy, Message: "Too many people changed this at once. It will be tried again.",
}

// asBusy names errBusy as the cause where the table had no time for a call.
func asBusy[T any](out T, err error) (T, error) {
	if isContention(err) || throttled(err) {
		return out, errBusy
	}
	return out, err
}

// refusing is an API whose calls, reads and writes alike, fail with errBusy when they are
// throttled or collide.
type refusing struct{ API }

var _ API = refusing{}

func (r refusing) BatchGetItem(
	ctx context.Context, in *dynamodb.BatchGetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.BatchGetItemOutput, error) {
	return asBusy(r.API.BatchGetItem(ctx, in, o...))
}

func (r refusing) DeleteItem(
	ctx context.Context, in *dynamodb.DeleteItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.DeleteItemOutput, error) {
	return asBusy(r.API.DeleteItem(ctx, in, o...))
}

func (r refusing) GetItem(
	ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.GetItemOutput, error) {
	return asBusy(r.API.GetItem(ctx, in, o...))
}

func (r refusing) PutItem(
	ctx context.Context, in *dynamodb.PutItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.PutItemOutput, error) {
	return asBusy(r.API.PutItem(ctx, in, o...))
}

func (r refusing) Query(
	ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options),
) (*dynamodb.QueryOutput, error) {
	return asBusy(r.API.Query(ctx, in, o...))
}

func (r refusing) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	return asBusy(r.API.TransactWriteItems(ctx, in, o...))
}

func (r refusing) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	return asBusy(r.API.UpdateItem(ctx, in, o...))
}

// batchGet reads the rows of these keys that exist, consistently. DynamoDB throttles a
// batch by leaving keys unprocessed, which is no error to the Retryer: they are asked for
// again in the same rhythm.
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
