package route

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

// Connect serves $connect. It only remembers who is there: nothing can be posted to
// a connection before $connect has returned, so the peer joins with its first sync.
func Connect(d Deps) lambda.Handler {
	return handler(func(ctx context.Context, e event) response {
		if e.RequestContext.Authorizer.PeerID == "" {
			d.Log.Error("$connect came without the authorizer's context", "connection", e.RequestContext.ConnectionID)
			return response{StatusCode: 403}
		}
		a, err := d.actor(ctx, e)
		if err == nil {
			err = d.Store.Open(ctx, a)
		}
		if err != nil {
			d.Log.Error("connect", "room", a.Room, "peer", a.Peer, "connection", a.Connection, "err", err)
			return response{StatusCode: 500}
		}
		return response{StatusCode: 200, Headers: map[string]string{"Sec-WebSocket-Protocol": Protocol}}
	})
}
