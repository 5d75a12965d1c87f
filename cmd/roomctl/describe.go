package main

import (
	"fmt"

	"homstyle.dev/planner/shared/room"
)

// pieceName returns what an item is: its product or, of an own piece, the name that it was given.
func pieceName(product string, own room.Own, mirrored bool) string {
	name := product
	if own != (room.Own{}) {
		name = sanitize(own.Name) + " (own)"
	}
	if mirrored {
		name += " (mirrored)"
	}
	return name
}

// placeText returns a place as text; a height of 0 is left out.
func placeText(p room.Place) string {
	height := ""
	if p.Z != 0 {
		height = fmt.Sprintf("%d mm high, ", p.Z)
	}
	return fmt.Sprintf("%d, %d, %s%d°", p.X, p.Y, height, p.Rotation)
}
