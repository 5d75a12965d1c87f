package route

import (
	"context"
	"errors"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// command is a route that carries one kind of command, C.
type command[C any] struct {
	decode func(frame []byte) (C, error)
	run    func(context.Context, room.Actor, C) (room.Ack, error)
	// overRate decides on a command that came faster than its connection may send. It
	// gets errRateLimited for what it refuses. nil refuses all, undecoded.
	overRate func(d Deps, a room.Actor, c C) error
}

// unstored makes a run of what stores nothing.
func unstored[C any](run func(context.Context, room.Actor, C) error) func(context.Context, room.Actor, C) (room.Ack, error) {
	return func(ctx context.Context, a room.Actor, c C) (room.Ack, error) { return room.Ack{}, run(ctx, a, c) }
}

// errDropped ends a command without an answer.
var errDropped = errors.New("dropped")

// message makes the handler of a command's route. Its answer to API Gateway is always
// 200: what a client is told, it is told by a post.
func message[C any](d Deps, r command[C]) handler {
	return d.instrument(func(ctx context.Context, e event, n *outcome) response {
		frame := []byte(e.Body)
		a, err := d.sender(ctx, e)
		n.actor = a
		if err == nil {
			n.stored, err = serve(ctx, d, r, a, frame)
		}
		if err != nil && !errors.Is(err, errDropped) {
			n.err, n.op = err, wire.OpOf(frame)
			d.refuse(ctx, a, n.op, err)
		}
		return response{StatusCode: 200}
	})
}

// sender is who sent the event, or why nothing of theirs is carried out. Its connection is
// known in any case.
func (d Deps) sender(ctx context.Context, e event) (room.Actor, error) {
	a, err := d.actor(ctx, e)
	a.Connection = room.ConnectionID(e.RequestContext.ConnectionID)
	switch {
	case err != nil:
		return a, err
	case d.expired(a):
		return a, errExpired
	case a.Protocol != "" && a.Protocol != Protocol: // "" was written by an older $connect
		return a, errUnsupportedVersion
	}
	return a, nil
}

// serve carries out one frame. Its rate is checked before it is decoded, so that what is
// no command counts as well.
func serve[C any](ctx context.Context, d Deps, r command[C], a room.Actor, frame []byte) (room.Ack, error) {
	over := !d.RateLimit.Allow(a.Connection, d.Now(), 1)
	if over && r.overRate == nil {
		return room.Ack{}, errRateLimited
	}
	c, err := r.decode(frame)
	if err == nil && over {
		err = r.overRate(d, a, c)
	}
	if err != nil {
		return room.Ack{}, err
	}
	return r.run(ctx, a, c)
}

// errExpired refuses a message past its token's end (AC6).
var errExpired = &room.Error{Code: room.TokenExpired, Message: "Your access has ended. Get a new token and connect again."}

// errUnsupportedVersion refuses a client that speaks no protocol of ours, before anything of its
// message is carried out (AC13).
var errUnsupportedVersion = &room.Error{Code: room.ClientTooOld, Message: "This page is of another version of the planner. Reload it."}

// refuse tells the sender, and it alone, why (WR1); what is our fault is told
// without its inside. Who has no access any more, or can't use it, is sent away.
func (d Deps) refuse(ctx context.Context, a room.Actor, op room.Op, err error) {
	d.Broadcaster.Send(ctx, a.Connection, room.Rejected{Op: op, Err: err})
	if endsConnection(err) {
		_ = d.Broadcaster.Close(ctx, a.Connection) // its next message is refused as this one was
	}
}

func endsConnection(err error) bool {
	switch room.CodeOf(err) {
	case room.TokenExpired, room.ClientTooOld, room.Superseded:
		return true
	}
	return errors.Is(err, room.ErrTooManyPeers)
}
