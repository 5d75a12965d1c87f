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

// apiRequest is one request on its way.
type apiRequest struct {
	request request
	room    room.ID
	claims  auth.Claims // of a page's token; empty for a shop
	cache   string      // Cache-Control of the answer; "" is no-store
}

// authenticate finds out who asks, and whether they may.
func (d Deps) authenticate(ctx context.Context, w caller, c *apiRequest) (err error) {
	name, inPath := c.request.PathParameters["room"]
	if w == shop {
		if a := c.request.RequestContext.Authorizer; a == nil || a.IAM == nil {
			return unauthorized // the template asks API Gateway to check; this is in case it ever doesn't
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

// key finds signing keys.
func (d Deps) key(ctx context.Context) auth.KeySource {
	return func(kid string) ([]byte, error) { return d.Keys.Key(ctx, kid) }
}

// authorize checks the token against the room: its own, not revoked, of the role.
func (d Deps) authorize(ctx context.Context, w caller, c *apiRequest) error {
	if c.claims.Room != c.room {
		return forbidden("Your token is for another room.")
	}
	badge := room.TokenInfo{Token: c.claims.ID, User: c.claims.Subject, Issued: c.claims.Issued}
	revoked, err := d.Table.Revoked(ctx, c.room, badge)
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

// exists refuses a room that isn't there. It reads one row, not the room.
func (d Deps) exists(ctx context.Context, id room.ID) error {
	there, err := d.Table.Exists(ctx, id)
	if err == nil && !there {
		err = room.ErrNoRoom
	}
	return err
}

// actor is a page's person, as the room's service knows people. Each request is a peer
// of its own, so that none repeats another's op.
func (c *apiRequest) actor() room.Actor {
	return room.Actor{
		Room: c.room, Peer: room.PeerIDOf(c.claims.Subject, c.request.RequestContext.RequestID),
		User: c.claims.Subject, Name: c.claims.Name, Role: c.claims.Role,
	}
}

// read decodes the body, which is exactly one T.
func read[T any](c *apiRequest) (T, error) {
	body := []byte(c.request.Body)
	if c.request.IsBase64Encoded {
		var err error
		if body, err = base64.StdEncoding.DecodeString(c.request.Body); err != nil {
			var none T
			return none, &room.Error{Code: room.BadJSON, Message: "The body is not valid JSON."}
		}
	}
	return wire.Decode[T](body)
}

// number is a parameter of the query; otherwise where it is missing.
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

// time is a parameter of Unix milliseconds; the zero time where it is missing.
func (c *apiRequest) time(name string) (time.Time, error) {
	ms, err := c.number(name, 0, 1, lastMillisecond)
	if err != nil || ms == 0 {
		return time.Time{}, err
	}
	return time.UnixMilli(ms).UTC(), nil
}

// lastMillisecond is the end of the year 9999.
const lastMillisecond = 253402300799999

var unauthorized = &room.Error{Code: room.Unauthorized, Message: "This needs a valid room token, or a request that the shop signed."}

func forbidden(message string) error { return &room.Error{Code: room.Forbidden, Message: message} }

// reply is an answer of JSON, or of nothing.
func reply(c *apiRequest, status int, body any) response {
	r := response{StatusCode: status, Headers: map[string]string{"cache-control": "no-store", "x-content-type-options": "nosniff"}}
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
