package httpapi

import (
	"context"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// apiRequest is one request with what the API has found out about it.
type apiRequest struct {
	request request
	room    room.ID
	claims  auth.Claims // of the page's token; empty for a shop
	cache   string      // Cache-Control of a 200 answer; "" is no-store
}

// authenticate sets the room and claims of c, and returns an error unless the request is from
// a caller of kind w.
func (d Deps) authenticate(ctx context.Context, w caller, c *apiRequest) (err error) {
	name, inPath := c.request.PathParameters["room"]
	if w == shop {
		if a := c.request.RequestContext.Authorizer; a == nil || a.IAM == nil {
			return unauthorized // API Gateway checks this too, as long as the template says so
		}
	} else if err := d.verify(ctx, c); err != nil {
		return err
	}
	if !inPath {
		return nil
	}
	if c.room, err = wire.RoomID(name); err != nil || w == shop {
		return err
	}
	return d.authorize(ctx, w, c)
}

// verify sets the claims of c from its bearer token.
func (d Deps) verify(ctx context.Context, c *apiRequest) error {
	scheme, token, _ := strings.Cut(c.request.Headers["authorization"], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return unauthorized
	}
	claims, err := auth.Verify(strings.TrimSpace(token), d.key(ctx), d.Now())
	if err != nil {
		d.Log.Warn("token refused", "request", c.request.RequestContext.RequestID, "err", err)
		return unauthorized
	}
	c.claims = claims
	return nil
}

// key returns the source of the signing keys.
func (d Deps) key(ctx context.Context) auth.KeySource {
	return func(kid string) ([]byte, error) { return d.Keys.Key(ctx, kid) }
}

// authorize returns an error unless the token is for the request's room, is not revoked and
// has at least the role w.
func (d Deps) authorize(ctx context.Context, w caller, c *apiRequest) error {
	if c.claims.Room != c.room {
		return forbidden("Your token is for another room.")
	}
	revoked, err := d.Table.Revoked(ctx, c.room, c.claims.TokenInfo())
	switch {
	case err != nil:
		return err
	case revoked:
		return room.ErrRevoked
	case w == editor && !c.claims.Role.MayEdit():
		return forbidden("Your role lets you look, not change.")
	case w == owner && c.claims.Role != room.Owner:
		return forbidden("Only an owner of the room may do that.")
	}
	return nil
}

// exists returns room.ErrNoRoom for a room that does not exist. It reads one row, not the room.
func (d Deps) exists(ctx context.Context, id room.ID) error {
	there, err := d.Table.Exists(ctx, id)
	if err == nil && !there {
		err = room.ErrNoRoom
	}
	return err
}

// actor returns the person with the page's token as an actor. Each request has a peer id of
// its own, so that its ops do not repeat those of another request.
func (c *apiRequest) actor() room.Actor {
	return room.Actor{
		Room: c.room, Peer: room.PeerIDOf(c.claims.Subject, c.request.RequestContext.RequestID),
		User: c.claims.Subject, Name: c.claims.Name, Role: c.claims.Role,
	}
}

// read decodes the body as exactly one T.
func read[T any](c *apiRequest) (T, error) {
	body, err := c.body()
	if err != nil {
		var none T
		return none, err
	}
	return wire.Decode[T](body)
}

func (c *apiRequest) body() ([]byte, error) {
	if !c.request.IsBase64Encoded {
		return []byte(c.request.Body), nil
	}
	body, err := base64.StdEncoding.DecodeString(c.request.Body)
	if err != nil {
		return nil, &room.Error{Code: room.BadJSON, Message: "The body is not valid JSON."}
	}
	return body, nil
}

// number returns a query parameter, or otherwise if it is missing.
func (c *apiRequest) number(name string, otherwise, min, max int64) (int64, error) {
	text, given := c.request.QueryStringParameters[name]
	if !given {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < min || n > max {
		return 0, badField(name, "%s must be a whole number from %d to %d.", name, min, max)
	}
	return n, nil
}

// time returns a query parameter in Unix milliseconds, or the zero time if it is missing.
func (c *apiRequest) time(name string) (time.Time, error) {
	ms, err := c.number(name, 0, 1, maxMillis)
	if err != nil || ms == 0 {
		return time.Time{}, err
	}
	return time.UnixMilli(ms).UTC(), nil
}

// maxMillis is the end of the year 9999 in Unix milliseconds.
const maxMillis = 253402300799999

var unauthorized = &room.Error{
	Code:    room.Unauthorized,
	Message: "This needs a valid room token, or a request that the shop signed.",
}

func forbidden(message string) error { return &room.Error{Code: room.Forbidden, Message: message} }

// reply returns an answer with a JSON body, or without a body if body is nil.
func reply(c *apiRequest, status int, body any) response {
	r := response{StatusCode: status, Headers: map[string]string{
		"cache-control":          "no-store",
		"x-content-type-options": "nosniff",
	}}
	if c.cache != "" && status == http.StatusOK {
		r.Headers["cache-control"] = c.cache
		r.Headers["vary"] = "authorization"
	}
	if body != nil {
		r.Headers["content-type"] = "application/json"
		r.Body = string(encode(body))
	}
	return r
}
