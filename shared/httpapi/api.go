// Package httpapi serves the HTTP API: to shop back ends, which sign their requests with IAM,
// and to pages, which send a room token. docs/openapi.yaml describes it; a test checks that
// the answers match the document.
//
// Reading order: api.go (the endpoints), request.go (authentication and parameters),
// problem.go (errors), then one file for each group of endpoints.
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
	"homstyle.dev/planner/shared/suggest"
	"homstyle.dev/planner/shared/usage"
)

// Deps are the dependencies of the endpoints.
type Deps struct {
	Service *room.Service
	Table   Table
	Archive Archive
	Keys    *auth.Keys
	Uploads Uploads
	Suggest Suggester // of SuggestionHandler only
	Now     func() time.Time
	Log     *slog.Logger
}

// Suggester answers wishes, as suggest.Service does.
type Suggester interface {
	Suggest(ctx context.Context, id room.ID, r suggest.Request) (suggest.Suggestion, error)
}

// Table has the methods of the rooms' table that the endpoints call themselves.
type Table interface {
	room.Items
	room.Peers
	room.Revocations
	usage.Store
	// Erase deletes all rows of a room. It returns nil for a room without rows.
	Erase(ctx context.Context, id room.ID) error
}

// Archive has the methods of the archive that the endpoints call.
type Archive interface {
	archive.Source
	archive.NamedVersions
	// Erase deletes the room's archive, and keeps the time of its deletion (SN8).
	Erase(ctx context.Context, id room.ID, at time.Time) error
}

// Uploads returns presigned URLs of a room's pictures.
type Uploads interface {
	// Put returns a URL to which a picture of exactly that type and size in bytes may be
	// put, once, within the given time. Count counts the URL for that time.
	Put(ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration) (PresignedURL, error)
	// Count returns the number of a room's pictures, and of the URLs from Put to which no
	// picture was put yet and which have not expired, but at most most.
	Count(ctx context.Context, id room.ID, most int) (int, error)
	// Get returns a URL from which the picture can be read within the given time.
	Get(ctx context.Context, id room.ID, name string, lasts time.Duration) (PresignedURL, error)
}

// PresignedURL is a URL with a signature in its query, and the headers to send with it.
type PresignedURL struct {
	URL     string
	Headers map[string]string
}

type (
	request  = events.APIGatewayV2HTTPRequest
	response = events.APIGatewayV2HTTPResponse
)

// caller is the kind of client that may call an endpoint.
type caller int

const (
	shop   caller = iota // a back end that signs with IAM
	viewer               // a page with a token of the room, with at least this role
	editor
	owner
)

// endpoint is one route: who may call it, the status of its success and its function.
type endpoint struct {
	who    caller
	status int
	serve  func(Deps, context.Context, *apiRequest) (any, error)
}

// endpoints has all routes but that of suggestions by their keys in template.yaml.
var endpoints = map[string]endpoint{
	"POST /rooms":                        {shop, 201, Deps.create},
	"GET /rooms/{room}":                  {viewer, 200, Deps.state},
	"DELETE /rooms/{room}":               {shop, 204, Deps.remove},
	"POST /rooms/{room}/tokens":          {shop, 201, Deps.mint},
	"POST /rooms/{room}/revocations":     {shop, 200, Deps.revoke},
	"GET /rooms/{room}/access":           {shop, 200, Deps.access},
	"POST /rooms/{room}/invitations":     {editor, 201, Deps.invite},
	"GET /rooms/{room}/people":           {viewer, 200, Deps.listPeers},
	"GET /rooms/{room}/history":          {viewer, 200, Deps.history},
	"GET /rooms/{room}/snapshots":        {viewer, 200, Deps.snapshots},
	"GET /rooms/{room}/at":               {viewer, 200, Deps.roomAt},
	"POST /rooms/{room}/restore":         {owner, 200, Deps.restore},
	"GET /rooms/{room}/use":              {owner, 200, Deps.usage},
	"GET /rooms/{room}/moments":          {viewer, 200, Deps.namedVersions},
	"POST /rooms/{room}/moments":         {editor, 201, Deps.nameVersion},
	"DELETE /rooms/{room}/moments/{at}":  {editor, 204, Deps.deleteVersion},
	"POST /rooms/{room}/uploads":         {editor, 201, Deps.upload},
	"GET /rooms/{room}/uploads/{upload}": {viewer, 200, Deps.getUpload},
}

// suggestions has the route that a function of its own serves, if the shop has chosen a model.
var suggestions = map[string]endpoint{
	"POST /rooms/{room}/suggestions": {editor, 200, Deps.suggest},
}

// Handler returns the handler of the API without suggestions.
func Handler(d Deps) lambda.Handler { return d.handler(endpoints) }

// SuggestionHandler returns the handler of suggestions. Of the Table it calls Revoked only.
func SuggestionHandler(d Deps) lambda.Handler { return d.handler(suggestions) }

func (d Deps) handler(endpoints map[string]endpoint) lambda.Handler {
	return lambda.NewHandler(func(ctx context.Context, r request) (response, error) {
		c := &apiRequest{request: r}
		body, status, err := d.answer(ctx, endpoints, c)
		if err != nil {
			return d.problem(c, err), nil
		}
		return reply(c, status, body), nil
	})
}

// answer returns the body and status of a success, or the error.
func (d Deps) answer(
	ctx context.Context, endpoints map[string]endpoint, c *apiRequest,
) (body any, status int, err error) {
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
