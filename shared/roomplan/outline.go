package roomplan

import (
	"math"
	"slices"
)

const (
	sameLine     = 50  // walls in one direction that are less aside than this are one wall, millimetres
	cornerAngle  = 10  // from which on two walls meet in a corner, degrees
	farFromWalls = 600 // largest distance of a corner from the ends of its walls, millimetres
)

// line is a wall as a line through a point.
type line struct {
	at      point
	degrees float64
	length  float64
	curved  bool
	corner  point // where the walls met as captured, at the beginning of this one
}

// outlineOf returns the corners, clockwise and beginning with the upper left one.
func outlineOf(sides []side) []point {
	lines := merged(sides)
	var corners []point
	for i, l := range lines {
		corners = append(corners, meeting(lines[(i+len(lines)-1)%len(lines)], l)...)
	}
	var distinct []point
	for i, c := range corners {
		if distance(corners[(i+len(corners)-1)%len(corners)], c) >= 1 {
			distinct = append(distinct, c)
		}
	}
	if area(distinct) < 0 {
		slices.Reverse(distinct)
	}
	first := 0
	for i, c := range distinct {
		if c[0]+c[1] < distinct[first][0]+distinct[first][1]-1 {
			first = i
		}
	}
	return slices.Concat(distinct[first:], distinct[:first])
}

// sidesOf returns the sides of a floor's polygon, for a room whose walls do not close.
func sidesOf(floor []point) []side {
	if area(floor) < 0 {
		floor = slices.Clone(floor)
		slices.Reverse(floor)
	}
	var sides []side
	for _, e := range edges(floor) {
		sides = append(sides, side{line: e, corner: e[0]})
	}
	return sides
}

// merged returns the lines of the sides; neighbours that are parts of one straight wall are one.
func merged(sides []side) []line {
	var out []line
	for _, s := range sides {
		l := line{s.line.middle(), s.line.degrees(), s.line.length(), s.curved, s.corner}
		if !s.curved {
			l.degrees = squared(l.degrees)
		}
		if n := len(out); n > 0 && oneWall(out[n-1], l) {
			out[n-1] = together(out[n-1], l)
		} else {
			out = append(out, l)
		}
	}
	if n := len(out); n > 3 && oneWall(out[n-1], out[0]) {
		out[0] = together(out[n-1], out[0])
		out = out[:n-1]
	}
	return out
}

func oneWall(a, b line) bool {
	return !a.curved && !b.curved && a.degrees == b.degrees && a.aside(b.at) < sameLine
}

func together(a, b line) line {
	length := a.length + b.length
	for axis := range a.at {
		a.at[axis] = (a.at[axis]*a.length + b.at[axis]*b.length) / length
	}
	a.length = length
	return a
}

// aside returns the distance of a point from the line.
func (l line) aside(p point) float64 {
	d := direction(l.degrees)
	return math.Abs((p[0]-l.at[0])*d[1] - (p[1]-l.at[1])*d[0])
}

// foot returns the point of the line that is nearest to another point.
func (l line) foot(p point) point {
	d := direction(l.degrees)
	far := (p[0]-l.at[0])*d[0] + (p[1]-l.at[1])*d[1]
	return point{l.at[0] + d[0]*far, l.at[1] + d[1]*far}
}

// meeting returns the corner of two walls, or both ends of the jog between them if they are parallel.
func meeting(a, b line) []point {
	if a.curved || b.curved {
		return []point{b.corner}
	}
	if math.Abs(turn(a.degrees, b.degrees)) < cornerAngle {
		return []point{a.foot(b.corner), b.foot(b.corner)}
	}
	if spot, ok := crossing(a, b); ok && distance(spot, b.corner) <= farFromWalls {
		return []point{spot}
	}
	return []point{b.corner}
}

func crossing(a, b line) (point, bool) {
	d, e := direction(a.degrees), direction(b.degrees)
	cross := d[0]*e[1] - d[1]*e[0]
	if math.Abs(cross) < 1e-6 {
		return point{}, false
	}
	far := ((b.at[0]-a.at[0])*e[1] - (b.at[1]-a.at[1])*e[0]) / cross
	return point{a.at[0] + d[0]*far, a.at[1] + d[1]*far}, true
}
