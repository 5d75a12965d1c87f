package route

import (
	"context"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// message makes the handler of a route that carries one kind of command. Its answer
// to API Gateway is always 200: what a client is told, it is told by a post.
func message[C any](d Deps, decode func([]byte) (C, error), carryOut func(context.Context, room.Actor, C) error) handler {
	return func(ctx context.Context, e event) response {
		frame := []byte(e.Body)
		a, err := d.actor(ctx, e)
		if err != nil {
			a.Connection = room.ConnectionID(e.RequestContext.ConnectionID)
			return d.refuse(ctx, e, a, frame, err)
		}
		if d.expired(a) {
			return d.expire(ctx, a, frame)
		}
		c, err := decode(frame)
		if err == nil {
			err = carryOut(ctx, a, c)
		}
		if err != nil {
			return d.refuse(ctx, e, a, frame, err)
		}
		return response{StatusCode: 200}
	}
}

// refuse tells the sender, and it alone, why (WR1). What is our fault is logged,
// and told without its inside.
func (d Deps) refuse(ctx context.Context, e event, a room.Actor, frame []byte, err error) response {
	if room.CodeOf(err) == room.Internal {
		d.Log.Error("command failed", "route", e.RequestContext.RouteKey, "room", a.Room, "peer", a.Peer, "connection", a.Connection, "err", err)
	}
	d.Broadcast.Tell(ctx, a.Connection, room.Refused{Op: wire.OpOf(frame), Err: err})
	return response{StatusCode: 200}
}

// expire ends a connection whose token has ended (AC6).
func (d Deps) expire(ctx context.Context, a room.Actor, frame []byte) response {
	d.Broadcast.Tell(ctx, a.Connection, room.Refused{
		Op:  wire.OpOf(frame),
		Err: &room.RuleError{Kind: room.TokenExpired, Message: "Your access has ended. Get a new token and connect again."},
	})
	d.Broadcast.Close(ctx, a.Connection)
	return response{StatusCode: 200}
}
