// Package dynamo stores rooms in one DynamoDB table, which is also the lock manager: every
// rule of a room.Mutation is a condition of its write, so of two conflicting writes at the
// same time only one succeeds.
//
//	pk             sk             row
//	ROOM#<room>    META           the plan
//	ROOM#<room>    ITEM#<item>    an item and its lease
//	ROOM#<room>    PEER#0#<peer>  a peer who may edit
//	ROOM#<room>    PEER#1#<peer>  a viewer
//	ROOM#<room>    CROWD          crowded rooms only: the number of peers, and the digest at a time
//	CONN#<conn>    CONN           the actor that the handshake authenticated
//	LIVE#<room>    <conn>         the same, by room: for a revocation, and for the end of a connection
//	REVOKED#<room> ALL            the revocation of all tokens up to a time
//	REVOKED#<room> USER#<sub>     the revocation of a user's tokens up to a time
//	REVOKED#<room> TOKEN#<jti>    the revocation of one token
//	USE#<room>     <day>          the room's usage of a day
//	USE#<room>     QUESTIONS#<day> the number of wishes that a model was asked on a day
package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/shared/room"
)

// API is what the store uses of the DynamoDB client.
type API interface {
	BatchGetItem(
		context.Context, *dynamodb.BatchGetItemInput, ...func(*dynamodb.Options),
	) (*dynamodb.BatchGetItemOutput, error)
	DeleteItem(
		context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options),
	) (*dynamodb.DeleteItemOutput, error)
	GetItem(
		context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options),
	) (*dynamodb.GetItemOutput, error)
	PutItem(
		context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options),
	) (*dynamodb.PutItemOutput, error)
	Query(
		context.Context, *dynamodb.QueryInput, ...func(*dynamodb.Options),
	) (*dynamodb.QueryOutput, error)
	TransactWriteItems(
		context.Context, *dynamodb.TransactWriteItemsInput, ...func(*dynamodb.Options),
	) (*dynamodb.TransactWriteItemsOutput, error)
	UpdateItem(
		context.Context, *dynamodb.UpdateItemInput, ...func(*dynamodb.Options),
	) (*dynamodb.UpdateItemOutput, error)
}

// Store is a room.Store on a table.
type Store struct {
	api   API
	table string
	now   func() time.Time // for TTLs only; rules use the time of the Origin
}

var (
	_ room.Store       = (*Store)(nil)
	_ room.Revocations = (*Store)(nil)
)

// New returns a store on the table of that name. The client must use a [Retryer].
func New(api API, table string, now func() time.Time) *Store {
	return &Store{api: meteredAPI{busyAPI{api}}, table: table, now: now}
}

// The TTLs of rows. DynamoDB deletes expired rows up to days late, so no rule depends on
// the deletion.
const (
	// connectionTTL is API Gateway's limit of two hours for a connection, and a margin.
	connectionTTL = 2*time.Hour + 10*time.Minute
	tombstoneTTL  = room.TombstoneTTL
)
