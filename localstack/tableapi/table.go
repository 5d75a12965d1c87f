// Package tableapi serves a table that is in the process of the local stack to programs of this machine,
// such as roomctl -local. A table in DynamoDB does not need it.
package tableapi

import (
	"context"
	"errors"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Table has the methods that roomctl uses of a table.
type Table interface {
	Create(context.Context, room.ID, room.Origin, room.Plan) error
	Load(context.Context, room.ID) (room.Room, error)
	usage.Store
	archive.RowRestorer
	room.Revocations
	// Erase deletes all rows of a room.
	Erase(context.Context, room.ID) error
	// Rooms returns the rooms that have a plan or an item in the table.
	Rooms(context.Context) ([]room.ID, error)
	// Migrate rewrites the rows of an older schema (MG3). It returns the number of rows in the table and
	// the number of those that it wrote.
	Migrate(context.Context) (scanned, written int, err error)
}

// Service is the name of the service for which requests are signed.
const Service = "homstyle-table"

// call is a request: the method and those of its arguments that it has.
type call struct {
	Method     string
	Room       room.ID
	Origin     room.Origin     `json:",omitzero"`
	Plan       plan            `json:",omitzero"`
	Snapshot   snapshot        `json:",omitzero"`
	Revocation room.Revocation `json:",omitzero"`
	Token      room.TokenInfo  `json:",omitzero"`
	Usage      usage.Usage     `json:",omitzero"`
	From, To   usage.Day
}

// answer is the response: those of the results that the method has.
type answer struct {
	Error            *failure `json:",omitzero"`
	Room             contents `json:",omitzero"`
	Days             []usage.DayUsage
	Rooms            []room.ID
	Scanned, Written int
	Revoked          bool
}

type (
	// plan is a plan with the fields that its JSON does not have.
	plan struct {
		Plan    room.Plan
		LastOp  room.OpID
		Changed room.Author
		Owner   string `json:",omitzero"`
	}
	contents struct {
		ID    room.ID
		Plan  plan
		Items []room.Item
		Peers []room.Peer
	}
	snapshot struct {
		Room       room.ID
		At, Erased time.Time
		Plan       plan
		Items      map[room.ItemID]room.Item
	}
	failure struct {
		Code    room.Code // "" for an error that is not a *room.Error
		Message string
	}
)

func asPlan(p room.Plan) plan { return plan{p, p.LastOp, p.Changed, p.Owner} }

func (p plan) plan() room.Plan {
	out := p.Plan
	out.LastOp, out.Changed, out.Owner = p.LastOp, p.Changed, p.Owner
	return out
}

func asFailure(err error) *failure {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*room.Error](err); ok {
		return &failure{e.Code, e.Message}
	}
	return &failure{"", err.Error()}
}

func (f *failure) err() error {
	switch {
	case f == nil:
		return nil
	case f.Code == "":
		return errors.New(f.Message)
	}
	return &room.Error{Code: f.Code, Message: f.Message}
}
