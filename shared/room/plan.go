package room

import "reflect"

// Point is x and y on the plan, in millimetres; y grows downwards.
type Point [2]int

// Wall is a straight wall inside the outline.
type Wall struct {
	ID        string `json:"id"`
	From      Point  `json:"from"`
	To        Point  `json:"to"`
	Thickness int    `json:"thickness"` // millimetres
}

// Door is an opening with a hinged leaf.
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

// Delivery has the measures of the way that furniture takes into the room, in
// millimetres. A nil part was not measured.
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

// Plan is the geometry and name of the room. It is stored and sent as one value, because
// people seldom change it, and seldom two at once (ED4).
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

// SamePlan reports whether two plans are equal but for version, last op and author.
func SamePlan(a, b Plan) bool {
	a.Version, a.LastOp, a.Changed = b.Version, b.LastOp, b.Changed
	return reflect.DeepEqual(a, b)
}

// NewPlan returns p at version 1, created by o.
func NewPlan(p Plan, o Origin) Plan {
	p.Version = 1
	p.LastOp = o.opID()
	p.Changed = o.author()
	return p
}

// PlanEdit replaces a room's plan if it is at Version.
type PlanEdit struct {
	Plan    Plan
	Version int64
}

// Apply returns the plan that replaces the stored plan p, or a Conflict with p if p is at
// another version. If p has seen the command already, Apply returns p and repeated is
// true. Every Store must decide exactly as it does.
func (e PlanEdit) Apply(p Plan, o Origin) (next Plan, repeated bool, err error) {
	if p.LastOp.Peer == o.Peer && p.LastOp.Op >= o.Op {
		return p, true, nil
	}
	if p.Version != e.Version {
		return Plan{}, false, &Error{Code: Conflict, Message: ErrCollided.Message, Plan: &p}
	}
	next = e.Plan
	next.Version = p.Version + 1
	next.LastOp = o.opID()
	next.Changed = o.author()
	return next, false, nil
}
