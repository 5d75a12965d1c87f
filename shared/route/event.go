// Package route has the Lambda handlers: it decodes API Gateway's events to commands of
// package room and sends the errors that a command returns as error frames.
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

// Deps are what the routes need.
type Deps struct {
	Service     *room.Service
	Store       room.Connections
	Revocations room.Revocations // for Connect
	Expiries    Expiries         // for Connect; nil: the next event of the room closes a connection past its exp
	Broadcaster room.Broadcaster
	Now         func() time.Time
	Log         *slog.Logger

	RateLimit     *ratelimit.Limiter[room.ConnectionID] // limits the messages of each connection (QU3); nil: no limit
	DropRateLimit *ratelimit.Limiter[room.ConnectionID] // limits the drops beyond RateLimit (QU3); nil: no limit

	Usage      usage.Store      // stores the usage of rooms; nil: nothing is counted
	SampleRate int              // one invocation in SampleRate is counted, as SampleRate invocations (US2)
	Sample     func(n int) bool // returns true with probability 1/n
	Metrics    string           // the stack's name, a dimension of each metric; "": no metrics
}

// Expiries schedules the closing of connections whose tokens expire (AC6).
type Expiries interface {
	// ScheduleExpiry schedules [room.Service.Expire] of a room at a time, once for each room
	// and time.
	ScheduleExpiry(ctx context.Context, id room.ID, at time.Time) error
}

// event has the fields of API Gateway's WebSocket event that the routes read. It replaces
// the type of aws-lambda-go, which would decode some thirty more fields for each message.
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

// identity is the authorizer's context: the actor of the connection. API Gateway passes
// every value as a string.
type identity struct {
	RoomID string `json:"roomId"`
	PeerID string `json:"peerId"`
	UserID string `json:"userId"`
	Name   string `json:"name"`
	Role   string `json:"role"`
	Exp    string `json:"exp"` // Unix seconds
	Jti    string `json:"jti"`
	Issued string `json:"issuedAt"` // the token's iat in Unix milliseconds, or ""
	Proto  string `json:"protocol"`
}

// response is the result of a WebSocket integration.
type response struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers,omitzero"`
}

// handler is a lambda.Handler that decodes the event and encodes the response.
type handler func(ctx context.Context, e event) response

var _ lambda.Handler = handler(nil)

func (h handler) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, err
	}
	return json.Marshal(h(ctx, e))
}

// actor returns the actor that sent the event: from the authorizer's context or, if the
// event has none, from the row that $connect wrote (AC5). It returns room.ErrNoConnection if
// there is no such row.
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
	if i.Issued != "" {
		at, err := strconv.ParseInt(i.Issued, 10, 64)
		if err != nil {
			return room.Actor{}, err
		}
		a.Issued = time.UnixMilli(at).UTC()
	}
	return a, nil
}

func (d Deps) expired(a room.Actor) bool { return !d.Now().Before(a.Expires) }
