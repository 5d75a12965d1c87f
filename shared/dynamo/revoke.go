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

// At most three rows can match a token, so a handshake reads three keys in one call,
// however many revocations there are.
func revokedAll(id room.ID) row              { return key(revokedPrefix+string(id), revokedAllKey) }
func revokedUser(id room.ID, sub string) row { return key(revokedPrefix+string(id), "USER#"+sub) }
func revokedToken(id room.ID, jti room.TokenID) row {
	return key(revokedPrefix+string(id), "TOKEN#"+string(jti))
}

func (st *Store) Revoke(ctx context.Context, id room.ID, r room.Revocation) error {
	m := revokedAll(id)
	switch {
	case r.Token != "":
		m = revokedToken(id, r.Token)
	case r.User != "":
		m = revokedUser(id, r.User)
	}
	m["jti"] = s(string(r.Token))
	m["userId"] = s(r.User)
	m["before"] = ms(r.Before)
	m["ttl"] = seconds(st.now().Add(room.RevocationTTL))
	// The condition keeps a later time from being replaced by an earlier one.
	_, err := st.api.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &st.table, Item: m,
		ConditionExpression:       aws.String("attribute_not_exists(pk) OR #before < :before"),
		ExpressionAttributeNames:  map[string]string{"#before": "before"},
		ExpressionAttributeValues: row{":before": ms(r.Before)},
	})
	if _, later := errors.AsType[*types.ConditionalCheckFailedException](err); later {
		return nil
	}
	return err
}

func (st *Store) Revoked(ctx context.Context, id room.ID, t room.TokenInfo) (bool, error) {
	keys := []row{revokedAll(id), revokedUser(id, t.User)}
	if t.Token != "" {
		keys = append(keys, revokedToken(id, t.Token))
	}
	rows, err := st.batchGet(ctx, keys)
	if err != nil {
		return false, fmt.Errorf("read revocations of %s: %w", id, err)
	}
	for _, m := range rows {
		r := reader{row: m}
		v := room.Revocation{Token: room.TokenID(r.str("jti")), User: r.str("userId"), Before: r.time("before")}
		if r.err != nil || v.Matches(t) {
			return true, r.err
		}
	}
	return false, nil
}
