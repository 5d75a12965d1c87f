package route

import (
	"context"
	"errors"
	"sync"
	"time"

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
				Headers:    map[string]string{"Sec-WebSocket-Protocol": o.actor.Protocol},
			}
		case room.CodeOf(o.err) == room.TokenRevoked, room.CodeOf(o.err) == room.TokenExpired:
			return response{StatusCode: 403}
		}
		return response{StatusCode: 500}
	})
}

// open stores the connection and then reads whether its token was revoked; if so, it returns
// room.ErrRevoked. In this order a concurrent revocation finds the connection or is read
// here (AC11): see room.Service.Revoke. For the same reason it returns room.ErrExpired if the
// token has expired by then, since room.Service.Expire may have run before (AC6).
func (d Deps) open(ctx context.Context, a room.Actor) error {
	if err := d.Store.PutConnection(ctx, a); err != nil {
		return err
	}
	var scheduling sync.WaitGroup
	scheduling.Go(func() { d.scheduleExpiry(ctx, a) })
	revoked, err := d.Revocations.Revoked(ctx, a.Room, a.TokenInfo())
	scheduling.Wait()
	switch {
	case err == nil && revoked:
		err = room.ErrRevoked
	case err == nil && d.expired(a):
		err = room.ErrExpired
	}
	if err != nil {
		_ = d.Store.DeleteConnection(ctx, a.Room, a.Connection) // if this fails, the row's TTL removes it
	}
	return err
}

// scheduleExpiry schedules the closing of the connection when its token expires, unless API
// Gateway closes it before. If that fails, the connection is opened nevertheless: it
// receives no event after the expiry either (AC6).
func (d Deps) scheduleExpiry(ctx context.Context, a room.Actor) {
	if d.Expiries == nil || a.Expires.IsZero() || a.Expires.After(d.Now().Add(maxLife)) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, scheduleTimeout)
	defer cancel()
	if err := d.Expiries.ScheduleExpiry(ctx, a.Room, a.Expires); err != nil {
		d.Log.Warn("expiry not scheduled", "room", a.Room, "connection", a.Connection, "err", err)
	}
}

// scheduleTimeout bounds the time by which a handshake waits for the schedule.
const scheduleTimeout = 2 * time.Second
