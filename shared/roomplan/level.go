package roomplan

import "math"

// slack is the largest angle by which a wall may be off a right angle and still be meant to have
// it, in degrees.
const slack = 5

// squared returns an angle at the next right angle, if it is near one.
func squared(degrees float64) float64 {
	right := float64(rounded(degrees/90)) * 90
	if math.Abs(degrees-right) <= slack {
		return normal(right)
	}
	return normal(degrees)
}

// levelled returns the room turned as little as makes its longest wall level.
func levelled(c capture) capture {
	by := -tilt(c.walls)
	turned := func(all []surface) []surface {
		out := make([]surface, len(all))
		for i, s := range all {
			s.from, s.to = rotated(s.from, by), rotated(s.to, by)
			out[i] = s
		}
		return out
	}
	out := capture{
		walls: turned(c.walls), doors: turned(c.doors), windows: turned(c.windows), openings: turned(c.openings),
	}
	for _, t := range c.things {
		t.at, t.degrees = rotated(t.at, by), t.degrees+by
		out.things = append(out.things, t)
	}
	for _, p := range c.floor {
		out.floor = append(out.floor, rotated(p, by))
	}
	return out
}

// tilt returns the angle of the longest wall, from -90 to 90 degrees: the mean over all walls that
// are nearly parallel or at right angles to it, as the direction of a long wall is known more precisely.
func tilt(walls []surface) float64 {
	var straight []surface
	for _, w := range walls {
		if !w.curved {
			straight = append(straight, w)
		}
	}
	if straight == nil {
		straight = walls
	}
	longest := straight[0]
	for _, w := range straight[1:] {
		if w.length() > longest.length()+1 {
			longest = w
		}
	}
	mean := longest.line().degrees()
	var sum, weights float64
	for _, w := range straight {
		off := turn(mean, w.line().degrees())
		off -= float64(rounded(off/90)) * 90
		if math.Abs(off) <= slack {
			weight := w.length() * w.length()
			sum, weights = sum+off*weight, weights+weight
		}
	}
	if weights > 0 {
		mean += sum / weights
	}
	return mean - float64(rounded(mean/180))*180
}
