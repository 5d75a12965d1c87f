package route

import (
	"context"
	"errors"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// command describes a route whose messages are commands of type C.
type command[C any] struct {
	decode func(frame []byte) (C, error)
	run    func(context.Context, room.Actor, C) (room.Ack, error)
	// overRate decides on a command past its connection's rate limit: nil carries it out,
	// an error is its answer. If the field is nil, the frame is rejected with
	// room.ErrRateLimited and is not decoded.
	overRate func(d Deps, a room.Actor, c C) error
}

// unstored adapts a function that stores nothing to command.run.
func unstored[C any](
	run func(context.Context, room.Actor, C) error,
) func(context.Context, room.Actor, C) (room.Ack, error) {
	return func(ctx context.Context, a room.Actor, c C) (room.Ack, error) { return room.Ack{}, run(ctx, a, c) }
}

// errDropped ends a command without an answer.
var errDropped = errors.New("dropped")

// message returns the handler of a command's route. It answers API Gateway with 200 in any
// case: the client gets its ack or error by a post.
func message[C any](d Deps, r command[C]) handler {
	return d.instrument(func(ctx context.Context, e event, o *outcome) response {
		frame := []byte(e.Body)
		a, err := d.sender(ctx, e)
		o.actor = a
		if err == nil {
			o.stored, err = serve(ctx, d, r, a, frame)
		}
		if err != nil && !errors.Is(err, errDropped) {
			o.err, o.op = err, wire.OpOf(frame)
			d.reject(ctx, a, o.op, err)
		}
		return response{StatusCode: 200}
	})
}

// sender returns the actor that sent the event, or the error that rejects the message. The
// actor's Connection is set in both cases.
func (d Deps) sender(ctx context.Context, e event) (room.Actor, error) {
	a, err := d.actor(ctx, e)
	a.Connection = room.ConnectionID(e.RequestContext.ConnectionID)
	switch {
	case err != nil:
		return a, err
	case d.expired(a):
		return a, room.ErrExpired
	case a.Protocol != wire.Protocol:
		return a, errUnsupportedVersion
	}
	return a, nil
}

// serve decodes and carries out one frame. It checks the rate limit before it decodes, so
// that frames that are not commands count as well (QU3).
func serve[C any](ctx context.Context, d Deps, r command[C], a room.Actor, frame []byte) (room.Ack, error) {
	over := !d.RateLimit.Allow(a.Connection, d.Now(), 1)
	if over && r.overRate == nil {
		return room.Ack{}, room.ErrRateLimited
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

// errUnsupportedVersion rejects the first message of a client that did not offer [wire.Protocol]
// (AC13). The message is not decoded.
var errUnsupportedVersion = &room.Error{
	Code:    room.ClientTooOld,
	Message: "This page is of another version of the planner. Reload it.",
}

// reject sends the error to the sender alone (WR1); an internal error is sent without its
// details. If no later message of the connection could succeed, it closes the connection.
func (d Deps) reject(ctx context.Context, a room.Actor, op room.Op, err error) {
	d.Broadcaster.Send(ctx, a.Connection, room.Rejected{Op: op, Err: err})
	if endsConnection(err) {
		_ = d.Broadcaster.Close(ctx, a.Connection) // if this fails, its next message is rejected as well
	}
}

// endsConnection reports whether the connection must be closed after that error.
func endsConnection(err error) bool {
	switch room.CodeOf(err) {
	case room.TokenExpired, room.ClientTooOld, room.Superseded:
		return true
	}
	return errors.Is(err, room.ErrTooManyPeers)
}
