package dynamo

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// crowdTTL is how long a room's CROWD row is kept after its last write.
const crowdTTL = 24 * time.Hour

// CountPeers uses one write unit. If the stored number is too old it also reads all peers.
func (st *Store) CountPeers(ctx context.Context, id room.ID, at time.Time) (int, error) {
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: crowdKey(id), ReturnValues: types.ReturnValueUpdatedNew,
		UpdateExpression:          aws.String("ADD peers :one"),
		ConditionExpression:       aws.String("countedAt > :oldest"),
		ExpressionAttributeValues: row{":one": n(1), ":oldest": ms(at.Add(-room.CountAge))},
	})
	if conditionFailed(err) {
		return st.recountPeers(ctx, id, at)
	}
	if err != nil {
		return 0, fmt.Errorf("count peers of %s: %w", id, err)
	}
	r := reader{row: out.Attributes}
	return int(r.num("peers")), r.err
}

func (st *Store) recountPeers(ctx context.Context, id room.ID, at time.Time) (int, error) {
	in := st.peersOf(id)
	in.Select = types.SelectCount
	peers := 0
	err := st.pages(ctx, in, func(out *dynamodb.QueryOutput) error {
		peers += int(out.Count)
		return nil
	})
	if err == nil {
		_, err = st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
			TableName: &st.table, Key: crowdKey(id),
			UpdateExpression:         aws.String("SET peers = :peers, countedAt = :at, #ttl = :ttl"),
			ExpressionAttributeNames: map[string]string{"#ttl": "ttl"},
			ExpressionAttributeValues: row{
				":peers": n(peers), ":at": ms(at), ":ttl": seconds(st.now().Add(crowdTTL)),
			},
		})
	}
	if err != nil {
		return 0, fmt.Errorf("count peers of %s: %w", id, err)
	}
	return peers, nil
}

func (st *Store) Summary(ctx context.Context, id room.ID) (room.Summary, error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &st.table, Key: crowdKey(id), ConsistentRead: aws.Bool(true),
	})
	if err != nil {
		return room.Summary{}, fmt.Errorf("read summary of %s: %w", id, err)
	}
	r := reader{row: out.Item}
	return room.Summary{Digest: uint32(r.num("digest")), At: r.time("digestAt")}, r.err
}

func (st *Store) PutSummary(ctx context.Context, id room.ID, summary room.Summary) error {
	_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: crowdKey(id),
		UpdateExpression:         aws.String("SET digest = :digest, digestAt = :at, #ttl = :ttl"),
		ConditionExpression:      aws.String("attribute_not_exists(digestAt) OR digestAt <= :at"),
		ExpressionAttributeNames: map[string]string{"#ttl": "ttl"},
		ExpressionAttributeValues: row{
			":digest": &types.AttributeValueMemberN{Value: strconv.FormatUint(uint64(summary.Digest), 10)},
			":at":     ms(summary.At), ":ttl": seconds(st.now().Add(crowdTTL)),
		},
	})
	if _, err := wroteUnlessConditionFailed(err); err != nil {
		return fmt.Errorf("write summary of %s: %w", id, err)
	}
	return nil
}
