// Package dynamo keeps rooms in one DynamoDB table, and makes it the lock manager:
// every rule of a room.Mutation is a condition of the write itself, so that two
// functions at once can't both be right.
//
//	pk             sk            what
//	ROOM#<room>    META          the plan
//	ROOM#<room>    ITEM#<item>   an item and its lease
//	ROOM#<room>    PEER#0#<peer> who is here and may edit; PEER#1#… who looks
//	ROOM#<room>    CROWD         how many peers, and the digest at a time: of a crowded room alone
//	CONN#<conn>    CONN          what the handshake established
//	LIVE#<room>    <conn>        the same, by room: whom a revocation must close
//	REVOKED#<room> ALL, USER#<sub>, TOKEN#<jti>  tokens that are not taken any more
//	USE#<room>     <day>         what the room used that day
package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/shared/room"
)

// API is what the store uses of the DynamoDB client.
type API interface {
	BatchGetItem(context.Context, *dynamodb.BatchGetItemInput, ...func(*dynamodb.Options)) (*dynamodb.BatchGetItemOutput, error)
	DeleteItem(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	Query(context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error)
	TransactWriteItems(context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error)
	UpdateItem(context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error)
}

// Store is a room.Store on a table.
type Store struct {
	api   API
	table string
	now   func() time.Time // for TTLs only; rules get their time in the Origin
}

var (
	_ room.Store       = (*Store)(nil)
	_ room.Revocations = (*Store)(nil)
)

// New is a store on the table of that name. The client must have a [Retryer].
func New(api API, table string, now func() time.Time) *Store {
	return &Store{api: meteredAPI{refusing{api}}, table: table, now: now}
}

// How long rows outlive their use. DynamoDB sweeps them late, by days at worst, so
// no rule depends on it.
const (
	// connectionTTL covers API Gateway's two hours and some delay.
	connectionTTL = 2*time.Hour + 10*time.Minute
	// tombstoneTTL is ED3.
	tombstoneTTL = 30 * 24 * time.Hour
)
