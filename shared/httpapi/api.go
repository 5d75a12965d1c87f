// Package httpapi is the HTTP API: for shop back ends, which sign with IAM, and for pages,
// which have a room token (docs/openapi.yaml says it in full, and a test holds the two
// together).
//
// Reading order: api.go (the endpoints), call.go (who asks, and what), problem.go (how a
// refusal looks), then one file for each group of endpoints.
package httpapi

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Deps are what the endpoints need.
type Deps struct {
	Service *room.Service
	Table   Table
	Archive Archive
	Keys    *auth.Keys
	Uploads Uploads
	Now     func() time.Time
	Log     *slog.Logger
}

// Table is what the endpoints use of the rooms' table, besides what the service does.
type Table interface {
	room.Items
	room.Peers
	room.Revocations
	usage.Store
	// Erase removes all rows of a room. Doing it again is no error.
	Erase(ctx context.Context, id room.ID) error
}

// Archive is what they use of history.
type Archive interface {
	archive.Source
	archive.NamedVersions
	// Erase is archive.Shelf's.
	Erase(ctx context.Context, id room.ID, at time.Time) error
}

// Uploads gives out addresses for pictures.
type Uploads interface {
	// Put is where exactly this many bytes of that type may be put, once, for as long as
	// the address lasts.
	Put(ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration) (PresignedURL, error)
	// Count is how many pictures a room has, most at most, in one call.
	Count(ctx context.Context, id room.ID, most int) (int, error)
	// Get is where the picture can be read.
	Get(ctx context.Context, id room.ID, name string, lasts time.Duration) (PresignedURL, error)
}

// PresignedURL is a URL that carries its own permission, and headers to send with it.
type PresignedURL struct {
	URL     string
	Headers map[string]string
}

type (
	request  = events.APIGatewayV2HTTPRequest
	response = events.APIGatewayV2HTTPResponse
)

// caller may call an endpoint.
type caller int

const (
	shop   caller = iota // a back end that signed with IAM
	viewer               // a page with a token of the room, of this role at least
	editor
	owner
)

// endpoint is one route. Its answer is the status, or a refusal.
type endpoint struct {
	who    caller
	status int
	serve  func(Deps, context.Context, *apiRequest) (any, error)
}

// endpoints are all routes, as template.yaml names them.
var endpoints = map[string]endpoint{
	"POST /rooms":                        {shop, 201, Deps.create},
	"GET /rooms/{room}":                  {viewer, 200, Deps.state},
	"DELETE /rooms/{room}":               {shop, 204, Deps.remove},
	"POST /rooms/{room}/tokens":          {shop, 201, Deps.mint},
	"POST /rooms/{room}/revocations":     {shop, 200, Deps.revoke},
	"POST /rooms/{room}/invitations":     {editor, 201, Deps.invite},
	"GET /rooms/{room}/people":           {viewer, 200, Deps.listPeers},
	"GET /rooms/{room}/history":          {viewer, 200, Deps.history},
	"GET /rooms/{room}/snapshots":        {viewer, 200, Deps.snapshots},
	"GET /rooms/{room}/at":               {viewer, 200, Deps.roomAt},
	"POST /rooms/{room}/restore":         {owner, 200, Deps.restore},
	"GET /rooms/{room}/use":              {owner, 200, Deps.usage},
	"GET /rooms/{room}/moments":          {viewer, 200, Deps.namedVersions},
	"POST /rooms/{room}/moments":         {editor, 201, Deps.nameVersion},
	"DELETE /rooms/{room}/moments/{at}":  {editor, 204, Deps.forget},
	"POST /rooms/{room}/uploads":         {editor, 201, Deps.upload},
	"GET /rooms/{room}/uploads/{upload}": {viewer, 200, Deps.getUpload},
}

// Handler serves the API.
func Handler(d Deps) lambda.Handler {
	return lambda.NewHandler(func(ctx context.Context, r request) (response, error) {
		c := &apiRequest{request: r}
		body, status, err := d.answer(ctx, c)
		if err != nil {
			return d.problem(c, err), nil
		}
		return reply(c, status, body), nil
	})
}

func (d Deps) answer(ctx context.Context, c *apiRequest) (body any, status int, err error) {
	e, known := endpoints[c.request.RouteKey]
	if !known {
		return nil, 0, &room.Error{Code: room.NotFound, Message: fmt.Sprintf("There is no %s.", c.request.RouteKey)}
	}
	if err := d.authenticate(ctx, e.who, c); err != nil {
		return nil, 0, err
	}
	body, err = e.serve(d, ctx, c)
	return body, e.status, err
}
