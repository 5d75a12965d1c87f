package roomplan

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"homstyle.dev/planner/shared/room"
)

// Millimetres.
const (
	onFloor       = 100  // what is lower than this above the floor is on the floor
	standing      = 300  // an object stands on a piece whose top is this near to its lowest point
	atWall        = 200  // a piece whose back is nearer to a wall than this stands at it
	inWall        = 200  // largest depth to which a piece is captured inside of a wall
	hanging       = 700  // storage from this height above the floor on hangs on the wall
	tall          = 1500 // storage from this height on is a shelf
	wardrobeDepth = 450  // or if it is this deep a wardrobe
	maxLength     = 20_000
)

var colours = map[string]string{
	"sofa": "#a8a29a", "corner": "#a8a29a", "armchair": "#a8a29a", "bed": "#cfc8bd",
	"chair": "#8d7b68", "stool": "#8d7b68", "table": "#b59f85", "round-table": "#b59f85",
	"storage": "#c9bfb0", "wardrobe": "#c9bfb0", "shelf": "#c9bfb0", "wall-shelf": "#c9bfb0",
	"picture": "#33373b",
}

const otherColour = "#c4c6c8"

var (
	// freelyTurned are the kinds whose front may be towards a wall.
	freelyTurned = []string{"chair", "stool", "table", "round-table"}
	// carriers are the kinds that other pieces may stand on.
	carriers = []string{"storage", "wardrobe", "shelf", "wall-shelf", "table", "round-table", "stool", "other"}
	// onWalls are the kinds that hang.
	onWalls = []string{"picture", "wall-shelf"}
)

// piecesOf returns the pieces for captured objects in the room, the lower ones first, as they carry
// the others.
func piecesOf(things []thing, outline []point, names Names) []Piece {
	sorted := slices.Clone(things)
	slices.SortStableFunc(sorted, func(a, b thing) int { return cmp.Compare(a.bottom, b.bottom) })
	pieces := []Piece{}
	for _, t := range sorted {
		if contains(outline, t.at) && t.top > 0 {
			pieces = append(pieces, t.piece(outline, pieces, names))
		}
	}
	return pieces
}

// piece returns the piece for an object, among the pieces that are there already.
func (t thing) piece(outline []point, pieces []Piece, names Names) Piece {
	z := 0
	if t.bottom >= onFloor {
		z = t.topBeneath(pieces)
	}
	own := room.Own{
		Kind: t.kind(z > 0), Name: names.of(t.category), Colour: otherColour,
		Width: limited(t.width, 1, maxLength), Depth: limited(t.depth, 1, maxLength),
	}
	if colour, ok := colours[own.Kind]; ok {
		own.Colour = colour
	}
	if slices.Contains(onWalls, own.Kind) {
		z = limited(t.bottom, 0, maxHeight)
	}
	own.Height = limited(t.top-float64(z), 1, maxHeight)
	x, y, rotation := t.place(own, outline)
	return Piece{room.Place{X: x, Y: y, Z: z, Rotation: rotation}, own}
}

// kind returns how an object is drawn, by its category, its attributes and its size.
func (t thing) kind(carried bool) string {
	is := func(word string) bool { return strings.Contains(t.attributes, word) }
	switch {
	case t.category == "storage" && t.bottom >= hanging && !carried:
		return "wall-shelf"
	case t.category == "storage" && t.top-t.bottom < tall:
		return "storage"
	case t.category == "storage" && t.depth >= wardrobeDepth:
		return "wardrobe"
	case t.category == "storage":
		return "shelf"
	case t.category == "table" && is("circular"):
		return "round-table"
	case t.category == "sofa" && is("singleseat"):
		return "armchair"
	case t.category == "sofa" && is("lshaped"):
		return "corner"
	case t.category == "chair" && is("stool"):
		return "stool"
	case t.category == "television" && t.bottom >= onFloor && !carried:
		return "picture" // on a wall it is drawn as what it looks like
	case slices.Contains([]string{"bed", "table", "sofa", "chair"}, t.category):
		return t.category
	}
	return "other"
}

// place returns the place of an object: squared, with its back rather than its front to a wall, in
// the room.
func (t thing) place(own room.Own, outline []point) (x, y, rotation int) {
	width, depth := float64(own.Width), float64(own.Depth)
	angle := normal(float64(rounded(squared(t.degrees))))
	toWall := func(degrees float64) float64 {
		d := direction(degrees + 90)
		front := plus(t.at, point{d[0] * depth / 2, d[1] * depth / 2})
		least := math.Inf(1)
		for _, e := range edges(outline) {
			// Only walls along the piece count, not those across.
			if math.Abs(math.Cos((e.degrees()-degrees)*math.Pi/180)) > 0.9 {
				least = min(least, e.distance(front))
			}
		}
		return least
	}
	if front := toWall(angle); !slices.Contains(freelyTurned, own.Kind) && front < atWall && front < toWall(angle+180) {
		angle = normal(angle + 180)
	}
	at := pushedIn(t.at, angle, width, depth, outline)
	return rounded(at[0]), rounded(at[1]), int(angle)
}

// pushedIn returns the centre of a piece, moved out of the walls in which it was captured.
func pushedIn(at point, degrees, width, depth float64, outline []point) point {
	d := direction(degrees)
	for _, e := range edges(outline) {
		n := direction(e.degrees() + 90) // clockwise: to the inside
		length, deepest := e.length(), 0.0
		for _, sign := range []point{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
			w, h := sign[0]*width/2, sign[1]*depth/2
			x := at[0] + w*d[0] - h*d[1] - e[0][0]
			y := at[1] + w*d[1] + h*d[0] - e[0][1]
			along, deep := x*n[1]-y*n[0], -(x*n[0] + y*n[1])
			if along > 0 && along < length && deep <= inWall {
				deepest = max(deepest, deep)
			}
		}
		at = plus(at, point{n[0] * deepest, n[1] * deepest})
	}
	return at
}

// topBeneath returns the height of the highest piece beneath an object that may carry it; 0 if there
// is none, so that the object's box reaches down to the floor.
func (t thing) topBeneath(pieces []Piece) int {
	highest := 0
	for _, p := range pieces {
		top := p.Z + p.Own.Height
		stands := float64(top) < t.top && math.Abs(float64(top)-t.bottom) <= standing
		if stands && slices.Contains(carriers, p.Own.Kind) && p.covers(t.at) {
			highest = max(highest, top)
		}
	}
	return highest
}

func (p Piece) covers(at point) bool {
	d := rotated(point{at[0] - float64(p.X), at[1] - float64(p.Y)}, -float64(p.Rotation))
	return math.Abs(d[0]) <= float64(p.Own.Width)/2 && math.Abs(d[1]) <= float64(p.Own.Depth)/2
}
