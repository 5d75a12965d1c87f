// Package roomplan converts rooms that Apple RoomPlan has scanned: the JSON of its CapturedRoom
// becomes the walls, doors and windows of a plan, and own pieces of furniture.
//
// web/src/import does the same for a file that a person opens in the planner. Both are held to
// the files in testdata.
//
// Reading order: convert.go, capture.go (the file), level.go, loops.go, outline.go (the shape),
// walls.go, openings.go, furniture.go, faults.go.
package roomplan
