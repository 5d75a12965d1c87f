package dynamo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Join implements room.Peers.
func (st *Store) Join(ctx context.Context, id room.ID, p room.Peer) (room.ConnectionID, error) {
	m := peerKey(id, p.ID)
	m["connection"], m["peerName"], m["peerRole"], m["colour"] = s(string(p.Connection)), s(p.Name), s(string(p.Role)), n(p.Colour)
	m["ttl"] = seconds(st.now().Add(connectionLife))
	out, err := st.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &st.table, Item: m, ReturnValues: types.ReturnValueAllOld})
	if err != nil {
		return "", fmt.Errorf("write peer: %w", err)
	}
	if len(out.Attributes) == 0 || st.swept(out.Attributes) {
		return "", nil
	}
	before, err := toPeer(out.Attributes)
	return before.Connection, err
}

// Leave implements room.Peers.
func (st *Store) Leave(ctx context.Context, id room.ID, p room.PeerID, c room.ConnectionID) (room.Departure, error) {
	_, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName:                 &st.table,
		Key:                       peerKey(id, p),
		ConditionExpression:       aws.String("#connection = :c"),
		ExpressionAttributeNames:  map[string]string{"#connection": "connection"},
		ExpressionAttributeValues: row{":c": s(string(c))},

		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		if len(failed.Item) == 0 {
			return room.Absent, nil
		}
		return room.Elsewhere, nil
	}
	if err != nil {
		return 0, fmt.Errorf("delete peer: %w", err)
	}
	return room.Departed, nil
}

// Present implements room.Peers.
func (st *Store) Present(ctx context.Context, id room.ID) ([]room.Peer, error) {
	var peers []room.Peer
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND begins_with(sk, :peers)"),
		ExpressionAttributeValues: row{":pk": s(roomPrefix + string(id)), ":peers": s(peerPrefix)},
	}, func(m row) error {
		if st.swept(m) {
			return nil
		}
		return appendTo(&peers, m, toPeer)
	})
	if err != nil {
		return nil, fmt.Errorf("list peers of %s: %w", id, err)
	}
	return peers, nil
}

// swept reports whether a row is past its TTL. DynamoDB removes such rows late.
func (st *Store) swept(m row) bool {
	ttl := (&reader{row: m}).num("ttl")
	return ttl != 0 && ttl <= st.now().Unix()
}

// Open implements room.Connections.
func (st *Store) Open(ctx context.Context, a room.Actor) error {
	var g errgroup.Group
	for _, key := range []row{connOf(a.Connection), liveOf(a.Room, a.Connection)} {
		g.Go(func() error {
			m := fromActor(a)
			m["ttl"] = seconds(st.now().Add(connectionLife))
			maps.Copy(m, key)
			_, err := st.api.PutItem(ctx, &dynamodb.PutItemInput{TableName: &st.table, Item: m})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("write connection: %w", err)
	}
	return nil
}

func fromActor(a room.Actor) row {
	m := row{"roomId": s(string(a.Room)), "peerId": s(string(a.Peer)), "userId": s(a.User)}
	m["peerName"], m["peerRole"], m["exp"] = s(a.Name), s(string(a.Role)), seconds(a.Expires)
	m["connection"], m["jti"], m["protocol"] = s(string(a.Connection)), s(string(a.Token)), s(a.Protocol)
	if !a.Issued.IsZero() {
		m["iat"] = seconds(a.Issued)
	}
	return m
}

func toActor(m row) (room.Actor, error) {
	r := reader{row: m}
	a := room.Actor{
		Room: room.ID(r.str("roomId")), Peer: room.PeerID(r.str("peerId")), User: r.str("userId"),
		Name: r.str("peerName"), Role: room.Role(r.str("peerRole")), Connection: room.ConnectionID(r.str("connection")),
		Expires: time.Unix(r.num("exp"), 0).UTC(), Token: room.TokenID(r.str("jti")), Protocol: r.str("protocol"),
	}
	if iat := r.num("iat"); iat != 0 {
		a.Issued = time.Unix(iat, 0).UTC()
	}
	return a, r.err
}

// Actor implements room.Connections.
func (st *Store) Actor(ctx context.Context, c room.ConnectionID) (room.Actor, error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{TableName: &st.table, Key: connOf(c), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return room.Actor{}, fmt.Errorf("read connection: %w", err)
	}
	if len(out.Item) == 0 || st.swept(out.Item) {
		return room.Actor{}, room.ErrNoConnection
	}
	return toActor(out.Item)
}

// Live implements room.Connections.
func (st *Store) Live(ctx context.Context, id room.ID) ([]room.Actor, error) {
	var live []room.Actor
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk"),
		ExpressionAttributeValues: row{":pk": s(livePrefix + string(id))},
	}, func(m row) error {
		if st.swept(m) {
			return nil
		}
		return appendTo(&live, m, toActor)
	})
	if err != nil {
		return nil, fmt.Errorf("list connections of %s: %w", id, err)
	}
	return live, nil
}

// Forget implements room.Connections.
func (st *Store) Forget(ctx context.Context, id room.ID, c room.ConnectionID) error {
	var g errgroup.Group
	for _, key := range []row{connOf(c), liveOf(id, c)} {
		g.Go(func() error {
			_, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &st.table, Key: key})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("delete connection: %w", err)
	}
	return nil
}
