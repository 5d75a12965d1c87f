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

// Refusal is an error that its sender is told: a code, and words for a person.
type Refusal interface {
	error
	Code() Code
}

// RuleError is a refusal without further facts.
type RuleError struct {
	Kind    Code
	Message string
	Field   string // which part of the message, or ""
}

func (e *RuleError) Error() string { return e.Message }

// Code implements Refusal.
func (e *RuleError) Code() Code { return e.Kind }

// HeldError refuses a write of an item that another peer holds; Item names it.
type HeldError struct{ Item Item }

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s holds %s.", e.Item.HolderName, e.Item.ID)
}

// Code implements Refusal.
func (*HeldError) Code() Code { return Held }

// LostError refuses a write under a lease that has ended or a token that is old.
type LostError struct{ Item Item }

func (e *LostError) Error() string {
	return fmt.Sprintf("You do not hold %s any more.", e.Item.ID)
}

// Code implements Refusal.
func (*LostError) Code() Code { return Lost }

// ConflictError refuses an edit of a version that is not the stored one. Item is
// the row as it stands, or Plan the plan; both empty when writers collided.
type ConflictError struct {
	Item Item
	Plan *Plan
}

func (e *ConflictError) Error() string {
	if e.Item.ID == "" {
		return "The room was changed in the meantime."
	}
	return fmt.Sprintf("%s was changed in the meantime.", e.Item.ID)
}

// Code implements Refusal.
func (*ConflictError) Code() Code { return Conflict }

// ExistsError refuses to add an item whose id is in the room.
type ExistsError struct{ Item Item }

func (e *ExistsError) Error() string { return fmt.Sprintf("%s is in the room already.", e.Item.ID) }

// Code implements Refusal.
func (*ExistsError) Code() Code { return Exists }

// NotFoundError refuses to write an item that isn't in the room; an empty ID
// means that there is no such room.
type NotFoundError struct{ ID ItemID }

func (e *NotFoundError) Error() string {
	if e.ID == "" {
		return "There is no such room."
	}
	return fmt.Sprintf("%s is not in the room.", e.ID)
}

// Code implements Refusal.
func (*NotFoundError) Code() Code { return NotFound }

// RefusedError gathers the refusals of an all-or-nothing command, one an item.
// Its code and message are those of the first.
type RefusedError struct{ Errs []Refusal }

func (e *RefusedError) Error() string { return e.Errs[0].Error() }

// Code implements Refusal.
func (e *RefusedError) Code() Code { return e.Errs[0].Code() }

// Refuse makes one error of the refusals of a command's steps: nil of none,
// itself of one.
func Refuse(errs []Refusal) error {
	switch len(errs) {
	case 0:
		return nil
	case 1:
		return errs[0]
	}
	return &RefusedError{Errs: errs}
}

// CodeOf is the code of err; anything that isn't a Refusal is Internal.
func CodeOf(err error) Code {
	if r, ok := errors.AsType[Refusal](err); ok {
		return r.Code()
	}
	return Internal
}

// Rows are the rows that a refusal carries, as they stand in the table (WR6).
func Rows(err error) (items []Item, plan *Plan) {
	refusal, _ := errors.AsType[Refusal](err)
	switch e := refusal.(type) {
	case *HeldError:
		return []Item{e.Item}, nil
	case *LostError:
		return []Item{e.Item}, nil
	case *ExistsError:
		return []Item{e.Item}, nil
	case *ConflictError:
		if e.Item.ID != "" {
			items = []Item{e.Item}
		}
		return items, e.Plan
	case interface{ Rows() ([]Item, *Plan) }:
		return e.Rows()
	case *RefusedError:
		for _, r := range e.Errs {
			more, _ := Rows(r)
			items = append(items, more...)
		}
	}
	return items, nil
}
