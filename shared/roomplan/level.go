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
	return c.mapped(func(p point) point { return rotated(p, by) }, by)
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
