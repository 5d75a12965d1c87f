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

func (st *Store) SavePlan(ctx context.Context, id room.ID, origin room.Origin, e room.PlanEdit) (room.Plan, error) {
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                &st.table,
		Key:                      metaKey(id),
		UpdateExpression:         aws.String("SET #plan = :plan, " + setLastOp + setChanged),
		ConditionExpression:      aws.String("version = :version" + unseen),
		ExpressionAttributeNames: planNames,
		ExpressionAttributeValues: row{
			":plan":    encodePlan(e.Plan),
			":version": n(e.Version),
			":one":     n(1),
			":write":   s(change),
			":schema":  n(room.Schema),
			":me":      s(string(origin.Peer)),
			":op":      n(origin.Op),
			":user":    s(origin.User),
			":name":    s(origin.Name),
			":now":     ms(origin.At),
		},
		ReturnValues:                        types.ReturnValueAllNew,
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	})
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return resolvePlanFailure(failed.Item, origin, e)
	}
	if err != nil {
		return room.Plan{}, fmt.Errorf("write plan: %w", err)
	}
	return toPlan(out.Attributes)
}

func resolvePlanFailure(old row, origin room.Origin, e room.PlanEdit) (room.Plan, error) {
	if len(old) == 0 {
		return room.Plan{}, room.ErrNoRoom
	}
	p, err := toPlan(old)
	if err != nil {
		return p, err
	}
	next, repeated, err := e.Apply(p, origin)
	if err == nil && !repeated {
		return p, errors.New("the table refused a plan that the rules allow")
	}
	return next, err
}

func (st *Store) Create(ctx context.Context, id room.ID, origin room.Origin, p room.Plan) error {
	p = room.NewPlan(p, origin)
	m := changeRow(archive.Change{Plan: &p})
	m["pk"], m["write"] = roomKey(id), s(change)
	_, err := st.api.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{
		TransactItems: append([]types.TransactWriteItem{{Put: &types.Put{
			TableName: &st.table, Item: m, ConditionExpression: aws.String("attribute_not_exists(pk)"),
		}}}, st.putEntries(id, p.Owner)...),
	})
	if firstConditionFailed(err) {
		return room.ErrRoomExists
	}
	if err != nil {
		return fmt.Errorf("create room %s: %w", id, err)
	}
	return nil
}

func (st *Store) Load(ctx context.Context, id room.ID) (room.Room, error) {
	var r room.Room
	var peers []room.Peer
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		r, err = st.planAndItems(ctx, id)
		return err
	})
	g.Go(func() (err error) {
		peers, err = st.firstPeers(ctx, id, room.MaxListedPeers)
		return err
	})
	if err := g.Wait(); err != nil {
		return room.Room{}, err
	}
	r.Peers = peers
	return r, nil
}

// planAndItems reads the rows that sort before those of peers, of which there may be many.
func (st *Store) planAndItems(ctx context.Context, id room.ID) (room.Room, error) {
	r := room.Room{ID: id}
	found := false
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND sk < :peers"),
		ExpressionAttributeValues: row{":pk": roomKey(id), ":peers": s(peerPrefix)},
	}, func(m row) (err error) {
		switch sk := (&reader{row: m}).str("sk"); {
		case sk == metaSortKey:
			found = true
			r.Plan, err = toPlan(m)
		case strings.HasPrefix(sk, itemPrefix):
			err = appendTo(&r.Items, m, toItem)
		}
		return err
	})
	if err != nil {
		return room.Room{}, fmt.Errorf("load room %s: %w", id, err)
	}
	if !found {
		return room.Room{}, room.ErrNoRoom
	}
	return r, nil
}

func (st *Store) Exists(ctx context.Context, id room.ID) (bool, error) {
	out, err := st.api.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &st.table, Key: metaKey(id), ConsistentRead: aws.Bool(true), ProjectionExpression: aws.String("pk"),
	})
	if err != nil {
		return false, fmt.Errorf("check that room %s exists: %w", id, err)
	}
	return len(out.Item) > 0, nil
}

func (st *Store) ListItemIDs(ctx context.Context, id room.ID) (map[room.ItemID]bool, error) {
	ids := map[room.ItemID]bool{}
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND begins_with(sk, :items)"),
		ProjectionExpression:      aws.String("sk, removed"),
		ExpressionAttributeValues: row{":pk": roomKey(id), ":items": s(itemPrefix)},
	}, func(m row) error {
		r := &reader{row: m}
		ids[room.ItemID(strings.TrimPrefix(r.str("sk"), itemPrefix))] = m["removed"] == nil
		return r.err
	})
	if err != nil {
		return nil, fmt.Errorf("list items of %s: %w", id, err)
	}
	return ids, nil
}

func appendTo[T any](list *[]T, m row, read func(row) (T, error)) error {
	v, err := read(m)
	if err == nil {
		*list = append(*list, v)
	}
	return err
}

// errStop is returned by a callback of query or pages to end the query without an error.
var errStop = errors.New("stop the query")

// query calls each for every row of a consistent query, over all its pages. It stops at
// an error of each, and returns it unless it is errStop.
func (st *Store) query(ctx context.Context, in *dynamodb.QueryInput, each func(row) error) error {
	return st.pages(ctx, in, func(out *dynamodb.QueryOutput) error {
		for _, m := range out.Items {
			if err := each(m); err != nil {
				return err
			}
		}
		return nil
	})
}

func (st *Store) pages(ctx context.Context, in *dynamodb.QueryInput, each func(*dynamodb.QueryOutput) error) error {
	in.TableName, in.ConsistentRead = &st.table, aws.Bool(true)
	for {
		out, err := st.api.Query(ctx, in)
		if err != nil {
			return err
		}
		if err := each(out); err == errStop {
			return nil
		} else if err != nil {
			return err
		}
		if len(out.LastEvaluatedKey) == 0 {
			return nil
		}
		in.ExclusiveStartKey = out.LastEvaluatedKey
	}
}

func (st *Store) ListHeld(ctx context.Context, id room.ID, p room.PeerID) ([]room.Item, error) {
	var held []room.Item
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("pk = :pk AND begins_with(sk, :items)"),
		FilterExpression:          aws.String("holder = :me"),
		ExpressionAttributeValues: row{":pk": roomKey(id), ":items": s(itemPrefix), ":me": s(string(p))},
	}, func(m row) error { return appendTo(&held, m, toItem) })
	if err != nil {
		return nil, fmt.Errorf("list items that %s holds: %w", p, err)
	}
	return held, nil
}

func (st *Store) EndLeases(ctx context.Context, id room.ID, held []room.Item) ([]room.Item, error) {
	freed := make([]*room.Item, len(held))
	var g errgroup.Group
	g.SetLimit(8)
	for at, i := range held {
		g.Go(func() (err error) {
			freed[at], err = st.endLease(ctx, id, i)
			return err
		})
	}
	err := g.Wait()
	var rows []room.Item
	for _, i := range freed {
		if i != nil {
			rows = append(rows, *i)
		}
	}
	return rows, err
}

// endLease ends the lease of one item, and returns the row, if no command has written it
// since i was read. Else it returns nil.
func (st *Store) endLease(ctx context.Context, id room.ID, i room.Item) (*room.Item, error) {
	out, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                &st.table,
		Key:                      itemKey(id, i.ID),
		UpdateExpression:         aws.String("SET #write = :write" + free),
		ConditionExpression:      aws.String(present + heldByMe + " AND lastPeer = :lastPeer AND lastOp = :lastOp" + readable),
		ExpressionAttributeNames: tokenNames,
		ExpressionAttributeValues: row{
			":me": s(string(i.Holder)), ":token": n(i.Token), ":write": s(lease), ":schema": n(room.Schema),
			":lastPeer": s(string(i.LastOp.Peer)), ":lastOp": n(i.LastOp.Op),
		},
		ReturnValues: types.ReturnValueAllNew,
	})
	if _, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("end lease of %s: %w", i.ID, err)
	}
	freed, err := toItem(out.Attributes)
	return &freed, err
}
