package roomplan

import (
	"cmp"
	"math"

	"homstyle.dev/planner/shared/room"
)

// Fault is why a file can't be converted.
type Fault string

// The faults.
const (
	NotJSON     Fault = "not-json"
	USDZ        Fault = "usdz"
	NotRoomPlan Fault = "not-roomplan"
	NoWalls     Fault = "no-walls"
	OpenWalls   Fault = "open-walls"
	TooLarge    Fault = "too-large"
)

var sentences = map[Fault]string{
	NotJSON:     "The scan is not valid JSON.",
	USDZ:        "This is the 3D model of a scan (USDZ). Export the room as JSON.",
	NotRoomPlan: "This is no CapturedRoom of Apple RoomPlan, or it is damaged.",
	NoWalls:     "The scan has no walls.",
	OpenWalls:   "The walls of the scan do not close.",
	TooLarge:    "The scan is larger than a room can be.",
}

// Error returns a sentence for people.
func (f Fault) Error() string { return sentences[f] }

// Limits of a plan, millimetres.
const (
	mostCorners  = 200
	maxPlanParts = 100 // of each kind
	farthest     = 1_000_000
	shortWall    = 50
	leastArea    = 250_000 // square millimetres
)

type shapeFault int

const (
	noFault shapeFault = iota
	manyCorners
	badShape
)

// outlineFault reports whether an outline can be that of a room.
func outlineFault(outline []point) shapeFault {
	switch {
	case len(outline) < 3:
		return badShape
	case len(outline) > mostCorners:
		return manyCorners
	}
	for _, e := range edges(outline) {
		if e.length() < shortWall || math.Abs(e[0][0]) > farthest || math.Abs(e[0][1]) > farthest {
			return badShape
		}
	}
	if selfCrossing(outline) || math.Abs(area(outline)) < leastArea {
		return badShape
	}
	return noFault
}

// planFault reports whether a plan is too large, or its outline is none.
func planFault(p room.Plan) bool {
	outline := make([]point, len(p.Outline))
	for i, c := range p.Outline {
		outline[i] = pointOf(c)
	}
	if outlineFault(outline) != noFault || max(len(p.Walls), len(p.Doors), len(p.Windows)) > maxPlanParts {
		return true
	}
	for _, w := range p.Walls {
		if lineOf(w).length() < shortWall {
			return true
		}
	}
	for _, d := range p.Doors {
		if d.Width > maxLength {
			return true
		}
	}
	for _, w := range p.Windows {
		if w.Width > maxLength {
			return true
		}
	}
	return false
}

// selfCrossing reports whether an outline crosses or overlaps itself.
func selfCrossing(outline []point) bool {
	all := edges(outline)
	for i, a := range all {
		for j := i + 1; j < len(all); j++ {
			switch {
			case j == i+1:
				if folded(a[0], a[1], all[j][1]) {
					return true
				}
			case i == 0 && j == len(all)-1:
				if folded(a[1], a[0], all[j][0]) {
					return true
				}
			case intersect(a, all[j]):
				return true
			}
		}
	}
	return false
}

// folded reports whether the edges to two corners run back along each other.
func folded(p, corner, r point) bool {
	px, py, rx, ry := p[0]-corner[0], p[1]-corner[1], r[0]-corner[0], r[1]-corner[1]
	return px*ry-py*rx == 0 && px*rx+py*ry >= 0
}

// intersect reports whether two segments cross or touch.
func intersect(s, t segment) bool {
	side := func(p, q, r point) int {
		return cmp.Compare((q[0]-p[0])*(r[1]-p[1])-(q[1]-p[1])*(r[0]-p[0]), 0)
	}
	s1, s2, s3, s4 := side(s[0], s[1], t[0]), side(s[0], s[1], t[1]), side(t[0], t[1], s[0]), side(t[0], t[1], s[1])
	if s1 != s2 && s3 != s4 {
		return true
	}
	return s1 == 0 && s.distance(t[0]) == 0 || s2 == 0 && s.distance(t[1]) == 0 ||
		s3 == 0 && t.distance(s[0]) == 0 || s4 == 0 && t.distance(s[1]) == 0
}
