package room

import (
	"errors"
	"fmt"
)

// Code is the word that a refusal has on the wire (SPEC §3).
type Code string

// The codes. Their meaning, and which of them may be sent again, is SPEC §3.
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
	Unauthorized  Code = "unauthorized" // of the HTTP API; a socket never opens without a token
	TokenExpired  Code = "token_expired"
	TokenRevoked  Code = "token_revoked"
	ClientTooOld  Code = "client_too_old"
	Superseded    Code = "superseded"
	Full          Code = "full"
	Busy          Code = "busy"
	Internal      Code = "internal"
)

// Retry reports whether the same command may be sent again.
func (c Code) Retry() bool {
	return c == TokenExpired || c == Busy || c == Internal
}

// Error is a refusal: its sender is told all of it (WR6). What is no Error is our fault,
// and is told without its inside.
type Error struct {
	Code    Code
	Message string // for a person
	Field   string // which part of the message is wrong, or ""
	Items   []Item // the rows that refused it, as they stand
	Plan    *Plan  // the plan as it stands, where that refused it
}

func (e *Error) Error() string { return e.Message }

// Refusals without further facts.
var (
	ErrNoRoom     = &Error{Code: NotFound, Message: "There is no such room."}
	ErrRoomExists = &Error{Code: Exists, Message: "There is such a room already."}
	// ErrCollided says that others wrote to the same items at once, or since a part of the
	// command was stored.
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

// join makes one error of the refusals of an all-or-nothing command: the first one, with
// the rows of all.
func join(refusals []*Error) *Error {
	all := *refusals[0]
	all.Items = nil
	for _, e := range refusals {
		all.Items = append(all.Items, e.Items...)
	}
	return &all
}

// CodeOf is the code of err; anything that is no Error is Internal.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// ItemsOf are the rows that err carries, as they stand in the table.
func ItemsOf(err error) []Item {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Items
	}
	return nil
}
