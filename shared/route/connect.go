package route

import (
	"cmp"
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

var errNoContext = errors.New("$connect came without the authorizer's context")

// Connect serves $connect. It stores the connection's actor. API Gateway accepts no post to
// a connection before $connect has returned, so the peer joins with its first sync.
func Connect(d Deps) lambda.Handler {
	return d.instrument(func(ctx context.Context, e event, o *outcome) response {
		if e.RequestContext.Authorizer.PeerID == "" {
			o.actor.Connection, o.err = room.ConnectionID(e.RequestContext.ConnectionID), errNoContext
			return response{StatusCode: 403}
		}
		o.actor, o.err = d.actor(ctx, e)
		if o.err == nil {
			o.err = d.open(ctx, o.actor)
		}
		switch {
		case o.err == nil:
			return response{
				StatusCode: 200,
				Headers:    map[string]string{"Sec-WebSocket-Protocol": cmp.Or(o.actor.Protocol, Protocol)},
			}
		case room.CodeOf(o.err) == room.TokenRevoked:
			return response{StatusCode: 403}
		}
		return response{StatusCode: 500}
	})
}

// open stores the connection and then reads whether its token was revoked; if so, it returns
// room.ErrRevoked. In this order a concurrent revocation finds the connection or is read
// here (AC11): see room.Service.Revoke.
func (d Deps) open(ctx context.Context, a room.Actor) error {
	if err := d.Store.PutConnection(ctx, a); err != nil {
		return err
	}
	revoked, err := d.Revocations.Revoked(ctx, a.Room, a.TokenInfo())
	if err == nil && revoked {
		err = room.ErrRevoked
	}
	if err != nil {
		_ = d.Store.DeleteConnection(ctx, a.Room, a.Connection) // if this fails, the row's TTL removes it
	}
	return err
}
