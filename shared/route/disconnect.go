package route

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

// closeAbnormal is the close code of a connection that ended without a close frame
// (RFC 6455, 7.4.1).
const closeAbnormal = 1006

// closeReconnecting is the code with which a client closes a connection that it replaces (LK8).
const closeReconnecting = 4000

// maxLife is the longest time that API Gateway keeps a connection. It then closes it with
// the same code as a browser that leaves the page, 1001.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
const maxLife = 2 * time.Hour

// Disconnect serves $disconnect, which API Gateway sends on a best-effort basis.
func Disconnect(d Deps) lambda.Handler {
	return d.instrument(func(ctx context.Context, e event, o *outcome) response {
		a, err := d.actor(ctx, e)
		o.actor = a
		if errors.Is(err, room.ErrNoConnection) {
			return response{StatusCode: 200} // it was deleted before
		}
		if err == nil {
			err = d.Service.Leave(ctx, a, d.closedByClient(a, e.RequestContext.DisconnectStatusCode))
		}
		if o.err = err; err != nil {
			return response{StatusCode: 500}
		}
		return response{StatusCode: 200}
	})
}

// closedByClient reports whether the client closed the connection and left: it was not cut, the
// client is not about to replace it, API Gateway did not close it at maxLife, and its token, after
// whose exp the server closes it (AC6), has not expired. Else the peer is expected to reconnect, so
// its leases are not released (LK8): the new connection may have acquired them already.
func (d Deps) closedByClient(a room.Actor, code int) bool {
	// The second allows for the difference of the clocks and the delay of the event.
	tooOld := !a.Connected.IsZero() && d.Now().Sub(a.Connected) > maxLife-time.Second
	return code != closeAbnormal && code != closeReconnecting && !tooOld && !d.expired(a)
}
