package dynamo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// Join writes the peer's row under its role. If the peer also has a row under the other
// role, it joined before with a token of another role, and Join deletes that row.
func (st *Store) Join(ctx context.Context, id room.ID, p room.Peer) (room.Presence, error) {
	old, err := st.putPeer(ctx, id, p)
	if err != nil {
		return room.Presence{}, err
	}
	if before, err := toPresence(old); err != nil || before.Connection == p.Connection {
		return before, err
	}
	other, err := st.deletePeer(ctx, peerKey(id, p.ID, !p.Role.MayEdit()), notLater, p)
	if conditionFailed(err) {
		// A later connection joined with the other role, so this row is deleted again.
		_, err = st.deletePeer(ctx, peerKey(id, p.ID, p.Role.MayEdit()), sameConnection, p)
		if err == nil || conditionFailed(err) {
			err = room.ErrSuperseded
		}
	}
	if err != nil {
		return room.Presence{}, err
	}
	if len(old) == 0 {
		old = other
	}
	if len(old) == 0 || st.expired(old) {
		return room.Presence{}, nil
	}
	return toPresence(old)
}

func toPresence(m row) (room.Presence, error) {
	r := reader{row: m}
	before := room.Presence{Connection: room.ConnectionID(r.str("connection")), Admitted: r.flag("admitted")}
	return before, r.err
}

func (st *Store) Admit(ctx context.Context, id room.ID, p room.Peer) error {
	_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: peerKey(id, p.ID, p.Role.MayEdit()),
		UpdateExpression:    aws.String("SET admitted = :true"),
		ConditionExpression: aws.String(sameConnection), ExpressionAttributeNames: connectionName,
		ExpressionAttributeValues: row{":c": s(string(p.Connection)), ":true": boolean(true)},
	})
	if err != nil && !conditionFailed(err) {
		return fmt.Errorf("admit peer: %w", err)
	}
	return nil
}

// The conditions of a peer's row: that it names this connection, and that it does not name
// a connection that was opened later.
const (
	sameConnection = "#connection = :c"
	notLater       = "attribute_not_exists(connectedAt) OR connectedAt <= :at OR :at = :zero OR #connection = :c"
)

func connectionValues(condition string, p room.Peer) row {
	values := row{":c": s(string(p.Connection))}
	if condition == notLater {
		values[":at"], values[":zero"] = ms(p.Connected), n(0)
	}
	return values
}

var connectionName = map[string]string{"#connection": "connection"}

// putPeer writes a peer's row and returns the old one. If the old row names a later
// connection, putPeer changes nothing and returns ErrSuperseded. It keeps the mark of Admit.
func (st *Store) putPeer(ctx context.Context, id room.ID, p room.Peer) (row, error) {
	values := connectionValues(notLater, p)
	maps.Copy(values, row{
		":exp": seconds(p.Expires), ":name": s(p.Name), ":role": s(string(p.Role)), ":colour": n(p.Colour),
		":ttl": seconds(st.now().Add(connectionTTL)),
	})
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: peerKey(id, p.ID, p.Role.MayEdit()), ReturnValues: types.ReturnValueAllOld,
		UpdateExpression: aws.String("SET #connection = :c, connectedAt = :at, #exp = :exp, peerName = :name, " +
			"peerRole = :role, colour = :colour, #ttl = :ttl"),
		ConditionExpression:       aws.String(notLater),
		ExpressionAttributeNames:  map[string]string{"#connection": "connection", "#exp": "exp", "#ttl": "ttl"},
		ExpressionAttributeValues: values,
	})
	switch {
	case conditionFailed(err):
		return nil, room.ErrSuperseded
	case err != nil:
		return nil, fmt.Errorf("write peer: %w", err)
	}
	return out.Attributes, nil
}

// deletePeer deletes a peer's row under a condition, and returns the old row.
func (st *Store) deletePeer(ctx context.Context, key row, condition string, p room.Peer) (row, error) {
	out, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: &st.table, Key: key, ReturnValues: types.ReturnValueAllOld,
		ConditionExpression: &condition, ExpressionAttributeNames: connectionName,
		ExpressionAttributeValues:           connectionValues(condition, p),
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if err != nil {
		return nil, fmt.Errorf("delete peer: %w", err)
	}
	return out.Attributes, nil
}

func conditionFailed(err error) bool {
	_, failed := errors.AsType[*types.ConditionalCheckFailedException](err)
	return failed
}

// Leave looks for the row under both roles: it has the role of the connection that joined
// last, which may differ from p's.
func (st *Store) Leave(ctx context.Context, id room.ID, p room.Peer) (room.LeaveResult, error) {
	for _, mayEdit := range []bool{p.Role.MayEdit(), !p.Role.MayEdit()} {
		_, err := st.deletePeer(ctx, peerKey(id, p.ID, mayEdit), sameConnection, p)
		if err == nil {
			return room.HasLeft, nil
		}
		failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err)
		if !ok {
			return 0, err
		}
		if len(failed.Item) > 0 {
			return room.PresentElsewhere, nil
		}
	}
	return room.NotPresent, nil
}

func (st *Store) ListPeers(ctx context.Context, id room.ID) ([]room.Peer, error) {
	return st.firstPeers(ctx, id, math.MaxInt32)
}

// firstPeers returns at most limit peers. It reads at most one page more than it needs.
func (st *Store) firstPeers(ctx context.Context, id room.ID, limit int) ([]room.Peer, error) {
	var peers []room.Peer
	in := st.peersOf(id)
	if limit < math.MaxInt32 {
		in.Limit = aws.Int32(int32(limit)) // rows of one page
	}
	err := st.query(ctx, in, func(m row) error {
		if len(peers) == limit {
			return errStop
		}
		return appendTo(&peers, m, toPeer)
	})
	if err != nil {
		return nil, fmt.Errorf("list peers of %s: %w", id, err)
	}
	return peers, nil
}

// peersOf returns a query for the rows of a room's peers that are not past their TTL.
func (st *Store) peersOf(id room.ID) *dynamodb.QueryInput {
	return &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND begins_with(sk, :peers)"),
		FilterExpression:          aws.String("#ttl > :now"),
		ExpressionAttributeNames:  map[string]string{"#ttl": "ttl"},
		ExpressionAttributeValues: row{":pk": roomKey(id), ":peers": s(peerPrefix), ":now": seconds(st.now())},
	}
}

// expired reports whether a row is past its TTL. DynamoDB deletes such rows late.
func (st *Store) expired(m row) bool {
	ttl := (&reader{row: m}).num("ttl")
	return ttl != 0 && ttl <= st.now().Unix()
}

func (st *Store) PutConnection(ctx context.Context, a room.Actor) error {
	var g errgroup.Group
	for _, key := range []row{connKey(a.Connection), liveKey(a.Room, a.Connection)} {
		g.Go(func() error {
			m := fromActor(a)
			m["ttl"] = seconds(st.now().Add(connectionTTL))
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
	return row{
		"roomId":      s(string(a.Room)),
		"peerId":      s(string(a.Peer)),
		"userId":      s(a.User),
		"peerName":    s(a.Name),
		"peerRole":    s(string(a.Role)),
		"exp":         seconds(a.Expires),
		"connection":  s(string(a.Connection)),
		"connectedAt": ms(a.Connected),
		"jti":         s(string(a.Token)),
		"issuedAt":    ms(a.Issued),
		"protocol":    s(a.Protocol),
	}
}

func toActor(m row) (room.Actor, error) {
	r := reader{row: m}
	a := room.Actor{
		Room:       room.ID(r.str("roomId")),
		Peer:       room.PeerID(r.str("peerId")),
		User:       r.str("userId"),
		Name:       r.str("peerName"),
		Role:       room.Role(r.str("peerRole")),
		Expires:    r.seconds("exp"),
		Connection: room.ConnectionID(r.str("connection")),
		Connected:  r.time("connectedAt"),
		Token:      room.TokenID(r.str("jti")),
		Issued:     r.time("issuedAt"),
		Protocol:   r.str("protocol"),
		Cut:        r.time("cutAt"),
	}
	return a, r.err
}

func (st *Store) GetConnection(ctx context.Context, c room.ConnectionID) (room.Actor, error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &st.table, Key: connKey(c), ConsistentRead: aws.Bool(true),
	})
	if err != nil {
		return room.Actor{}, fmt.Errorf("read connection: %w", err)
	}
	if len(out.Item) == 0 || st.expired(out.Item) {
		return room.Actor{}, room.ErrNoConnection
	}
	return toActor(out.Item)
}

func (st *Store) ListConnections(ctx context.Context, id room.ID) ([]room.Actor, error) {
	var actors []room.Actor
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk"),
		ExpressionAttributeValues: row{":pk": s(livePrefix + string(id))},
	}, func(m row) error {
		if st.expired(m) {
			return nil
		}
		return appendTo(&actors, m, toActor)
	})
	if err != nil {
		return nil, fmt.Errorf("list connections of %s: %w", id, err)
	}
	return actors, nil
}

func (st *Store) DeleteConnection(ctx context.Context, id room.ID, c room.ConnectionID) error {
	var g errgroup.Group
	for _, key := range []row{connKey(c), liveKey(id, c)} {
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

func (st *Store) CutConnection(ctx context.Context, a room.Actor, at time.Time) error {
	var g errgroup.Group
	g.Go(func() error {
		_, err := st.api.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &st.table, Key: connKey(a.Connection)})
		return err
	})
	g.Go(func() error {
		_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
			TableName: &st.table, Key: liveKey(a.Room, a.Connection),
			UpdateExpression:          aws.String("SET cutAt = :at, #ttl = :ttl"),
			ConditionExpression:       aws.String("attribute_exists(pk)"),
			ExpressionAttributeNames:  map[string]string{"#ttl": "ttl"},
			ExpressionAttributeValues: row{":at": ms(at), ":ttl": seconds(at.Add(room.CutAge + time.Second))},
		})
		if conditionFailed(err) {
			return nil
		}
		return err
	})
	if err := g.Wait(); err != nil {
		return fmt.Errorf("cut connection: %w", err)
	}
	return nil
}
