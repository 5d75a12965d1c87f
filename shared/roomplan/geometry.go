package roomplan

import "math"

// point is x and y on the plan, in millimetres; y grows downwards.
type point [2]float64

// segment has the two ends of a straight line.
type segment [2]point

func (s segment) length() float64 { return distance(s[0], s[1]) }
func (s segment) middle() point   { return point{(s[0][0] + s[1][0]) / 2, (s[0][1] + s[1][1]) / 2} }

// degrees returns the direction of a segment, clockwise from the right.
func (s segment) degrees() float64 {
	return math.Atan2(s[1][1]-s[0][1], s[1][0]-s[0][0]) * 180 / math.Pi
}

// nearest returns the point of the segment that is nearest to p.
func (s segment) nearest(p point) point {
	dx, dy := s[1][0]-s[0][0], s[1][1]-s[0][1]
	part := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		part = min(1, max(0, ((p[0]-s[0][0])*dx+(p[1]-s[0][1])*dy)/square))
	}
	return point{s[0][0] + dx*part, s[0][1] + dy*part}
}

func (s segment) distance(p point) float64 { return distance(p, s.nearest(p)) }

func distance(a, b point) float64 { return math.Hypot(b[0]-a[0], b[1]-a[1]) }
func plus(a, b point) point       { return point{a[0] + b[0], a[1] + b[1]} }

// rounded returns the nearest integer; of two the higher one, as JavaScript does.
func rounded(n float64) int { return int(math.Floor(n + 0.5)) }

func whole(p point) point { return point{float64(rounded(p[0])), float64(rounded(p[1]))} }

// limited returns the nearest integer within bounds.
func limited(n float64, least, most int) int { return min(most, max(least, rounded(n))) }

// normal returns an angle from 0 up to, but not including, 360 degrees.
func normal(degrees float64) float64 {
	return math.Mod(math.Mod(degrees, 360)+360, 360)
}

// turn returns the smaller turn from one angle to another, from -180 up to, but not including, 180.
func turn(from, to float64) float64 { return normal(to-from+180) - 180 }

// direction returns a unit vector along an angle; that of a right angle is exact.
func direction(degrees float64) point {
	switch normal(degrees) {
	case 0:
		return point{1, 0}
	case 90:
		return point{0, 1}
	case 180:
		return point{-1, 0}
	case 270:
		return point{0, -1}
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return point{cos, sin}
}

// rotated returns a point rotated about the origin.
func rotated(p point, degrees float64) point {
	d := direction(degrees)
	return point{p[0]*d[0] - p[1]*d[1], p[0]*d[1] + p[1]*d[0]}
}

// askew returns the sine of the angle between two directions, 0 to 1.
func askew(a, b float64) float64 { return math.Abs(math.Sin((a - b) * math.Pi / 180)) }

// edges returns the sides of a polygon, including the closing one.
func edges(polygon []point) []segment {
	out := make([]segment, len(polygon))
	for i, p := range polygon {
		out[i] = segment{p, polygon[(i+1)%len(polygon)]}
	}
	return out
}

// area returns the enclosed area in square millimetres, positive if the polygon is clockwise.
func area(polygon []point) float64 {
	sum := 0.0
	for _, e := range edges(polygon) {
		sum += e[0][0]*e[1][1] - e[1][0]*e[0][1]
	}
	return sum / 2
}

// contains reports whether a point is inside a polygon.
func contains(polygon []point, p point) bool {
	odd := false
	for _, e := range edges(polygon) {
		a, b := e[0], e[1]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			odd = !odd
		}
	}
	return odd
}

// upperLeft returns the least coordinates of points, of which there is at least one.
func upperLeft(all []point) point {
	least := all[0]
	for _, p := range all {
		least = point{min(least[0], p[0]), min(least[1], p[1])}
	}
	return least
}
