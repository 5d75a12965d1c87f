package wire

import (
	"fmt"

	"homstyle.dev/planner/shared/room"
)

type lockItem struct {
	ID    string `json:"id"`
	Token int64  `json:"token,omitzero"`
}

// EncodeSync returns the frame of a sync command. The encoders of commands are for clients
// written in Go.
func EncodeSync(c room.SyncCommand) []byte {
	return frame(struct {
		Action string  `json:"action"`
		Op     int64   `json:"op"`
		Digest *uint32 `json:"digest,omitzero"`
	}{"sync", int64(c.Op), c.Digest})[0]
}

// EncodeLock returns the frame of a lock command.
func EncodeLock(c room.LockCommand) []byte {
	list := make([]lockItem, len(c.Items))
	for n, i := range c.Items {
		list[n] = lockItem{string(i.ID), int64(i.Token)}
	}
	return frame(struct {
		Action string     `json:"action"`
		Op     int64      `json:"op"`
		Mode   string     `json:"mode"`
		Items  []lockItem `json:"items"`
	}{"lock", int64(c.Op), string(c.Mode), list})[0]
}

// EncodeMove returns the frame of a move command.
func EncodeMove(c room.MoveCommand) []byte {
	return frame(struct {
		Action string    `json:"action"`
		Op     int64     `json:"op"`
		Items  []preview `json:"items"`
		Drop   bool      `json:"drop"`
	}{"move", int64(c.Op), fromPlacements(c.Moves), c.Drop})[0]
}

// EncodeCursor returns the frame of a cursor command.
func EncodeCursor(c room.CursorCommand) []byte {
	points := c.Points
	if points == nil {
		points = []room.CursorPoint{}
	}
	return frame(struct {
		Action  string             `json:"action"`
		Points  []room.CursorPoint `json:"points"`
		Drag    []preview          `json:"drag,omitzero"`
		Follows room.PeerID        `json:"follows,omitzero"`
		View    *view              `json:"view,omitzero"`
		To      []room.PeerID      `json:"to,omitzero"`
	}{"cursor", points, fromPlacements(c.Drag), c.Follows, fromView(c.View), c.To})[0]
}

// EncodeEdit returns the frame of an edit command.
func EncodeEdit(c room.EditCommand) []byte {
	ops := []any{}
	if c.Plan != nil {
		ops = append(ops, planOp{"room", c.Plan.Version, fromPlan(c.Plan.Plan)})
	}
	for _, s := range c.Steps {
		ops = append(ops, editOp(s))
	}
	return frame(struct {
		Action string `json:"action"`
		Op     int64  `json:"op"`
		Ops    []any  `json:"ops"`
	}{"edit", int64(c.Op), ops})[0]
}

type planOp struct {
	Op      string   `json:"op"`
	Version int64    `json:"version"`
	Plan    planBody `json:"plan"`
}

// planBody is a plan without its version, which is a member of the op.
type planBody struct {
	Name     string         `json:"name"`
	Units    string         `json:"units"`
	Outline  []room.Point   `json:"outline"`
	Walls    []room.Wall    `json:"walls"`
	Doors    []room.Door    `json:"doors"`
	Windows  []room.Window  `json:"windows"`
	Ceiling  *int           `json:"ceiling,omitzero"`
	Delivery *room.Delivery `json:"delivery,omitzero"`
	Fixtures []room.Fixture `json:"fixtures,omitzero"`
	Slopes   []room.Slope   `json:"slopes,omitzero"`
	Finishes *room.Finishes `json:"finishes,omitzero"`
	Picture  *room.Picture  `json:"picture,omitzero"`
}

func fromPlan(p room.Plan) planBody {
	return planBody{
		p.Name, p.Units, p.Outline, p.Walls, p.Doors, p.Windows, p.Ceiling, p.Delivery,
		p.Fixtures, p.Slopes, p.Finishes, p.Picture,
	}
}

func editOp(s room.Mutation) any {
	switch s := s.(type) {
	case room.Add:
		return struct {
			Op string `json:"op"`
			ID string `json:"id"`
			ItemBody
		}{"add", string(s.ID), ItemBody{s.Product, s.Variant, s.Own, s.Mirrored, place(s.Place)}}
	case room.Update:
		return struct {
			Op       string    `json:"op"`
			ID       string    `json:"id"`
			Variant  *string   `json:"variant,omitzero"`
			Place    *place    `json:"place,omitzero"`
			Mirrored *bool     `json:"mirrored,omitzero"`
			Own      *room.Own `json:"own,omitzero"`
			Version  int64     `json:"version"`
		}{"update", string(s.ID), s.Variant, (*place)(s.Place), s.Mirrored, s.Own, s.Version}
	case room.Remove:
		return struct {
			Op      string `json:"op"`
			ID      string `json:"id"`
			Version int64  `json:"version"`
		}{"remove", string(s.ID), s.Version}
	}
	panic(fmt.Sprintf("wire: %T is not an op of an edit", s))
}
