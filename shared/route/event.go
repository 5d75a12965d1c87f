// Package route turns API Gateway's events into commands of the room, and its
// refusals into error frames. One file a route, named as its function.
package route

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Protocol is the subprotocol that both sides speak (AC2).
const Protocol = "homstyle.v1"

// Deps are what the routes need.
type Deps struct {
	Service     *room.Service
	Store       room.Connections
	Revocations room.Revocations // for Connect
	Broadcaster room.Broadcaster
	Now         func() time.Time
	Log         *slog.Logger

	RateLimit     *ratelimit.Limiter[room.ConnectionID] // of what one connection sends; nil is without end
	DropRateLimit *ratelimit.Limiter[room.ConnectionID] // of drops that come beyond Pace; nil is without end

	Usage   usage.Store      // what rooms use; nil counts nothing
	Sample  func(n int) bool // true once in n, at random
	Metrics string           // the stack's name, on each metric; "" writes no metrics
}

// event is what the routes read of API Gateway's WebSocket event. It is not the
// type of aws-lambda-go, which decodes some thirty more fields at each message.
type event struct {
	RequestContext struct {
		RouteKey             string   `json:"routeKey"`
		ConnectionID         string   `json:"connectionId"`
		ConnectedAt          int64    `json:"connectedAt"` // Unix milliseconds
		DisconnectStatusCode int      `json:"disconnectStatusCode"`
		Authorizer           identity `json:"authorizer"`
	} `json:"requestContext"`
	Body string `json:"body"`
}

// identity is the authorizer's context: who is behind the connection. API Gateway
// hands every value on as a string.
type identity struct {
	RoomID string `json:"roomId"`
	PeerID string `json:"peerId"`
	UserID string `json:"userId"`
	Name   string `json:"name"`
	Role   string `json:"role"`
	Exp    string `json:"exp"` // Unix seconds
	Jti    string `json:"jti"`
	Iat    string `json:"iat"` // Unix seconds, or ""
	Proto  string `json:"protocol"`
}

// response is what a WebSocket integration answers.
type response struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitzero"`
}

// handler makes a Lambda handler of a function on events.
type handler func(ctx context.Context, e event) response

var _ lambda.Handler = handler(nil)

func (h handler) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, err
	}
	return json.Marshal(h(ctx, e))
}

// actor is who sent the event: the authorizer says it, or the row that $connect
// wrote (AC5).
func (d Deps) actor(ctx context.Context, e event) (room.Actor, error) {
	connection := room.ConnectionID(e.RequestContext.ConnectionID)
	if e.RequestContext.Authorizer.PeerID == "" {
		return d.Store.GetConnection(ctx, connection)
	}
	a, err := e.RequestContext.Authorizer.actor(connection)
	if at := e.RequestContext.ConnectedAt; at != 0 {
		a.Connected = time.UnixMilli(at).UTC()
	}
	return a, err
}

func (i identity) actor(c room.ConnectionID) (room.Actor, error) {
	exp, err := strconv.ParseInt(i.Exp, 10, 64)
	if err != nil {
		return room.Actor{}, err
	}
	a := room.Actor{
		Room: room.ID(i.RoomID), Peer: room.PeerID(i.PeerID), User: i.UserID, Name: i.Name,
		Role: room.Role(i.Role), Expires: time.Unix(exp, 0).UTC(), Connection: c,
		Token: room.TokenID(i.Jti), Protocol: i.Proto,
	}
	if i.Iat != "" {
		iat, err := strconv.ParseInt(i.Iat, 10, 64)
		if err != nil {
			return room.Actor{}, err
		}
		a.Issued = time.Unix(iat, 0).UTC()
	}
	return a, nil
}

func (d Deps) expired(a room.Actor) bool { return !d.Now().Before(a.Expires) }
