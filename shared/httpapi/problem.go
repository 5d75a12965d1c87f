package httpapi

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
)

// damaged is the code for a request that needs a part of the archive that can't be read. Only
// this API has it: commands don't read the archive.
const damaged room.Code = "damaged"

// problem is the body of an error answer, by RFC 9457. Its code is one of SPEC §3.
type problem struct {
	Type   string    `json:"type"`
	Title  string    `json:"title"`
	Status int       `json:"status"`
	Detail string    `json:"detail"`
	Code   room.Code `json:"code"`
	Retry  bool      `json:"retry"`
	Field  string    `json:"field,omitzero"`
}

// statuses has the HTTP status of each code that an endpoint can return.
var statuses = map[room.Code]int{
	room.BadJSON:      http.StatusBadRequest,
	room.BadField:     http.StatusBadRequest,
	room.TooMany:      http.StatusBadRequest,
	room.Unauthorized: http.StatusUnauthorized,
	room.TokenRevoked: http.StatusUnauthorized,
	room.Forbidden:    http.StatusForbidden,
	room.NotFound:     http.StatusNotFound,
	room.Exists:       http.StatusConflict,
	room.TooLarge:     http.StatusRequestEntityTooLarge,
	suggest.UsedUp:    http.StatusTooManyRequests,
	room.Busy:         http.StatusServiceUnavailable,

	suggest.NoSuggestion: http.StatusBadGateway,

	room.Internal: http.StatusInternalServerError,
	damaged:       http.StatusInternalServerError,
}

// problem returns the answer to a request that failed. An error of the server is logged, and
// the answer does not contain its text.
func (d Deps) problem(c *apiRequest, err error) response {
	switch {
	case errors.Is(err, archive.ErrNotReady):
		const message = "The history of that time is not stored yet. Ask again in a few seconds."
		err = &room.Error{Code: room.Busy, Message: message}
	case errors.Is(err, archive.ErrReplaced):
		const message = "Others are changing the same thing. Ask again in a few seconds."
		err = &room.Error{Code: room.Busy, Message: message}
	case errors.Is(err, archive.ErrUnreadable):
		d.logError("archive is damaged", c, err)
		const message = "This needs a part of the room's history that is damaged. " +
			"Asking again does not help; another time may."
		err = &room.Error{Code: damaged, Message: message}
	}
	code := room.CodeOf(err)
	status, known := statuses[code]
	if !known {
		code, status = room.Internal, http.StatusInternalServerError
	}
	p := problem{
		Type:   "urn:homstyle:problem:" + string(code),
		Title:  http.StatusText(status),
		Status: status,
		Detail: "Something went wrong on our side.",
		Code:   code,
		Retry:  code.Retry(),
	}
	if code != room.Internal {
		p.Detail = err.Error()
	} else {
		d.logError("request failed", c, err)
	}
	if rule, ok := errors.AsType[*room.Error](err); ok {
		p.Field = rule.Field
	}
	r := reply(c, status, p)
	r.Headers["content-type"] = "application/problem+json"
	switch status {
	case http.StatusUnauthorized:
		r.Headers["www-authenticate"] = "Bearer"
	case http.StatusServiceUnavailable:
		r.Headers["retry-after"] = "5"
	}
	return r
}

func (d Deps) logError(message string, c *apiRequest, err error) {
	d.Log.Error(message, "route", c.request.RouteKey, "room", c.room,
		"request", c.request.RequestContext.RequestID, "err", err)
}

func badField(field, format string, args ...any) error {
	return &room.Error{Code: room.BadField, Field: field, Message: fmt.Sprintf(format, args...)}
}

// encode returns v as JSON. Every v of this package can be encoded, so it panics on an error.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("httpapi: " + err.Error())
	}
	return b
}
