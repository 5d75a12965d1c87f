package room

// ForCrowd returns what viewers of a crowded room get of an event in a Bundle; nil if they
// get nothing of it (BC8). They can't lock, and a drag preview needs the lock (PR4), so they
// get neither, and nothing of a cursor that has a drag alone. Of a cursor's path they get at
// most crowdPoints points.
func ForCrowd(e Event) Event {
	switch e := e.(type) {
	case Locked, Unlocked:
		return nil
	case Cursor:
		if len(e.Drag) > 0 && len(e.Points) == 0 {
			return nil // without its Drag it would say that the peer no longer points (PR7)
		}
		return Cursor{Peer: e.Peer, Points: thin(e.Points), Follows: e.Follows, View: e.View}
	}
	return e
}

const (
	// crowdPoints is how many points of a path suffice for a smooth curve: a batch is of 2 s (PR6).
	crowdPoints = 16
	// longestStep is the greatest time between two points of a path, in milliseconds (WR3).
	longestStep = 1000
)

// thin leaves out every other point of a long path, but not the first and the last, and keeps
// the times of the others.
func thin(points []CursorPoint) []CursorPoint {
	if len(points) <= crowdPoints {
		return points
	}
	kept := points[:1:1]
	for n := 1; n < len(points); n++ {
		p := points[n]
		if n+1 < len(points) && p[2]+points[n+1][2] <= longestStep {
			n++
			p = CursorPoint{points[n][0], points[n][1], p[2] + points[n][2]}
		}
		kept = append(kept, p)
	}
	return kept
}
