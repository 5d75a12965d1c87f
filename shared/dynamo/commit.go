package dynamo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/room"
)

// Commit implements room.Items. One step is one UpdateItem, one write unit; several
// are a transaction. So is an Add, which also checks that the room exists: it needs no
// row of its own to be there.
func (st *Store) Commit(ctx context.Context, id room.ID, stamp room.Stamp, steps []room.Step) (rows []room.Item, err error) {
	err = contended(ctx, func() error {
		if len(steps) == 1 && !room.Adds(steps[0]) {
			rows, err = st.commitOne(ctx, id, stamp, steps[0])
		} else {
			rows, err = st.commitAll(ctx, id, stamp, steps)
		}
		return err
	})
	return rows, err
}

func (st *Store) commitOne(ctx context.Context, id room.ID, stamp room.Stamp, step room.Step) ([]room.Item, error) {
	u := translate(step, stamp)
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                           &st.table,
		Key:                                 itemKey(id, step.Target()),
		UpdateExpression:                    &u.set,
		ConditionExpression:                 &u.condition,
		ExpressionAttributeNames:            u.names,
		ExpressionAttributeValues:           u.values,
		ReturnValues:                        types.ReturnValueAllNew,
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return judge([]row{failed.Item}, stamp, []room.Step{step})
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", step.Target(), err)
	}
	i, err := toItem(out.Attributes)
	return []room.Item{i}, err
}

// judge finds out why a condition failed, from the rows as they were: that is the
// refusal with its facts, at no extra read (LK3), or that the rows had seen the
// command before, which is success (ID1, ID2).
func judge(old []row, stamp room.Stamp, steps []room.Step) ([]room.Item, error) {
	items := make([]*room.Item, len(old))
	for n, m := range old {
		if len(m) > 0 {
			i, err := toItem(m)
			if err != nil {
				return nil, err
			}
			items[n] = &i
		}
	}
	rows := make([]room.Item, len(steps))
	again, err := room.Decide(items, stamp, steps, rows)
	if err == nil && !again {
		return nil, fmt.Errorf("the table refused a write that the rules allow: %v", steps)
	}
	return rows, err
}

func (st *Store) commitAll(ctx context.Context, id room.ID, stamp room.Stamp, steps []room.Step) ([]room.Item, error) {
	writes := make([]types.TransactWriteItem, len(steps), len(steps)+1)
	for n, step := range steps {
		u := translate(step, stamp)
		writes[n].Update = &types.Update{
			TableName:                           &st.table,
			Key:                                 itemKey(id, step.Target()),
			UpdateExpression:                    &u.set,
			ConditionExpression:                 &u.condition,
			ExpressionAttributeNames:            u.names,
			ExpressionAttributeValues:           u.values,
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}
	}
	if slices.ContainsFunc(steps, room.Adds) {
		writes = append(writes, types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &st.table, Key: metaOf(id), ConditionExpression: aws.String("attribute_exists(pk)"),
		}})
	}
	_, err := st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
	if cancelled, ok := errors.AsType[*types.TransactionCanceledException](err); ok {
		return st.judgeAll(cancelled, stamp, steps)
	}
	if err != nil {
		return nil, fmt.Errorf("write %d items: %w", len(steps), err)
	}
	return st.read(ctx, id, steps)
}

// judgeAll judges the steps whose conditions failed. Where none did, the
// transaction collided with another write; the error says so, and Commit tries
// again.
func (st *Store) judgeAll(cancelled *types.TransactionCanceledException, stamp room.Stamp, steps []room.Step) ([]room.Item, error) {
	var old []row
	var failed []room.Step
	for n, reason := range cancelled.CancellationReasons {
		switch code := aws.ToString(reason.Code); code {
		case "ConditionalCheckFailed":
			if n == len(steps) { // the check of the room
				return nil, room.ErrNoRoom
			}
			old, failed = append(old, reason.Item), append(failed, steps[n])
		case "ValidationError", "ItemCollectionSizeLimitExceeded":
			return nil, fmt.Errorf("write %d items: %s: %s", len(steps), code, aws.ToString(reason.Message))
		}
	}
	if len(failed) == 0 {
		return nil, cancelled
	}
	rows, err := judge(old, stamp, failed)
	if err == nil && len(failed) < len(steps) {
		err = room.ErrCollided // seen by some rows only: see room.Decide
	}
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// read gets the rows after a transaction, which does not return them.
func (st *Store) read(ctx context.Context, id room.ID, steps []room.Step) ([]room.Item, error) {
	keys := make([]row, len(steps))
	at := make(map[room.ItemID]int, len(steps))
	for n, step := range steps {
		keys[n], at[step.Target()] = itemKey(id, step.Target()), n
	}
	rows := make([]room.Item, len(steps))
	for len(keys) > 0 {
		out, err := st.api.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
			RequestItems: map[string]types.KeysAndAttributes{st.table: {Keys: keys, ConsistentRead: aws.Bool(true)}},
		})
		if err != nil {
			return nil, fmt.Errorf("read %d items after their write: %w", len(steps), err)
		}
		for _, m := range out.Responses[st.table] {
			i, err := toItem(m)
			if err != nil {
				return nil, err
			}
			rows[at[i.ID]] = i
		}
		keys = out.UnprocessedKeys[st.table].Keys
	}
	return rows, nil
}

// Collisions are rare and short: two writers of one row in the same instant.
const (
	attempts  = 4
	firstWait = 20 * time.Millisecond
)

// contended tries a write again when it collided with another one, and calls what
// remains, or is throttled, busy.
func contended(ctx context.Context, write func() error) error {
	wait := firstWait
	for attempt := 1; ; attempt++ {
		err := write()
		if err == nil || !collided(err) {
			return err
		}
		if attempt == attempts {
			return &room.Error{Code: room.Busy, Message: "Too many people changed this at once. It will be tried again."}
		}
		select {
		case <-time.After(wait/2 + rand.N(wait)):
			wait *= 2
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// collided reports whether err is worth another attempt: nothing was stored.
func collided(err error) bool {
	e, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return false
	}
	switch e.ErrorCode() {
	case "TransactionCanceledException", "TransactionConflictException", "TransactionInProgressException",
		"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded":
		return true
	}
	return false
}
