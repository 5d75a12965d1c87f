package room

import (
	"errors"
	"fmt"
)

// Code names the reason of a refusal on the wire (SPEC §3).
type Code string

// The codes. SPEC §3 defines them.
const (
	BadJSON       Code = "bad_json"
	UnknownAction Code = "unknown_action"
	BadField      Code = "bad_field"
	TooMany       Code = "too_many"
	TooLarge      Code = "too_large"
	Forbidden     Code = "forbidden"
	NotFound      Code = "not_found"
	Exists        Code = "exists"
	Held          Code = "held"
	Lost          Code = "lost"
	Conflict      Code = "conflict"
	Unauthorized  Code = "unauthorized" // HTTP API only: a WebSocket without a token is not opened
	TokenExpired  Code = "token_expired"
	TokenRevoked  Code = "token_revoked"
	ClientTooOld  Code = "client_too_old"
	Superseded    Code = "superseded"
	Full          Code = "full"
	Busy          Code = "busy"
	Internal      Code = "internal"
)

// Retry reports whether the client may send the same command again.
func (c Code) Retry() bool {
	return c == TokenExpired || c == Busy || c == Internal
}

// Error is a refusal. The sender of the command receives all its fields (WR6). Any other
// type of error is internal: the sender receives its code, Internal, and no details.
type Error struct {
	Code    Code
	Message string // for a person
	Field   string // which part of the message is wrong, or ""
	Items   []Item // the stored rows of the items that were refused
	Plan    *Plan  // the stored plan, if a plan edit was refused; else nil
}

func (e *Error) Error() string { return e.Message }

// Refusals without a field or rows.
var (
	ErrNoRoom     = &Error{Code: NotFound, Message: "There is no such room."}
	ErrRoomExists = &Error{Code: Exists, Message: "A room with this id exists already."}
	// ErrRateLimited is returned for a message past a rate limit (QU3, DC7).
	ErrRateLimited = &Error{Code: Busy, Message: "Too many messages at once. Send it again in a moment."}
	// ErrCollided is returned if some items of a repeated command were written by another
	// command since.
	ErrCollided = &Error{Code: Conflict, Message: "The room was changed in the meantime."}
)

func heldError(i Item) *Error {
	return &Error{Code: Held, Message: fmt.Sprintf("%s holds %s.", i.HolderName, i.ID), Items: []Item{i}}
}

func lostError(i Item) *Error {
	return &Error{Code: Lost, Message: fmt.Sprintf("You do not hold %s any more.", i.ID), Items: []Item{i}}
}

func conflictError(i Item) *Error {
	return &Error{Code: Conflict, Message: fmt.Sprintf("%s was changed in the meantime.", i.ID), Items: []Item{i}}
}

func existsError(i Item) *Error {
	return &Error{Code: Exists, Message: fmt.Sprintf("%s is in the room already.", i.ID), Items: []Item{i}}
}

func notFoundError(id ItemID) *Error {
	return &Error{Code: NotFound, Message: fmt.Sprintf("%s is not in the room.", id)}
}

// join returns the first refusal of a command, with the rows of all its refusals.
func join(refusals []*Error) *Error {
	all := *refusals[0]
	all.Items = nil
	for _, e := range refusals {
		all.Items = append(all.Items, e.Items...)
	}
	return &all
}

// CodeOf returns the code of err; Internal if it is not an *Error.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// ItemsOf returns the stored rows in err; nil if it is not an *Error.
func ItemsOf(err error) []Item {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Items
	}
	return nil
}
