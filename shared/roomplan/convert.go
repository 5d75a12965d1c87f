package roomplan

import (
	"cmp"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Piece is a piece of furniture that was found in the room.
type Piece struct {
	room.Place
	Own room.Own
}

// Room is a converted room, in millimetres, with its upper left corner at the origin and its
// longest wall level. Its plan has no name and no units.
type Room struct {
	Plan   room.Plan
	Pieces []Piece
}

const (
	maxPieces  = 500   // items in a room
	maxWalls   = 400   // more walls than this can't become a plan
	minCeiling = 1000  // millimetres
	maxCeiling = 10000 // millimetres
)

// Convert returns the room in the JSON of a CapturedRoom. The pieces have the names of their
// categories. An error is a Fault.
func Convert(data []byte, names Names) (Room, error) {
	c, err := read(data)
	if err != nil {
		return Room{}, err
	}
	if len(c.walls) > maxWalls {
		return Room{}, TooLarge
	}
	c = levelled(c)
	found, others, err := enclosed(c)
	if err != nil {
		return Room{}, err
	}
	corner := upperLeft(found)
	toOrigin := func(p point) point { return point{p[0] - corner[0], p[1] - corner[1]} }
	c = c.mapped(toOrigin, 0)
	outline := make([]point, len(found))
	for i, p := range found {
		outline[i] = whole(toOrigin(p))
	}
	p := room.Plan{Outline: toPoints(outline), Ceiling: ceilingOf(c.walls)}
	p.Walls = innerWalls(mappedSurfaces(others, toOrigin), outline)
	p.Doors, p.Windows = openingsOf(c, outline, p.Walls)
	r := Room{Plan: p, Pieces: piecesOf(c.things, outline, names)}
	if planFault(p) || len(r.Pieces) > maxPieces {
		return Room{}, TooLarge
	}
	return r, nil
}

// enclosed returns the room's corners, and the walls that are not on them.
func enclosed(c capture) (outline []point, others []surface, err error) {
	fault := OpenWalls
	if found, ok := loopOf(c.walls, c.openings); ok {
		outline = outlineOf(found.sides)
		switch outlineFault(outline) {
		case noFault:
			return outline, found.others, nil
		case manyCorners:
			fault = TooLarge
		}
	}
	outline = outlineOf(sidesOf(c.floor))
	switch outlineFault(outline) {
	case noFault:
		return outline, c.walls, nil
	case manyCorners:
		fault = TooLarge
	}
	return nil, nil, fault
}

// mapped returns the capture with each of its points mapped, and its objects turned by degrees.
func (c capture) mapped(to func(point) point, degrees float64) capture {
	out := capture{
		walls: mappedSurfaces(c.walls, to), doors: mappedSurfaces(c.doors, to),
		windows: mappedSurfaces(c.windows, to), openings: mappedSurfaces(c.openings, to),
	}
	for _, t := range c.things {
		t.at, t.degrees = to(t.at), t.degrees+degrees
		out.things = append(out.things, t)
	}
	for _, p := range c.floor {
		out.floor = append(out.floor, to(p))
	}
	return out
}

func mappedSurfaces(all []surface, to func(point) point) []surface {
	out := make([]surface, len(all))
	for i, s := range all {
		s.from, s.to = to(s.from), to(s.to)
		out[i] = s
	}
	return out
}

// ceilingOf returns the height that most of the walls, by their length, reach at least; nil for
// walls of half the height of a room.
func ceilingOf(walls []surface) *int {
	high := slices.Clone(walls)
	slices.SortStableFunc(high, func(a, b surface) int { return cmp.Compare(b.top, a.top) })
	half := 0.0
	for _, w := range high {
		half += w.length() / 2
	}
	sum := 0.0
	for _, w := range high {
		if sum += w.length(); sum < half {
			continue
		}
		if ceiling := rounded(w.top); ceiling >= minCeiling && ceiling <= maxCeiling {
			return &ceiling
		}
		return nil
	}
	return nil
}

func toPoints(all []point) []room.Point {
	out := make([]room.Point, len(all))
	for i, p := range all {
		out[i] = room.Point{int(p[0]), int(p[1])}
	}
	return out
}

func pointOf(p room.Point) point    { return point{float64(p[0]), float64(p[1])} }
func lineOf(wall room.Wall) segment { return segment{pointOf(wall.From), pointOf(wall.To)} }
