package route

import (
	"cmp"
	"context"
	"errors"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

var errNoContext = errors.New("$connect came without the authorizer's context")

// Connect serves $connect. It only remembers who is there: nothing can be posted to
// a connection before $connect has returned, so the peer joins with its first sync.
func Connect(d Deps) lambda.Handler {
	return d.recorded(func(ctx context.Context, e event, n *note) response {
		if e.RequestContext.Authorizer.PeerID == "" {
			n.actor.Connection, n.err = room.ConnectionID(e.RequestContext.ConnectionID), errNoContext
			return response{StatusCode: 403}
		}
		n.actor, n.err = d.actor(ctx, e)
		if n.err == nil {
			n.err = d.Store.Open(ctx, n.actor)
		}
		if n.err != nil {
			return response{StatusCode: 500}
		}
		return response{StatusCode: 200, Headers: map[string]string{"Sec-WebSocket-Protocol": cmp.Or(n.actor.Protocol, Protocol)}}
	})
}
