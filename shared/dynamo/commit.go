package dynamo

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// Commit implements room.Items. One step is one UpdateItem, one write unit; several
// are a transaction. So is an Add, which also checks that the room exists: it needs no
// row of its own to be there.
func (st *Store) Commit(ctx context.Context, id room.ID, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
	if len(steps) == 1 && !room.Adds(steps[0]) {
		return st.commitOne(ctx, id, stamp, steps[0])
	}
	return st.commitAll(ctx, id, stamp, steps)
}

func (st *Store) commitOne(ctx context.Context, id room.ID, stamp room.Origin, step room.Mutation) ([]room.Item, error) {
	u := updateFor(step, stamp)
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                           &st.table,
		Key:                                 itemKey(id, room.ItemIDOf(step)),
		UpdateExpression:                    &u.set,
		ConditionExpression:                 &u.condition,
		ExpressionAttributeNames:            u.names,
		ExpressionAttributeValues:           u.values,
		ReturnValues:                        types.ReturnValueAllNew,
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return resolveFailure([]row{failed.Item}, stamp, []room.Mutation{step})
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", room.ItemIDOf(step), err)
	}
	i, err := toItem(out.Attributes)
	return []room.Item{i}, err
}

// resolveFailure finds out why a condition failed, from the rows as they were: that is the
// refusal with its facts, at no extra read (LK3), or that the rows had seen the
// command before, which is success (ID1, ID2).
func resolveFailure(old []row, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
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
	again, err := room.ApplyAll(items, stamp, steps, rows)
	if err == nil && !again {
		return nil, fmt.Errorf("the table refused a write that the rules allow: %v", steps)
	}
	return rows, err
}

func (st *Store) commitAll(ctx context.Context, id room.ID, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
	writes := make([]types.TransactWriteItem, len(steps), len(steps)+1)
	for n, step := range steps {
		u := updateFor(step, stamp)
		writes[n].Update = &types.Update{
			TableName:                           &st.table,
			Key:                                 itemKey(id, room.ItemIDOf(step)),
			UpdateExpression:                    &u.set,
			ConditionExpression:                 &u.condition,
			ExpressionAttributeNames:            u.names,
			ExpressionAttributeValues:           u.values,
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}
	}
	if slices.ContainsFunc(steps, room.Adds) {
		writes = append(writes, types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &st.table, Key: metaKey(id), ConditionExpression: aws.String("attribute_exists(pk)"),
		}})
	}
	_, err := st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
	if cancelled, ok := errors.AsType[*types.TransactionCanceledException](err); ok {
		return st.resolveFailures(cancelled, stamp, steps)
	}
	if err != nil {
		return nil, fmt.Errorf("write %d items: %w", len(steps), err)
	}
	return st.read(ctx, id, steps)
}

// resolveFailures judges the steps whose conditions failed. A transaction that was cancelled for
// a collision alone does not come here: the client tried it again, and gave it up as busy.
func (st *Store) resolveFailures(cancelled *types.TransactionCanceledException, stamp room.Origin, steps []room.Mutation) ([]room.Item, error) {
	var old []row
	var failed []room.Mutation
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
	rows, err := resolveFailure(old, stamp, failed)
	if err == nil && len(failed) < len(steps) {
		err = room.ErrCollided // seen by some rows only: see room.ApplyAll
	}
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// read gets the rows after a transaction, which does not return them.
func (st *Store) read(ctx context.Context, id room.ID, steps []room.Mutation) ([]room.Item, error) {
	keys := make([]row, len(steps))
	at := make(map[room.ItemID]int, len(steps))
	for n, step := range steps {
		keys[n], at[room.ItemIDOf(step)] = itemKey(id, room.ItemIDOf(step)), n
	}
	// After a busy read the client sends the command again; the rows then say that they
	// have it (ID1).
	found, err := st.batchGet(ctx, keys)
	if err != nil {
		return nil, fmt.Errorf("read %d items after their write: %w", len(steps), err)
	}
	rows := make([]room.Item, len(steps))
	for _, m := range found {
		i, err := toItem(m)
		if err != nil {
			return nil, err
		}
		rows[at[i.ID]] = i
	}
	return rows, nil
}
