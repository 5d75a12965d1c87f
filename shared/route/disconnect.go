package route

import (
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

// abnormal is the close code of a line that was cut without a goodbye (RFC 6455,
// 7.4.1).
const abnormal = 1006

// Disconnect serves $disconnect, which API Gateway sends when it can.
func Disconnect(d Deps) lambda.Handler {
	return d.recorded(func(ctx context.Context, e event, n *note) response {
		a, err := d.actor(ctx, e)
		n.actor = a
		if errors.Is(err, room.ErrNoConnection) {
			return response{StatusCode: 200} // it is forgotten already
		}
		if err == nil {
			err = d.Service.Leave(ctx, a, e.RequestContext.DisconnectStatusCode != abnormal)
		}
		if n.err = err; err != nil {
			return response{StatusCode: 500}
		}
		return response{StatusCode: 200}
	})
}
