package wire

import "homstyle.dev/planner/shared/room"

// Limits of a plan (WR10).
const (
	maxCorners = 200
	maxParts   = 100   // of each of walls, doors and windows
	maxWidth   = 20000 // millimetres
	minCeiling = 1000  // millimetres
	maxCeiling = 10000 // millimetres
)

func (f *validator) planEdit(field string, raw []byte) (room.PlanEdit, error) {
	m, err := decode[struct {
		Op      string `json:"op"`
		Version *int64 `json:"version"`
		Plan    *Plan  `json:"plan"`
	}](raw)
	if err != nil {
		return room.PlanEdit{}, err
	}
	e := room.PlanEdit{Version: f.integer(field+".version", m.Version, 1, maxToken)}
	e.Plan = f.newPlan(field+".plan", m.Plan)
	return e, nil
}

// CheckPlan returns nil for a valid plan, else a *room.Error with the field at fault.
func CheckPlan(p room.Plan) error {
	var f validator
	f.plan("plan", p)
	return f.Err()
}

func (f *validator) plan(field string, p room.Plan) {
	if p.Version != 0 {
		f.fail(room.BadField, field+".version", "A plan must not have a version: its op has it.")
	}
	if p.Name == "" || p.Name != Name(p.Name) {
		f.fail(room.BadField, field+".name", "A room's name is 1 to 60 printable characters.")
	}
	f.oneOf(field+".units", p.Units, "cm", "m", "ft", "in")
	f.count(field+".outline", len(p.Outline), 3, maxCorners)
	if p.Walls == nil || p.Doors == nil || p.Windows == nil {
		f.fail(room.BadField, field, field+" must have walls, doors and windows, which may be empty.")
	}
	f.count(field+".walls", len(p.Walls), 0, maxParts)
	f.count(field+".doors", len(p.Doors), 0, maxParts)
	f.count(field+".windows", len(p.Windows), 0, maxParts)
	if f.err != nil {
		return
	}
	for i, c := range p.Outline {
		f.corner(at(field+".outline", i), c)
	}
	for i, w := range p.Walls {
		f.wall(at(field+".walls", i), w)
	}
	for i, d := range p.Doors {
		where := at(field+".doors", i)
		f.opening(where, d.ID, d.X, d.Y, d.Width, d.Rotation)
		f.oneOf(where+".hinge", d.Hinge, "left", "right")
		f.oneOf(where+".opens", d.Opens, "in", "out")
	}
	for i, w := range p.Windows {
		f.opening(at(field+".windows", i), w.ID, w.X, w.Y, w.Width, w.Rotation)
	}
	if p.Ceiling != nil {
		f.length(field+".ceiling", *p.Ceiling, minCeiling, maxCeiling)
	}
	if p.Delivery != nil {
		f.delivery(field+".delivery", *p.Delivery)
	}
}

func (f *validator) delivery(field string, d room.Delivery) {
	size := func(name string, millimetres int) { f.length(field+name, millimetres, 1, maxWidth) }
	if d.Door != nil {
		size(".door.width", d.Door.Width)
		size(".door.height", d.Door.Height)
	}
	if d.Corridor != nil {
		size(".corridor.width", d.Corridor.Width)
	}
	if d.Stairs != nil {
		size(".stairs.width", d.Stairs.Width)
	}
	if d.Lift != nil {
		size(".lift.width", d.Lift.Width)
		size(".lift.depth", d.Lift.Depth)
		size(".lift.height", d.Lift.Height)
	}
}

func (f *validator) length(field string, millimetres, min, max int) {
	v := int64(millimetres)
	f.integer(field, &v, int64(min), int64(max))
}

func (f *validator) corner(field string, p room.Point) {
	x, y := int64(p[0]), int64(p[1])
	f.integer(field+"[0]", &x, -MaxCoordinate, MaxCoordinate)
	f.integer(field+"[1]", &y, -MaxCoordinate, MaxCoordinate)
}

func (f *validator) wall(field string, w room.Wall) {
	f.match(field+".id", &w.ID, itemID)
	f.corner(field+".from", w.From)
	f.corner(field+".to", w.To)
	thickness := int64(w.Thickness)
	f.integer(field+".thickness", &thickness, 1, maxWidth)
}

func (f *validator) opening(field, id string, x, y, width, rotation int) {
	f.match(field+".id", &id, itemID)
	f.corner(field, room.Point{x, y})
	w, r := int64(width), int64(rotation)
	f.integer(field+".width", &w, 1, maxWidth)
	f.integer(field+".rotation", &r, 0, 359)
}
