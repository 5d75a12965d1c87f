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

// Door is an opening that people go through. Its width and height are those of the passage.
type Door struct {
	ID       string `json:"id"`
	X        int    `json:"x"` // centre of the opening, millimetres
	Y        int    `json:"y"`
	Width    int    `json:"width"` // millimetres
	Rotation int    `json:"rotation"`
	// Hinge is "left" or "right", seen from inside: the side of the hinges, or the side to
	// which a sliding door opens.
	Hinge   string `json:"hinge"`
	Opens   string `json:"opens"`            // "in" or "out"; has no meaning for DoorSliding and DoorOpening
	Kind    string `json:"kind,omitzero"`    // one of the door kinds; "" is a hinged door with one leaf
	Height  *int   `json:"height,omitzero"`  // millimetres; nil where nobody measured it
	Balcony bool   `json:"balcony,omitzero"` // leads outdoors: furniture is not delivered through it
}

// The kinds of doors other than a hinged one with one leaf.
const (
	DoorDouble  = "double"  // two hinged leaves
	DoorSliding = "sliding" // a leaf that slides along the wall
	DoorOpening = "opening" // no leaf
)

// Window is an opening in a wall.
type Window struct {
	ID       string `json:"id"`
	X        int    `json:"x"` // centre, millimetres
	Y        int    `json:"y"`
	Width    int    `json:"width"`
	Rotation int    `json:"rotation"`
	Sill     *int   `json:"sill,omitzero"`   // height of the lower edge above the floor, millimetres; nil if unknown
	Height   *int   `json:"height,omitzero"` // from the lower edge to the upper, millimetres; nil if unknown
}

// Fixture is a part of the room that can't be moved: a box with its front at Rotation.
type Fixture struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"` // one of the fixture kinds
	X        int    `json:"x"`    // centre, millimetres
	Y        int    `json:"y"`
	Z        int    `json:"z,omitzero"` // height of its lowest point above the floor, millimetres
	Rotation int    `json:"rotation"`
	Width    int    `json:"width"` // millimetres
	Depth    int    `json:"depth"`
	Height   int    `json:"height"`
}

// The kinds of fixtures.
const (
	FixturePillar   = "pillar"
	FixtureRadiator = "radiator"
	FixtureSocket   = "socket"
)

// Slope is a part of the ceiling that is lower towards a wall, as under a roof. It is a rectangle
// on the plan. At the middle of its low side, X and Y, the ceiling is at Low; from there it rises
// evenly, in the direction of the front of a product with that Rotation, to the room's ceiling at Depth.
type Slope struct {
	ID       string `json:"id"`
	X        int    `json:"x"` // middle of the low side, millimetres
	Y        int    `json:"y"`
	Rotation int    `json:"rotation"`
	Width    int    `json:"width"` // along the low side, millimetres
	Depth    int    `json:"depth"` // from the low side to where the ceiling is reached, millimetres
	Low      int    `json:"low"`   // height at the low side, millimetres
}

// Finishes are the surfaces of floor and walls, by the ids of the catalogue. "" is the shop's
// default.
type Finishes struct {
	Floor string       `json:"floor,omitzero"`
	Walls string       `json:"walls,omitzero"`
	Each  []WallFinish `json:"each,omitzero"` // of walls that differ from Walls
}

// WallFinish is the finish of one wall: of the outline's side from its corner Side to the next,
// or of both faces of an inner wall.
type WallFinish struct {
	Side   *int   `json:"side,omitzero"` // exactly one of Side and Wall
	Wall   string `json:"wall,omitzero"` // id of the inner wall
	Finish string `json:"finish"`
}

// Picture is a picture of the floor plan that lies under the room for everybody, as a rectangle.
type Picture struct {
	Upload string `json:"upload"` // its name in the HTTP API
	X      int    `json:"x"`      // upper left corner, millimetres
	Y      int    `json:"y"`
	Width  int    `json:"width"` // millimetres
	Height int    `json:"height"`
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
	Fixtures []Fixture `json:"fixtures,omitzero"`
	Slopes   []Slope   `json:"slopes,omitzero"`
	Finishes *Finishes `json:"finishes,omitzero"`
	Picture  *Picture  `json:"picture,omitzero"`
	Version  int64     `json:"version"`

	LastOp  OpID   `json:"-"`
	Changed Author `json:"-"`
	// Owner is the shop's own id of whom the room belongs to (RM4), or "". It is not geometry, but it
	// is stored in the same row. Peers never get it.
	Owner string `json:"-"`
}

// SamePlan reports whether two plans are equal but for version, last op, author and owner.
func SamePlan(a, b Plan) bool {
	a.Version, a.LastOp, a.Changed, a.Owner = b.Version, b.LastOp, b.Changed, b.Owner
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
	next.Owner = p.Owner
	return next, false, nil
}
