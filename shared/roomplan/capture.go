package roomplan

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
)

const (
	maxFileParts = 2000         // of each kind, so that a broken file is refused at once
	maxMetres    = 500          // from the origin
	curveStep    = math.Pi / 12 // largest angle between two parts of a curved wall
	maxSteps     = 24
)

// surface is a wall, door, window or opening: its line on the plan and its heights above the
// floor, in millimetres.
type surface struct {
	from, to    point
	bottom, top float64
	curved      bool // a part of a curved wall
}

func (s surface) line() segment   { return segment{s.from, s.to} }
func (s surface) length() float64 { return s.line().length() }

// thing is an object: its box on the plan and its heights above the floor, in millimetres.
type thing struct {
	category     string
	attributes   string // the JSON of its attributes, in lower case
	at           point
	degrees      float64 // direction of its width
	width, depth float64
	bottom, top  float64
}

// capture is a captured room, seen from above.
type capture struct {
	walls, doors, windows, openings []surface
	things                          []thing
	floor                           []point // corners of the largest floor, or none
}

// part is a part of the file: metres, y upwards, transforms column by column.
type part struct {
	Dimensions     []float64       `json:"dimensions"`
	Transform      []float64       `json:"transform"`
	Category       json.RawMessage `json:"category"`
	Attributes     json.RawMessage `json:"attributes"`
	Curve          json.RawMessage `json:"curve"`
	PolygonCorners json.RawMessage `json:"polygonCorners"`
}

type file struct {
	Walls    []part `json:"walls"`
	Doors    []part `json:"doors"`
	Windows  []part `json:"windows"`
	Openings []part `json:"openings"`
	Objects  []part `json:"objects"`
	Floors   []part `json:"floors"`
}

// read decodes the room of a file. An error is a Fault.
func read(data []byte) (capture, error) {
	// A USDZ file is a ZIP archive.
	if strings.HasPrefix(string(data), "PK") {
		return capture{}, USDZ
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return capture{}, NotJSON
		}
		return capture{}, NotRoomPlan
	}
	if err := f.check(); err != nil {
		return capture{}, err
	}
	level := f.level()
	c := capture{
		doors: surfaces(f.Doors, level), windows: surfaces(f.Windows, level),
		openings: surfaces(f.Openings, level),
	}
	for _, w := range f.Walls {
		c.walls = append(c.walls, w.wall(level)...)
	}
	for _, o := range f.Objects {
		c.things = append(c.things, o.thing(level))
	}
	for _, floor := range f.Floors {
		if corners := floor.corners(); math.Abs(area(corners)) > math.Abs(area(c.floor)) {
			c.floor = corners
		}
	}
	return c, nil
}

func (f file) check() error {
	if f.Walls == nil {
		return NotRoomPlan
	}
	lists := [][]part{f.Walls, f.Doors, f.Windows, f.Openings, f.Objects, f.Floors}
	for _, list := range lists {
		for _, p := range list {
			if !within(p.Dimensions, 3) || !within(p.Transform, 16) {
				return NotRoomPlan
			}
		}
	}
	for _, o := range f.Objects {
		if _, ok := o.category(); !ok {
			return NotRoomPlan
		}
	}
	for _, list := range lists {
		if len(list) > maxFileParts {
			return TooLarge
		}
	}
	if len(f.Walls) == 0 {
		return NoWalls
	}
	return nil
}

// within reports whether there are so many numbers, all in bounds.
func within(numbers []float64, count int) bool {
	for _, n := range numbers {
		if math.Abs(n) > maxMetres {
			return false
		}
	}
	return len(numbers) == count
}

// level returns the height of the floor in the file's own axes, millimetres: that of a floor,
// else where the walls begin.
func (f file) level() float64 {
	if len(f.Floors) > 0 {
		return f.Floors[0].Transform[13] * 1000
	}
	least := math.Inf(1)
	for _, w := range f.Walls {
		bottom, _ := w.heights(0)
		least = min(least, bottom)
	}
	return least
}

func surfaces(parts []part, level float64) []surface {
	var all []surface
	for _, p := range parts {
		all = append(all, p.flat(level))
	}
	return all
}

// onPlan returns the plan's point of a point in the part's own axes.
func (p part) onPlan(x, y, z float64) point {
	t := p.Transform
	along := func(row int) float64 { return t[row]*x + t[4+row]*y + t[8+row]*z + t[12+row] }
	return point{along(0) * 1000, along(2) * 1000}
}

// heights returns the heights of the lowest and highest points above a level.
func (p part) heights(level float64) (bottom, top float64) {
	middle := p.Transform[13]*1000 - level
	return middle - p.Dimensions[1]*500, middle + p.Dimensions[1]*500
}

func (p part) flat(level float64) surface {
	half := p.Dimensions[0] / 2
	s := surface{from: p.onPlan(-half, 0, 0), to: p.onPlan(half, 0, 0)}
	s.bottom, s.top = p.heights(level)
	return s
}

// wall returns the wall, or the straight parts that stand for a curved one.
func (p part) wall(level float64) []surface {
	c, ok := p.curve()
	if !ok {
		return []surface{p.flat(level)}
	}
	count := min(maxSteps, max(1, int(math.Ceil(math.Abs(c.end-c.start)/curveStep))))
	spot := func(i int) point {
		sin, cos := math.Sincos(c.start + (c.end-c.start)*float64(i)/float64(count))
		return p.onPlan(c.center[0]+c.radius*cos, 0, c.center[1]+c.radius*sin)
	}
	all := make([]surface, count)
	for i := range all {
		all[i] = surface{from: spot(i), to: spot(i + 1), curved: true}
		all[i].bottom, all[i].top = p.heights(level)
	}
	return all
}

type curve struct {
	start, end float64 // radians
	radius     float64 // metres
	center     point   // of the circle, x and z in the wall's own axes
}

// curve returns the curve of a wall. One that can't be read leaves a straight wall.
func (p part) curve() (curve, bool) {
	var c struct {
		StartAngle, EndAngle angle
		Radius               *float64
		Center               []float64
	}
	if json.Unmarshal(p.Curve, &c) != nil || !c.StartAngle.given || !c.EndAngle.given || c.Radius == nil ||
		!within([]float64{c.StartAngle.radians, c.EndAngle.radians, *c.Radius}, 3) || !within(c.Center, 2) {
		return curve{}, false
	}
	return curve{c.StartAngle.radians, c.EndAngle.radians, *c.Radius, point(c.Center)}, true
}

// angle is a number of radians, or Swift's Measurement with its unit.
type angle struct {
	radians float64
	given   bool
}

func (a *angle) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &a.radians) == nil {
		a.given = string(data) != "null"
		return nil
	}
	var m struct {
		Value *float64
		Unit  json.RawMessage
	}
	if err := json.Unmarshal(data, &m); err != nil || m.Value == nil {
		return NotRoomPlan
	}
	var unit struct{ Symbol string }
	_ = json.Unmarshal(m.Unit, &unit) // without a unit the value is in radians
	a.radians, a.given = *m.Value, math.Abs(*m.Value) <= maxMetres
	if unit.Symbol == "°" {
		a.radians *= math.Pi / 180
	}
	return nil
}

func (p part) thing(level float64) thing {
	t := thing{
		attributes: strings.ToLower(string(p.Attributes)),
		at:         p.onPlan(0, 0, 0),
		degrees:    math.Atan2(p.Transform[2], p.Transform[0]) * 180 / math.Pi,
		width:      p.Dimensions[0] * 1000,
		depth:      p.Dimensions[2] * 1000,
	}
	t.category, _ = p.category()
	t.bottom, t.top = p.heights(level)
	return t
}

// category returns the category of an object. Swift encodes an enum as an object, with the case as
// its only member.
func (p part) category() (string, bool) {
	var m map[string]json.RawMessage
	if json.Unmarshal(p.Category, &m) != nil || len(m) != 1 {
		return "", false
	}
	for name := range m {
		return name, true
	}
	return "", false
}

// corners returns a floor's corners; those of its box if the file lists none.
func (p part) corners() []point {
	var listed [][]float64
	if json.Unmarshal(p.PolygonCorners, &listed) != nil {
		listed = nil
	}
	for _, corner := range listed {
		if !within(corner, 3) {
			listed = nil
			break
		}
	}
	if x, y := p.Dimensions[0]/2, p.Dimensions[1]/2; len(listed) < 3 {
		listed = [][]float64{{-x, -y, 0}, {x, -y, 0}, {x, y, 0}, {-x, y, 0}}
	}
	all := make([]point, len(listed))
	for i, c := range listed {
		all[i] = p.onPlan(c[0], c[1], c[2])
	}
	return all
}
