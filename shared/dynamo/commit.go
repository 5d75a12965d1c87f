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

// Commit writes one mutation with one UpdateItem, which uses one write unit, and several
// with a transaction. An Add is a transaction as well, because it also checks the room's
// META row: its own row need not exist.
func (st *Store) Commit(
	ctx context.Context, id room.ID, origin room.Origin, mutations []room.Mutation,
) ([]room.Item, error) {
	if len(mutations) == 1 && !room.Adds(mutations[0]) {
		return st.commitOne(ctx, id, origin, mutations[0])
	}
	return st.commitAll(ctx, id, origin, mutations)
}

func (st *Store) commitOne(
	ctx context.Context, id room.ID, origin room.Origin, mutation room.Mutation,
) ([]room.Item, error) {
	u := updateFor(mutation, origin)
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                           &st.table,
		Key:                                 itemKey(id, room.ItemIDOf(mutation)),
		UpdateExpression:                    &u.set,
		ConditionExpression:                 &u.condition,
		ExpressionAttributeNames:            u.names,
		ExpressionAttributeValues:           u.values,
		ReturnValues:                        types.ReturnValueAllNew,
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return resolveFailure([]row{failed.Item}, origin, []room.Mutation{mutation})
	}
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", room.ItemIDOf(mutation), err)
	}
	i, err := toItem(out.Attributes)
	return []room.Item{i}, err
}

// resolveFailure applies the rules to the old rows that a failed condition returned, so
// that no read is needed. It returns the refusal with its rows (LK3), or the rows if all
// of them had seen the command before, which is success (ID1, ID2).
func resolveFailure(old []row, origin room.Origin, mutations []room.Mutation) ([]room.Item, error) {
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
	rows := make([]room.Item, len(mutations))
	repeated, err := room.ApplyAll(items, origin, mutations, rows)
	if err == nil && !repeated {
		return nil, fmt.Errorf("the table refused a write that the rules allow: %v", mutations)
	}
	return rows, err
}

func (st *Store) commitAll(
	ctx context.Context, id room.ID, origin room.Origin, mutations []room.Mutation,
) ([]room.Item, error) {
	writes := make([]types.TransactWriteItem, len(mutations), len(mutations)+1)
	for n, mutation := range mutations {
		u := updateFor(mutation, origin)
		writes[n].Update = &types.Update{
			TableName:                           &st.table,
			Key:                                 itemKey(id, room.ItemIDOf(mutation)),
			UpdateExpression:                    &u.set,
			ConditionExpression:                 &u.condition,
			ExpressionAttributeNames:            u.names,
			ExpressionAttributeValues:           u.values,
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}
	}
	if slices.ContainsFunc(mutations, room.Adds) {
		writes = append(writes, types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &st.table, Key: metaKey(id), ConditionExpression: aws.String("attribute_exists(pk)"),
		}})
	}
	_, err := st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
	if cancelled, ok := errors.AsType[*types.TransactionCanceledException](err); ok {
		return st.resolveFailures(cancelled, origin, mutations)
	}
	if err != nil {
		return nil, fmt.Errorf("write %d items: %w", len(mutations), err)
	}
	return st.read(ctx, id, mutations)
}

// resolveFailures calls resolveFailure for the mutations whose conditions failed. It is not
// called for a transaction that was cancelled only because of a collision: the Retryer has
// retried that one, and the error is errBusy.
func (st *Store) resolveFailures(
	cancelled *types.TransactionCanceledException, origin room.Origin, mutations []room.Mutation,
) ([]room.Item, error) {
	var old []row
	var failed []room.Mutation
	for n, reason := range cancelled.CancellationReasons {
		switch code := aws.ToString(reason.Code); code {
		case "ConditionalCheckFailed":
			if n == len(mutations) { // the ConditionCheck of META
				return nil, room.ErrNoRoom
			}
			old = append(old, reason.Item)
			failed = append(failed, mutations[n])
		case "ValidationError", "ItemCollectionSizeLimitExceeded":
			return nil, fmt.Errorf("write %d items: %s: %s", len(mutations), code, aws.ToString(reason.Message))
		}
	}
	if len(failed) == 0 {
		return nil, cancelled
	}
	rows, err := resolveFailure(old, origin, failed)
	if err == nil && len(failed) < len(mutations) {
		err = room.ErrCollided // only some rows had seen the command: see room.ApplyAll
	}
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// read reads the rows after a transaction, which does not return them.
func (st *Store) read(ctx context.Context, id room.ID, mutations []room.Mutation) ([]room.Item, error) {
	keys := make([]row, len(mutations))
	at := make(map[room.ItemID]int, len(mutations))
	for n, mutation := range mutations {
		item := room.ItemIDOf(mutation)
		keys[n] = itemKey(id, item)
		at[item] = n
	}
	// If this read fails as busy, the client repeats the command, and the rows have seen it
	// by then (ID1).
	found, err := st.batchGet(ctx, keys)
	if err != nil {
		return nil, fmt.Errorf("read %d items after their write: %w", len(mutations), err)
	}
	rows := make([]room.Item, len(mutations))
	for _, m := range found {
		i, err := toItem(m)
		if err != nil {
			return nil, err
		}
		rows[at[i.ID]] = i
	}
	return rows, nil
}
