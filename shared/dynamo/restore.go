package dynamo

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// The conditions of RestoreRows. stale holds for a row that does not exist, and where
// archive.ItemStale or archive.PlanStale is true; a plan has no token. diverged is
// archive.ItemDiverged and archive.PlanDiverged.
const (
	stale = "attribute_not_exists(pk) OR changedAt <= :at AND " +
		"(version < :version OR version = :version AND #token < :token)" + readable
	diverged = "version <= :version AND changedAt > :at" + readable
)

func (st *Store) RestoreRows(ctx context.Context, from archive.Snapshot, each func()) (written int, err error) {
	rows := []row{changeRow(archive.Change{Plan: &from.Plan})}
	for _, i := range from.Items {
		i = archive.AsRestored(i)
		m := changeRow(archive.Change{Item: &i})
		if i.Removed {
			m["ttl"] = seconds(i.Changed.At.Add(tombstoneTTL))
		}
		rows = append(rows, m)
	}
	for _, m := range rows {
		m["pk"], m["write"] = roomKey(from.Room), s(moved)
		wrote, err := st.restoreRow(ctx, m)
		if err == nil && !wrote {
			wrote, err = st.bumpVersion(ctx, m)
		}
		if err != nil {
			return written, fmt.Errorf("restore rows of %s: %w", from.Room, err)
		}
		if wrote {
			written++
		}
		each()
	}
	owner, exists, err := st.owner(ctx, from.Room)
	if err == nil && exists {
		err = st.list(ctx, from.Room, owner)
	}
	return written, err
}

// restoreRow writes a row that the table lacks, or of which it has an older version.
func (st *Store) restoreRow(ctx context.Context, m row) (wrote bool, err error) {
	token, has := m["token"]
	if !has {
		token = n(0)
	}
	_, err = st.api.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &st.table, Item: m, ConditionExpression: aws.String(stale),
		ExpressionAttributeNames: map[string]string{"#token": "token"},
		ExpressionAttributeValues: row{
			":at": m["changedAt"], ":version": m["version"], ":token": token, ":schema": n(room.Schema),
		},
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	return wroteUnlessConditionFailed(err)
}

// bumpVersion raises the version of a row that was changed since (diverged) to one above
// the archive's.
func (st *Store) bumpVersion(ctx context.Context, m row) (wrote bool, err error) {
	next := n((&reader{row: m}).num("version") + 1)
	_, err = st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                &st.table,
		Key:                      row{"pk": m["pk"], "sk": m["sk"]},
		ConditionExpression:      aws.String(diverged),
		UpdateExpression:         aws.String("SET version = :next, #write = :write"),
		ExpressionAttributeNames: writeName,
		ExpressionAttributeValues: row{
			":at":      m["changedAt"],
			":version": m["version"],
			":next":    next,
			":write":   s(change),
			":schema":  n(room.Schema),
		},
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	return wroteUnlessConditionFailed(err)
}

// wroteUnlessConditionFailed converts the error of a conditional write: if the condition
// failed, it returns false, and a *room.NewerSchemaError if the returned row is of a newer schema.
func wroteUnlessConditionFailed(err error) (wrote bool, _ error) {
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		r := reader{row: failed.Item}
		return false, room.CheckSchema(r.schema())
	}
	return err == nil, err
}

// Erase deletes all rows of a room, META with its entries in the lists first: from then on the room does not exist, and
// no item can be added. It keeps the revocation of all tokens up to a time, because they
// must not open a room that is created later under the same id.
func (st *Store) Erase(ctx context.Context, id room.ID) error {
	if err := st.deleteMeta(ctx, id); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	for _, prefix := range []string{roomPrefix, livePrefix, usePrefix, revokedPrefix} {
		if err := st.deletePartition(ctx, id, prefix); err != nil {
			return fmt.Errorf("erase %s: %w", id, err)
		}
	}
	return nil
}

// eraseParallel is the greatest number of deletes at once.
const eraseParallel = 32

// deletePartition deletes the rows of one of a room's partitions, except a revocation of all tokens, until
// a query finds none: a row may be written while others are deleted.
func (st *Store) deletePartition(ctx context.Context, id room.ID, prefix string) error {
	for {
		var g errgroup.Group
		g.SetLimit(eraseParallel)
		rows := 0
		err := st.query(ctx, &dynamodb.QueryInput{
			KeyConditionExpression:    aws.String("pk = :pk"),
			ProjectionExpression:      aws.String("pk, sk"),
			ExpressionAttributeValues: row{":pk": s(prefix + string(id))},
		}, func(m row) error {
			sk := (&reader{row: m}).str("sk")
			if prefix == revokedPrefix && sk == revokedAllKey {
				return nil
			}
			rows++
			if prefix == roomPrefix && sk == metaSortKey { // the room was created again meanwhile
				return st.deleteMeta(ctx, id)
			}
			g.Go(func() error { return st.deleteRow(ctx, m) })
			return nil
		})
		if err := errors.Join(err, g.Wait()); err != nil || rows == 0 {
			return err
		}
	}
}

func (st *Store) deleteRow(ctx context.Context, key row) error {
	_, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &st.table, Key: key})
	return err
}
