package room

// View is what a peer sees (WR13). Lengths are in millimetres.
type View struct {
	Mode ViewMode
	// X and Y are the upper left corner of the part of the plan in sight, with View2D.
	X, Y int
	// Eye is where the camera or the eye is, Target another point in its line of sight: with
	// View3D the one that the camera turns around. View2D has neither.
	Eye, Target Point3D
	// Width and Height are the size of what is in sight: of the plan with View2D, at the
	// distance of Target with View3D. ViewWalk has neither.
	Width, Height int
}

// Point3D is x and y on the plan, and the height z above the floor, in millimetres.
type Point3D [3]int

// ViewMode is how a peer looks at the room.
type ViewMode string

// The modes.
const (
	View2D   ViewMode = "2d"   // at the plan
	View3D   ViewMode = "3d"   // at the room, from any side
	ViewWalk ViewMode = "walk" // as somebody who walks through the room
)
