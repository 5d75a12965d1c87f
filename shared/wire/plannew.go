package wire

import "homstyle.dev/planner/shared/room"

// Plan is a plan in a command or a request to the HTTP API: it has no version. Its members
// are pointers where the zero value is valid, so that a missing member is found.
type Plan struct {
	Name     string         `json:"name"`
	Units    string         `json:"units"`
	Outline  []room.Point   `json:"outline"`
	Walls    []newWall      `json:"walls"`
	Doors    []newDoor      `json:"doors"`
	Windows  []newWindow    `json:"windows"`
	Ceiling  *int           `json:"ceiling"`
	Delivery *room.Delivery `json:"delivery"`
	Fixtures []newFixture   `json:"fixtures"`
	Slopes   []newSlope     `json:"slopes"`
	Finishes *newFinishes   `json:"finishes"`
	Picture  *newPicture    `json:"picture"`
}

type newWall struct {
	ID        string      `json:"id"`
	From      *room.Point `json:"from"`
	To        *room.Point `json:"to"`
	Thickness int         `json:"thickness"` // 0 is out of bounds
}

type newDoor struct {
	newOpening
	Hinge   string  `json:"hinge"`
	Opens   string  `json:"opens"`
	Kind    *string `json:"kind"`
	Height  *int    `json:"height"`
	Balcony bool    `json:"balcony"`
}

type newWindow struct {
	newOpening
	Sill   *int `json:"sill"`
	Height *int `json:"height"`
}

type newOpening struct {
	ID       string `json:"id"`
	X        *int   `json:"x"`
	Y        *int   `json:"y"`
	Width    int    `json:"width"` // 0 is out of bounds
	Rotation *int   `json:"rotation"`
}

type newPicture struct {
	Upload string `json:"upload"`
	X      *int   `json:"x"`
	Y      *int   `json:"y"`
	Width  int    `json:"width"`  // 0 is out of bounds
	Height int    `json:"height"` // 0 is out of bounds
}

type newFixture struct {
	newOpening
	Kind   string `json:"kind"`
	Z      int    `json:"z"`
	Depth  int    `json:"depth"`  // 0 is out of bounds
	Height int    `json:"height"` // 0 is out of bounds
}

type newSlope struct {
	newOpening
	Depth int `json:"depth"` // 0 is out of bounds
	Low   int `json:"low"`   // 0 is out of bounds
}

type newFinishes struct {
	Floor *string         `json:"floor"`
	Walls *string         `json:"walls"`
	Each  []newWallFinish `json:"each"`
}

type newWallFinish struct {
	Side   *int    `json:"side"`
	Wall   *string `json:"wall"`
	Finish string  `json:"finish"` // "" is no id
}

// Checked returns the plan, or a *room.Error with the field at fault. For a nil plan the
// error says that it is missing.
func (p *Plan) Checked() (room.Plan, error) {
	var f validator
	plan := f.newPlan("plan", p)
	return plan, f.Err()
}

func (f *validator) newPlan(field string, in *Plan) room.Plan {
	if in == nil {
		f.fail(room.BadField, field, field+" is missing.")
		return room.Plan{}
	}
	p := room.Plan{
		Name: in.Name, Units: in.Units, Outline: in.Outline, Ceiling: in.Ceiling, Delivery: in.Delivery,
		Finishes: f.newFinishes(field+".finishes", in.Finishes),
	}
	p.Walls = list(in.Walls, func(n int, w newWall) room.Wall {
		where := at(field+".walls", n)
		from, to := given(f, where+".from", w.From), given(f, where+".to", w.To)
		return room.Wall{ID: w.ID, From: from, To: to, Thickness: w.Thickness}
	})
	p.Doors = list(in.Doors, func(n int, d newDoor) room.Door {
		x, y, rotation := f.position(at(field+".doors", n), d.newOpening)
		return room.Door{
			ID: d.ID, X: x, Y: y, Width: d.Width, Rotation: rotation, Hinge: d.Hinge, Opens: d.Opens,
			Kind: f.optional(at(field+".doors", n)+".kind", d.Kind), Height: d.Height, Balcony: d.Balcony,
		}
	})
	p.Windows = list(in.Windows, func(n int, w newWindow) room.Window {
		x, y, rotation := f.position(at(field+".windows", n), w.newOpening)
		return room.Window{ID: w.ID, X: x, Y: y, Width: w.Width, Rotation: rotation, Sill: w.Sill, Height: w.Height}
	})
	p.Fixtures = list(in.Fixtures, func(n int, b newFixture) room.Fixture {
		x, y, rotation := f.position(at(field+".fixtures", n), b.newOpening)
		return room.Fixture{
			ID: b.ID, Kind: b.Kind, X: x, Y: y, Z: b.Z, Rotation: rotation,
			Width: b.Width, Depth: b.Depth, Height: b.Height,
		}
	})
	p.Slopes = list(in.Slopes, func(n int, s newSlope) room.Slope {
		x, y, rotation := f.position(at(field+".slopes", n), s.newOpening)
		return room.Slope{ID: s.ID, X: x, Y: y, Rotation: rotation, Width: s.Width, Depth: s.Depth, Low: s.Low}
	})
	if b := in.Picture; b != nil {
		where := field + ".picture"
		x, y := given(f, where+".x", b.X), given(f, where+".y", b.Y)
		p.Picture = &room.Picture{Upload: b.Upload, X: x, Y: y, Width: b.Width, Height: b.Height}
	}
	f.plan(field, p)
	return p
}

func (f *validator) newFinishes(field string, in *newFinishes) *room.Finishes {
	if in == nil {
		return nil
	}
	return &room.Finishes{
		Floor: f.optional(field+".floor", in.Floor), Walls: f.optional(field+".walls", in.Walls),
		Each: list(in.Each, func(n int, w newWallFinish) room.WallFinish {
			wall := f.optional(at(field+".each", n)+".wall", w.Wall)
			return room.WallFinish{Side: w.Side, Wall: wall, Finish: w.Finish}
		}),
	}
}

// optional returns a text that may be left out, but must not be empty: "" if v is nil.
func (f *validator) optional(field string, v *string) string {
	if v == nil {
		return ""
	}
	if *v == "" {
		f.fail(room.BadField, field, field+" is empty.")
	}
	return *v
}

func (f *validator) position(field string, o newOpening) (x, y, rotation int) {
	return given(f, field+".x", o.X), given(f, field+".y", o.Y), given(f, field+".rotation", o.Rotation)
}

// list converts each entry. It returns nil for nil, so that a missing list is found.
func list[A, B any](all []A, convert func(n int, a A) B) []B {
	if all == nil {
		return nil
	}
	out := make([]B, len(all))
	for n, a := range all {
		out[n] = convert(n, a)
	}
	return out
}

// given returns *v, or fails if v is nil.
func given[T any](f *validator, field string, v *T) (value T) {
	if v == nil {
		f.fail(room.BadField, field, field+" is missing.")
		return value
	}
	return *v
}
