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
}

type newWall struct {
	ID        string      `json:"id"`
	From      *room.Point `json:"from"`
	To        *room.Point `json:"to"`
	Thickness int         `json:"thickness"` // 0 is out of bounds
}

type newDoor struct {
	newWindow
	Hinge string `json:"hinge"`
	Opens string `json:"opens"`
}

type newWindow struct {
	ID       string `json:"id"`
	X        *int   `json:"x"`
	Y        *int   `json:"y"`
	Width    int    `json:"width"` // 0 is out of bounds
	Rotation *int   `json:"rotation"`
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
	p := room.Plan{Name: in.Name, Units: in.Units, Outline: in.Outline, Ceiling: in.Ceiling, Delivery: in.Delivery}
	p.Walls = list(in.Walls, func(n int, w newWall) room.Wall {
		where := at(field+".walls", n)
		from, to := given(f, where+".from", w.From), given(f, where+".to", w.To)
		return room.Wall{ID: w.ID, From: from, To: to, Thickness: w.Thickness}
	})
	p.Doors = list(in.Doors, func(n int, d newDoor) room.Door {
		w := f.newWindow(at(field+".doors", n), d.newWindow)
		return room.Door{ID: w.ID, X: w.X, Y: w.Y, Width: w.Width, Rotation: w.Rotation, Hinge: d.Hinge, Opens: d.Opens}
	})
	p.Windows = list(in.Windows, func(n int, w newWindow) room.Window {
		return f.newWindow(at(field+".windows", n), w)
	})
	f.plan(field, p)
	return p
}

func (f *validator) newWindow(field string, w newWindow) room.Window {
	x, y := given(f, field+".x", w.X), given(f, field+".y", w.Y)
	return room.Window{ID: w.ID, X: x, Y: y, Width: w.Width, Rotation: given(f, field+".rotation", w.Rotation)}
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
