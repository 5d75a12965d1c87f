package route

import (
	"cmp"
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

var errNoContext = errors.New("$connect came without the authorizer's context")

// Connect serves $connect. It only stores who is there: nothing can be posted to a
// connection before $connect has returned, so the peer joins with its first sync.
func Connect(d Deps) lambda.Handler {
	return d.instrument(func(ctx context.Context, e event, n *outcome) response {
		if e.RequestContext.Authorizer.PeerID == "" {
			n.actor.Connection, n.err = room.ConnectionID(e.RequestContext.ConnectionID), errNoContext
			return response{StatusCode: 403}
		}
		n.actor, n.err = d.actor(ctx, e)
		if n.err == nil {
			n.err = d.open(ctx, n.actor)
		}
		switch {
		case n.err == nil:
			return response{
				StatusCode: 200,
				Headers:    map[string]string{"Sec-WebSocket-Protocol": cmp.Or(n.actor.Protocol, Protocol)},
			}
		case room.CodeOf(n.err) == room.TokenRevoked:
			return response{StatusCode: 403}
		}
		return response{StatusCode: 500}
	})
}

// open stores the connection, and after that asks whether its token was revoked. In this
// order a revocation can't miss it: see room.Service.Revoke.
func (d Deps) open(ctx context.Context, a room.Actor) error {
	if err := d.Store.PutConnection(ctx, a); err != nil {
		return err
	}
	revoked, err := d.Revocations.Revoked(ctx, a.Room, a.TokenInfo())
	if err == nil && revoked {
		err = room.ErrRevoked
	}
	if err != nil {
		_ = d.Store.DeleteConnection(ctx, a.Room, a.Connection) // what stays ends by its TTL
	}
	return err
}
