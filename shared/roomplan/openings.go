package roomplan

import (
	"fmt"
	"math"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Millimetres.
const (
	farFromWall = 300    // largest distance of an opening from its wall
	narrowest   = 200    // narrower ones are errors of the scan
	doubleDoor  = 1400   // doors from this width on have two leaves
	maxHeight   = 10_000 // of doors, windows and pieces
)

// seat is the place of an opening in a wall.
type seat struct{ x, y, width, rotation int }

// openingsOf returns the doors and windows; those that are in no wall, or where another one is, are
// left out.
func openingsOf(c capture, outline []point, walls []room.Wall) ([]room.Door, []room.Window) {
	lines := edges(outline)
	for _, w := range walls {
		lines = append(lines, lineOf(w))
	}
	var taken []seat
	take := func(s surface) (seat, bool) {
		at, ok := seatOf(s.line(), lines)
		if !ok || slices.ContainsFunc(taken, at.overlaps) {
			return seat{}, false
		}
		taken = append(taken, at)
		return at, true
	}
	doors, windows := []room.Door{}, []room.Window{}
	door := func(s surface, kind func(seat) string) {
		if at, ok := take(s); ok {
			height := limited(s.top, 1, maxHeight)
			doors = append(doors, room.Door{
				ID: fmt.Sprintf("door-%d", len(doors)+1), X: at.x, Y: at.y, Width: at.width, Rotation: at.rotation,
				Hinge: "left", Opens: "in", Height: &height, Kind: kind(at),
			})
		}
	}
	for _, s := range c.doors {
		door(s, leaves)
	}
	for _, s := range c.openings {
		door(s, func(seat) string { return room.DoorOpening })
	}
	for _, s := range c.windows {
		if at, ok := take(s); ok {
			sill := limited(s.bottom, 0, maxHeight)
			height := limited(s.top-float64(sill), 1, maxHeight)
			windows = append(windows, room.Window{
				ID: fmt.Sprintf("window-%d", len(windows)+1), X: at.x, Y: at.y, Width: at.width,
				Rotation: at.rotation, Sill: &sill, Height: &height,
			})
		}
	}
	return doors, windows
}

func leaves(at seat) string {
	if at.width >= doubleDoor {
		return room.DoorDouble
	}
	return ""
}

// seatOf returns the place of an opening in the nearest wall in its direction.
func seatOf(opening segment, lines []segment) (seat, bool) {
	middle, degrees := opening.middle(), opening.degrees()
	var wall segment
	least := float64(farFromWall)
	for _, l := range lines {
		if far := l.distance(middle); askew(l.degrees(), degrees) < 0.5 && far < least {
			wall, least = l, far
		}
	}
	width := min(rounded(opening.length()), int(math.Floor(wall.length())))
	if least == farFromWall || width < narrowest {
		return seat{}, false
	}
	length, half := wall.length(), float64(width)/2
	far := distance(wall[0], wall.nearest(middle))
	kept := min(length-half, max(half, far)) / length
	return seat{
		x:        rounded(wall[0][0] + (wall[1][0]-wall[0][0])*kept),
		y:        rounded(wall[0][1] + (wall[1][1]-wall[0][1])*kept),
		width:    width,
		rotation: int(normal(float64(rounded(wall.degrees())))),
	}, true
}

// overlaps reports whether two openings are in one wall, or its two faces, and cover one another.
func (s seat) overlaps(t seat) bool {
	apart := distance(point{float64(s.x), float64(s.y)}, point{float64(t.x), float64(t.y)})
	return askew(float64(s.rotation), float64(t.rotation)) < 0.5 && apart < float64(s.width+t.width)/2-2
}
