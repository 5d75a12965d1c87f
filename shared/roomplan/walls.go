package roomplan

import (
	"fmt"
	"math"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Millimetres.
const (
	usualThickness = 100 // of a wall of which one face was captured
	minThickness   = 40  // distance of two faces that are one wall
	maxThickness   = 400
	touch          = 250 // up to which a wall's end is meant to be at another wall
	outside        = 100 // a wall nearer to the outline is a second face of it
	shortest       = 100
)

type face struct {
	line      segment
	thickness float64
}

// innerWalls returns the walls inside an outline, with their ends on the walls that they meet.
func innerWalls(others []surface, outline []point) []room.Wall {
	sides := edges(outline)
	var faces []face
	for _, s := range others {
		middle := s.line().middle()
		near := slices.ContainsFunc(sides, func(e segment) bool { return e.distance(middle) <= outside })
		if contains(outline, middle) && !near {
			faces = append(faces, face{line: straight(s.line())})
		}
	}
	faces = paired(faces)
	walls := []room.Wall{}
	for i, f := range faces {
		near := slices.Clone(sides)
		for j, other := range faces {
			if j != i {
				near = append(near, other.line)
			}
		}
		fitted := segment{endAt(f.line[0], f.line[1], near), endAt(f.line[1], f.line[0], near)}
		if fitted.length() < shortest {
			continue
		}
		if f.thickness == 0 {
			f.thickness = usualThickness
		}
		ends := toPoints([]point{whole(fitted[0]), whole(fitted[1])})
		id := fmt.Sprintf("wall-%d", len(walls)+1)
		walls = append(walls, room.Wall{ID: id, From: ends[0], To: ends[1], Thickness: rounded(f.thickness)})
	}
	return walls
}

// straight returns a wall turned about its middle to the next right angle, if it is near one.
func straight(s segment) segment {
	d := direction(squared(s.degrees()))
	m, half := s.middle(), s.length()/2
	return segment{{m[0] - d[0]*half, m[1] - d[1]*half}, {m[0] + d[0]*half, m[1] + d[1]*half}}
}

// paired joins the two faces of a wall that was captured from both sides.
func paired(left []face) []face {
	var out []face
	for len(left) > 0 {
		a := left[0]
		left = left[1:]
		at := slices.IndexFunc(left, func(b face) bool { return isOtherFace(a.line, b.line) })
		if at >= 0 {
			b := left[at]
			left = slices.Concat(left[:at], left[at+1:])
			a = between(a.line, b.line)
		}
		out = append(out, a)
	}
	return out
}

// position returns how far a point is along a segment and aside of it.
func (s segment) position(p point) (far, aside float64) {
	length := s.length()
	if length == 0 {
		length = 1
	}
	dx, dy := (s[1][0]-s[0][0])/length, (s[1][1]-s[0][1])/length
	x, y := p[0]-s[0][0], p[1]-s[0][1]
	return x*dx + y*dy, y*dx - x*dy
}

func isOtherFace(a, b segment) bool {
	from, fromAside := a.position(b[0])
	to, toAside := a.position(b[1])
	if math.Abs(fromAside-toAside) > minThickness {
		return false
	}
	apart := math.Abs(fromAside+toAside) / 2
	common := min(a.length(), max(from, to)) - max(0, min(from, to))
	return apart >= minThickness && apart <= maxThickness && common > 0.6*min(a.length(), b.length())
}

// between returns the wall between two faces, as long as the longer one.
func between(a, b segment) face {
	long, short := a, b
	if b.length() > a.length() {
		long, short = b, a
	}
	_, aside := long.position(short.middle())
	d := direction(long.degrees() + 90)
	by := point{d[0] * aside / 2, d[1] * aside / 2}
	return face{segment{plus(long[0], by), plus(long[1], by)}, math.Abs(aside)}
}

// endAt returns the nearest point at which a wall's line meets another wall, or the end if none is near.
func endAt(end, other point, near []segment) point {
	best, least := end, float64(touch)
	for _, s := range near {
		spot, ok := lineCrossing(segment{other, end}, s)
		if !ok || s.distance(spot) > 1 {
			continue
		}
		if far := distance(spot, end); far < least {
			best, least = spot, far
		}
	}
	return best
}

// lineCrossing returns where the lines of two segments cross, unless they are nearly parallel.
func lineCrossing(s, t segment) (point, bool) {
	ax, ay := s[1][0]-s[0][0], s[1][1]-s[0][1]
	cx, cy := t[1][0]-t[0][0], t[1][1]-t[0][1]
	cross := ax*cy - ay*cx
	if math.Abs(cross) < 0.1*s.length()*t.length() {
		return point{}, false
	}
	far := ((t[0][0]-s[0][0])*cy - (t[0][1]-s[0][1])*cx) / cross
	return point{s[0][0] + ax*far, s[0][1] + ay*far}, true
}
