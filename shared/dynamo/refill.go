package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// restoredTokens is how much higher than the archived one a refilled item's fencing
// token is: the archive saw no lease since its last change, and no token of before
// may fit again (LK2).
const restoredTokens = 1 << 20

// Refill writes a room that the table lost, from its snapshot. A row that is there
// already stays as it is, so that a refill which stopped may run again. It returns how
// many rows it wrote, and calls each after every one it looked at. The stream's
// function passes such rows over: history has them.
func (st *Store) Refill(ctx context.Context, from room.Snapshot, each func()) (written int, err error) {
	rows := []row{changed(room.Change{Plan: &from.Plan})}
	for _, i := range from.Items {
		i.Token += restoredTokens
		m := changed(room.Change{Item: &i})
		if i.Removed {
			m["ttl"] = seconds(i.Changed.At.Add(tombstoneLife))
		}
		rows = append(rows, m)
	}
	for _, m := range rows {
		m["pk"], m["write"] = roomKey(from.Room), s(moved)
		_, err := st.api.PutItem(ctx, &dynamodb.PutItemInput{
			TableName: &st.table, Item: m, ConditionExpression: aws.String("attribute_not_exists(pk)"),
		})
		_, there := errors.AsType[*types.ConditionalCheckFailedException](err)
		if err != nil && !there {
			return written, fmt.Errorf("refill %s: %w", from.Room, err)
		}
		if err == nil {
			written++
		}
		each()
	}
	return written, nil
}

// Erase removes all rows of a room, its plan first: from then on it is not found. That
// all tokens of before a time were revoked stays: they shall not open a room that is
// made anew under its name.
func (st *Store) Erase(ctx context.Context, id room.ID) error {
	keys := []row{metaOf(id)}
	for _, prefix := range []string{roomPrefix, livePrefix, usePrefix, revokedPrefix} {
		err := st.query(ctx, &dynamodb.QueryInput{
			KeyConditionExpression:    aws.String("pk = :pk"),
			ProjectionExpression:      aws.String("pk, sk"),
			ExpressionAttributeValues: row{":pk": s(prefix + string(id))},
		}, func(m row) error {
			if prefix != revokedPrefix || (&reader{row: m}).str("sk") != "ALL" {
				keys = append(keys, m)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("erase %s: %w", id, err)
		}
	}
	var g errgroup.Group
	g.SetLimit(8)
	for n, k := range keys {
		remove := func() error {
			_, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &st.table, Key: k})
			return err
		}
		if n > 0 {
			g.Go(remove)
		} else if err := remove(); err != nil {
			return fmt.Errorf("erase %s: %w", id, err)
		}
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	return nil
}
