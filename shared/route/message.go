package route

import (
	"context"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// message makes the handler of a route that carries one kind of command. Its answer
// to API Gateway is always 200: what a client is told, it is told by a post.
func message[C any](d Deps, decode func([]byte) (C, error), carryOut func(context.Context, room.Actor, C) error) handler {
	return d.recorded(func(ctx context.Context, e event, n *note) response {
		frame := []byte(e.Body)
		a, err := d.actor(ctx, e)
		if a.Connection == "" {
			a.Connection = room.ConnectionID(e.RequestContext.ConnectionID)
		}
		n.actor = a
		if err == nil && d.expired(a) {
			err = errExpired
		}
		if err == nil && a.Protocol != "" && a.Protocol != Protocol { // "" was written by an older $connect
			err = errTooOld
		}
		var c C
		if err == nil {
			c, err = decode(frame)
		}
		if err == nil && !d.Pace.Allow(a.Connection, d.Now(), 1) && !drops(c) {
			if _, cursor := any(c).(room.CursorCommand); cursor {
				return response{StatusCode: 200} // dropped, as cursors are (PR5)
			}
			err = errTooFast
		}
		if err == nil {
			err = carryOut(ctx, a, c)
		}
		if err != nil {
			n.err, n.op = err, wire.OpOf(frame)
			d.refuse(ctx, a, n.op, err)
		}
		return response{StatusCode: 200}
	})
}

// errExpired refuses a message past its token's end (AC6).
var errExpired = &room.RuleError{Kind: room.TokenExpired, Message: "Your access has ended. Get a new token and connect again."}

// errTooOld refuses a client that speaks no protocol of ours, before anything of its
// message is carried out (AC13).
var errTooOld = &room.RuleError{Kind: room.ClientTooOld, Message: "This page is of another version of the planner. Reload it."}

// refuse tells the sender, and it alone, why (WR1); what is our fault is told
// without its inside. Who has no access any more, or can't use it, is sent away.
func (d Deps) refuse(ctx context.Context, a room.Actor, op room.Op, err error) {
	d.Broadcast.Tell(ctx, a.Connection, room.Refused{Op: op, Err: err})
	if code := room.CodeOf(err); code == room.TokenExpired || code == room.ClientTooOld {
		_ = d.Broadcast.Close(ctx, a.Connection) // its next message is refused as this one was
	}
}
