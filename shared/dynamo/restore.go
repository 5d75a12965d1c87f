package dynamo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// The conditions of a refill: a row that is not there, Item.Behind and Plan.Behind (which
// has no token), and Strayed.
const (
	behind  = "attribute_not_exists(pk) OR changedAt <= :at AND (version < :version OR version = :version AND #token < :token)"
	strayed = "version <= :version AND changedAt > :at"
)

func (st *Store) RestoreRows(ctx context.Context, from archive.Snapshot, each func()) (written int, err error) {
	rows := []row{changed(archive.Change{Plan: &from.Plan})}
	for _, i := range from.Items {
		i = archive.AsRestored(i)
		m := changed(archive.Change{Item: &i})
		if i.Removed {
			m["ttl"] = seconds(i.Changed.At.Add(tombstoneTTL))
		}
		rows = append(rows, m)
	}
	for _, m := range rows {
		m["pk"], m["write"] = roomKey(from.Room), s(moved)
		wrote, err := st.refill(ctx, m)
		if err == nil && !wrote {
			wrote, err = st.bumpVersion(ctx, m)
		}
		if err != nil {
			return written, fmt.Errorf("refill %s: %w", from.Room, err)
		}
		if wrote {
			written++
		}
		each()
	}
	return written, nil
}

// refill writes a row that the table lacks, or has from before.
func (st *Store) refill(ctx context.Context, m row) (wrote bool, err error) {
	token, has := m["token"]
	if !has {
		token = n(0)
	}
	_, err = st.api.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &st.table, Item: m, ConditionExpression: aws.String(behind),
		ExpressionAttributeNames:  map[string]string{"#token": "token"},
		ExpressionAttributeValues: row{":at": m["changedAt"], ":version": m["version"], ":token": token},
	})
	return wroteUnlessConditionFailed(err)
}

// bumpVersion has a row that was changed since go on above the archive's version.
func (st *Store) bumpVersion(ctx context.Context, m row) (wrote bool, err error) {
	next := n((&reader{row: m}).num("version") + 1)
	_, err = st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: row{"pk": m["pk"], "sk": m["sk"]}, ConditionExpression: aws.String(strayed),
		UpdateExpression: aws.String("SET version = :next, #write = :write"), ExpressionAttributeNames: writeName,
		ExpressionAttributeValues: row{":at": m["changedAt"], ":version": m["version"], ":next": next, ":write": s(change)},
	})
	return wroteUnlessConditionFailed(err)
}

// wroteUnlessConditionFailed reads what came of a write: a condition that does not hold
// is no error.
func wroteUnlessConditionFailed(err error) (wrote bool, _ error) {
	if _, not := errors.AsType[*types.ConditionalCheckFailedException](err); not {
		return false, nil
	}
	return err == nil, err
}

// Erase removes all rows of a room, its plan first: from then on it does not exist, and
// nothing is added to it. That all tokens up to a time were revoked stays: they must not
// open a room that is made anew under its name.
func (st *Store) Erase(ctx context.Context, id room.ID) error {
	if err := st.deleteRow(ctx, metaKey(id)); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	for _, prefix := range []string{roomPrefix, livePrefix, usePrefix, revokedPrefix} {
		if err := st.deletePartition(ctx, prefix+string(id)); err != nil {
			return fmt.Errorf("erase %s: %w", id, err)
		}
	}
	return nil
}

// eraseParallel bounds the deletes that are under way at once.
const eraseParallel = 32

// deletePartition deletes the rows of a partition, but for a revocation of all tokens,
// until a listing is empty: a row may be written while others are deleted.
func (st *Store) deletePartition(ctx context.Context, pk string) error {
	for {
		var g errgroup.Group
		g.SetLimit(eraseParallel)
		rows := 0
		err := st.query(ctx, &dynamodb.QueryInput{
			KeyConditionExpression:    aws.String("pk = :pk"),
			ProjectionExpression:      aws.String("pk, sk"),
			ExpressionAttributeValues: row{":pk": s(pk)},
		}, func(m row) error {
			if strings.HasPrefix(pk, revokedPrefix) && (&reader{row: m}).str("sk") == revokedAllKey {
				return nil
			}
			rows++
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
