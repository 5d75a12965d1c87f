package wire

import (
	"slices"
	"strconv"

	"homstyle.dev/planner/shared/room"
)

// Limits of a plan (WR10).
const (
	maxCorners = 200
	maxParts   = 100   // of each of walls, doors, windows, fixtures and slopes
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
	f.count(field+".fixtures", len(p.Fixtures), 0, maxParts)
	f.count(field+".slopes", len(p.Slopes), 0, maxParts)
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
		if d.Kind != "" {
			f.oneOf(where+".kind", d.Kind, room.DoorDouble, room.DoorSliding, room.DoorOpening)
		}
		f.measured(where+".height", d.Height, 1)
	}
	for i, w := range p.Windows {
		where := at(field+".windows", i)
		f.opening(where, w.ID, w.X, w.Y, w.Width, w.Rotation)
		f.measured(where+".sill", w.Sill, 0)
		f.measured(where+".height", w.Height, 1)
	}
	for i, b := range p.Fixtures {
		f.fixture(at(field+".fixtures", i), b)
	}
	for i, s := range p.Slopes {
		where := at(field+".slopes", i)
		f.opening(where, s.ID, s.X, s.Y, s.Width, s.Rotation)
		f.length(where+".depth", s.Depth, 1, maxWidth)
		f.length(where+".low", s.Low, 1, maxHeight)
	}
	if p.Finishes != nil {
		f.finishes(field+".finishes", p)
	}
	if b := p.Picture; b != nil {
		f.picture(field+".picture", *b)
	}
	if p.Ceiling != nil {
		f.length(field+".ceiling", *p.Ceiling, minCeiling, maxCeiling)
	}
	if p.Delivery != nil {
		f.delivery(field+".delivery", *p.Delivery)
	}
}

// measured checks a height that may be unknown.
func (f *validator) measured(field string, height *int, min int) {
	if height != nil {
		f.length(field, *height, min, maxHeight)
	}
}

func (f *validator) fixture(field string, b room.Fixture) {
	f.opening(field, b.ID, b.X, b.Y, b.Width, b.Rotation)
	f.oneOf(field+".kind", b.Kind, room.FixturePillar, room.FixtureRadiator, room.FixtureSocket)
	f.length(field+".z", b.Z, 0, maxHeight)
	f.length(field+".depth", b.Depth, 1, maxWidth)
	f.length(field+".height", b.Height, 1, maxHeight)
}

func (f *validator) picture(field string, b room.Picture) {
	f.match(field+".upload", &b.Upload, upload)
	f.corner(field, room.Point{b.X, b.Y})
	f.length(field+".width", b.Width, 1, MaxCoordinate)
	f.length(field+".height", b.Height, 1, MaxCoordinate)
}

func (f *validator) finishes(field string, p room.Plan) {
	id := func(field, id string) {
		if id != "" {
			f.match(field, &id, finish)
		}
	}
	id(field+".floor", p.Finishes.Floor)
	id(field+".walls", p.Finishes.Walls)
	f.count(field+".each", len(p.Finishes.Each), 0, maxCorners+maxParts)
	seen := map[string]bool{}
	for i, w := range p.Finishes.Each {
		where := at(field+".each", i)
		f.match(where+".finish", &w.Finish, finish)
		wall := "wall " + w.Wall
		switch {
		case (w.Side == nil) == (w.Wall == ""):
			f.fail(room.BadField, where, where+" must have either side or wall.")
		case w.Side != nil:
			f.length(where+".side", *w.Side, 0, len(p.Outline)-1)
			wall = "side " + strconv.Itoa(*w.Side)
		case !slices.ContainsFunc(p.Walls, func(inner room.Wall) bool { return inner.ID == w.Wall }):
			f.fail(room.BadField, where+".wall", where+".wall is no wall of the plan.")
		}
		if seen[wall] {
			f.fail(room.BadField, where, where+" is of a wall that occurs twice.")
		}
		seen[wall] = true
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
	f.coordinates(field, p[:])
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
