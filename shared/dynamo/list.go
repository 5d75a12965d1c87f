package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// The lists of rooms (RM5) are rows of their own, in one partition for all rooms and in one for
// each owner. A transaction writes and deletes them with the room's META row, so that a room has
// its entries if and only if it exists. An index would be eventually consistent, and a deployed
// stack gets at most one new index in an update.

var _ room.Lists = (*Store)(nil)

func (st *Store) ListRooms(ctx context.Context, q room.RoomQuery) ([]room.ListedRoom, error) {
	low := max(q.Prefix, beforeIDs)
	if q.After != "" {
		low = max(low, string(q.After)+beforeIDs)
	}
	high := q.Prefix + afterIDs
	if low > high {
		return nil, nil // DynamoDB refuses such a range
	}
	var list []room.ListedRoom
	in := &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND sk BETWEEN :low AND :high"),
		ExpressionAttributeValues: row{":pk": s(listKey(q.Owner)), ":low": s(low), ":high": s(high)},
		Limit:                     aws.Int32(int32(q.Limit)),
	}
	err := st.query(ctx, in, func(m row) error {
		if len(list) == q.Limit {
			return errStop
		}
		return appendTo(&list, m, toListed)
	})
	if err != nil {
		return nil, fmt.Errorf("list rooms: %w", err)
	}
	return list, nil
}

// beforeIDs sorts before each character of a room's id, and afterIDs after it.
const (
	beforeIDs = " "
	afterIDs  = "~"
)

func toListed(m row) (room.ListedRoom, error) {
	r := reader{row: m}
	return room.ListedRoom{ID: room.ID(r.str("sk")), Owner: r.str(ownerAttribute)}, r.err
}

// listKey returns the partition key of an owner's list, or of that of all rooms for "".
func listKey(owner string) string {
	if owner == "" {
		return allRooms
	}
	return ownerPrefix + owner
}

// entries returns the rows of the lists that a room is in.
func entries(id room.ID, owner string) []row {
	rows := []row{key(listKey(""), string(id))}
	if owner != "" {
		rows = append(rows, key(listKey(owner), string(id)))
		for _, m := range rows {
			m[ownerAttribute] = s(owner)
		}
	}
	return rows
}

// putEntries returns the writes of a room's entries.
func (st *Store) putEntries(id room.ID, owner string) (writes []types.TransactWriteItem) {
	for _, m := range entries(id, owner) {
		writes = append(writes, types.TransactWriteItem{Put: &types.Put{TableName: &st.table, Item: m}})
	}
	return writes
}

// list writes a room's entries, if the room exists and has this owner. If it does not, it was
// deleted since its owner was read, and perhaps created again with its entries.
func (st *Store) list(ctx context.Context, id room.ID, owner string) error {
	condition, values := ownedBy(owner)
	check := &types.ConditionCheck{
		TableName: &st.table, Key: metaKey(id),
		ConditionExpression: aws.String("attribute_exists(pk) AND " + condition), ExpressionAttributeValues: values,
	}
	_, err := st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{
		TransactItems: append([]types.TransactWriteItem{{ConditionCheck: check}}, st.putEntries(id, owner)...),
	})
	if err != nil && !firstConditionFailed(err) {
		return fmt.Errorf("list room %s: %w", id, err)
	}
	return nil
}

// listIfMissing writes the entries of a room whose META row is m, unless it has them. It returns
// the number of rooms that it listed, 0 or 1.
func (st *Store) listIfMissing(ctx context.Context, id room.ID, m row) (int, error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &st.table, Key: key(listKey(""), string(id)), ConsistentRead: aws.Bool(true),
	})
	if err != nil || len(out.Item) > 0 {
		return 0, err
	}
	r := reader{row: m}
	owner := r.str(ownerAttribute)
	if r.err != nil {
		return 0, r.err
	}
	return 1, st.list(ctx, id, owner)
}

// deleteMeta deletes a room's META row and its entries. It does nothing for a room without META.
func (st *Store) deleteMeta(ctx context.Context, id room.ID) error {
	for {
		owner, exists, err := st.owner(ctx, id)
		if err != nil || !exists {
			return err
		}
		condition, values := ownedBy(owner)
		writes := []types.TransactWriteItem{{Delete: &types.Delete{
			TableName: &st.table, Key: metaKey(id),
			ConditionExpression: &condition, ExpressionAttributeValues: values,
		}}}
		for _, m := range entries(id, owner) {
			entry := &types.Delete{TableName: &st.table, Key: row{"pk": m["pk"], "sk": m["sk"]}}
			writes = append(writes, types.TransactWriteItem{Delete: entry})
		}
		_, err = st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: writes})
		if !firstConditionFailed(err) {
			return err
		}
		// The room was deleted, and created again with another owner, since its owner was read.
	}
}

// owner returns the owner of a room, and whether the room exists.
func (st *Store) owner(ctx context.Context, id room.ID) (owner string, exists bool, err error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &st.table, Key: metaKey(id), ConsistentRead: aws.Bool(true),
		ProjectionExpression: aws.String("pk, " + ownerAttribute),
	})
	if err != nil {
		return "", false, err
	}
	r := reader{row: out.Item}
	return r.str(ownerAttribute), len(out.Item) > 0, r.err
}

// ownedBy returns the condition that a META row has this owner, and its values.
func ownedBy(owner string) (condition string, values row) {
	if owner == "" {
		return "attribute_not_exists(" + ownerAttribute + ")", nil
	}
	return ownerAttribute + " = :owner", row{":owner": s(owner)}
}

// firstConditionFailed reports whether a transaction was cancelled because of the condition of its
// first write.
func firstConditionFailed(err error) bool {
	cancelled, ok := errors.AsType[*types.TransactionCanceledException](err)
	return ok && len(cancelled.CancellationReasons) > 0 &&
		aws.ToString(cancelled.CancellationReasons[0].Code) == "ConditionalCheckFailed"
}
