package route

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

// abnormal is the close code of a line that was cut without a goodbye (RFC 6455,
// 7.4.1).
const abnormal = 1006

// maxLife is how long API Gateway keeps a connection. It ends it with the code that a page
// which is left sends too.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
const maxLife = 2 * time.Hour

// Disconnect serves $disconnect, which API Gateway sends when it can.
func Disconnect(d Deps) lambda.Handler {
	return d.instrument(func(ctx context.Context, e event, n *outcome) response {
		a, err := d.actor(ctx, e)
		n.actor = a
		if errors.Is(err, room.ErrNoConnection) {
			return response{StatusCode: 200} // it is forgotten already
		}
		if err == nil {
			err = d.Service.Leave(ctx, a, d.leftOnPurpose(a, e.RequestContext.DisconnectStatusCode))
		}
		if n.err = err; err != nil {
			return response{StatusCode: 500}
		}
		return response{StatusCode: 200}
	})
}

// leftOnPurpose reports whether the client ended the connection: it was not cut, and API
// Gateway did not end it for its age. Whoever did not leave on purpose comes back, and
// keeps the leases until then (LK8).
func (d Deps) leftOnPurpose(a room.Actor, code int) bool {
	// A second for the time between the two clocks and for the event itself.
	tooOld := !a.Connected.IsZero() && d.Now().Sub(a.Connected) > maxLife-time.Second
	return code != abnormal && !tooOld
}
