package room

import "reflect"

// Point is a spot on the plan, millimetres; y grows downwards.
type Point [2]int

// Wall is a straight inner wall; the outline is drawn by itself.
type Wall struct {
	ID        string `json:"id"`
	From      Point  `json:"from"`
	To        Point  `json:"to"`
	Thickness int    `json:"thickness"` // millimetres
}

// Door is an opening with a leaf that swings.
type Door struct {
	ID       string `json:"id"`
	X        int    `json:"x"` // centre of the opening, millimetres
	Y        int    `json:"y"`
	Width    int    `json:"width"` // millimetres
	Rotation int    `json:"rotation"`
	Hinge    string `json:"hinge"` // "left" or "right", seen from inside
	Opens    string `json:"opens"` // "in" or "out"
}

// Window is an opening in a wall.
type Window struct {
	ID       string `json:"id"`
	X        int    `json:"x"` // centre, millimetres
	Y        int    `json:"y"`
	Width    int    `json:"width"`
	Rotation int    `json:"rotation"`
}

// Delivery is the way that furniture takes into the room, as far as somebody
// measured it; millimetres. What is nil is not known.
type Delivery struct {
	Door     *DeliveryDoor     `json:"door,omitzero"`
	Corridor *DeliveryCorridor `json:"corridor,omitzero"`
	Stairs   *DeliveryStairs   `json:"stairs,omitzero"`
	Lift     *DeliveryLift     `json:"lift,omitzero"`
}

type (
	// DeliveryDoor is the door of the house or flat.
	DeliveryDoor struct {
		Width  int `json:"width"`
		Height int `json:"height"`
	}
	// DeliveryCorridor is measured where it is narrowest.
	DeliveryCorridor struct {
		Width int `json:"width"`
	}
	// DeliveryStairs are measured at their narrowest flight.
	DeliveryStairs struct {
		Width int `json:"width"`
	}
	// DeliveryLift is measured inside.
	DeliveryLift struct {
		Width  int `json:"width"`
		Depth  int `json:"depth"`
		Height int `json:"height"`
	}
)

// Plan is the room that the furniture stands in. It is stored and sent as one
// value: people seldom change it, and never two at once for long (ED4).
type Plan struct {
	Name     string    `json:"name"`
	Units    string    `json:"units"`   // how lengths are shown: "cm", "m", "ft" or "in"
	Outline  []Point   `json:"outline"` // at least three corners, in order
	Walls    []Wall    `json:"walls"`
	Doors    []Door    `json:"doors"`
	Windows  []Window  `json:"windows"`
	Ceiling  *int      `json:"ceiling,omitzero"` // millimetres; nil where nobody measured it
	Delivery *Delivery `json:"delivery,omitzero"`
	Version  int64     `json:"version"`

	LastOp  OpID   `json:"-"`
	Changed Author `json:"-"`
}

// SamePlan reports whether two versions of a plan draw the same room.
func SamePlan(a, b Plan) bool {
	a.Version, a.LastOp, a.Changed = b.Version, b.LastOp, b.Changed
	return reflect.DeepEqual(a, b)
}

// NewPlan is p as the first version of a room's plan.
func NewPlan(p Plan, s Origin) Plan {
	p.Version = 1
	p.LastOp = s.mark()
	p.Changed = s.author()
	return p
}

// PlanEdit replaces a room's plan at a version.
type PlanEdit struct {
	Plan    Plan
	Version int64
}

// Apply says what the stored plan p becomes, or a Conflict; again is true
// when p has already seen this command. As with a Mutation, every Store must keep it.
func (e PlanEdit) Apply(p Plan, s Origin) (next Plan, again bool, err error) {
	if p.LastOp.Peer == s.Peer && p.LastOp.Op >= s.Op {
		return p, true, nil
	}
	if p.Version != e.Version {
		return Plan{}, false, &Error{Code: Conflict, Message: ErrCollided.Message, Plan: &p}
	}
	next = e.Plan
	next.Version = p.Version + 1
	next.LastOp = s.mark()
	next.Changed = s.author()
	return next, false, nil
}
