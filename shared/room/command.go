package room

// The commands, as the wire decoded them: known, complete and within bounds.
type (
	// SyncCommand joins the room, or asks whether a copy is current.
	SyncCommand struct {
		Op     Op
		Digest *uint32 // of the client's copy (SY4); nil asks for all
	}
	// LockCommand acquires, renews or releases leases.
	LockCommand struct {
		Op    Op
		Mode  LockMode
		Steps []Step
	}
	// MoveCommand places items that the sender holds.
	MoveCommand struct {
		Op    Op
		Steps []Step
	}
	// EditCommand changes what is in the room, or, alone, its plan.
	EditCommand struct {
		Op    Op
		Steps []Step
		Plan  *PlanEdit
	}
	// CursorCommand is where the sender points, and what it drags.
	CursorCommand struct {
		Points []CursorPoint
		Drag   []Preview
	}
)

// LockMode is what a LockCommand does.
type LockMode string

// The lock modes.
const (
	ModeAcquire LockMode = "acquire"
	ModeRenew   LockMode = "renew"
	ModeRelease LockMode = "release"
)

// CursorPoint is x, y in millimetres and dt, milliseconds since the point before.
type CursorPoint [3]int

// Preview is where a dragged item would be; it is stored nowhere.
type Preview struct {
	ID ItemID
	Place
	Token Token
}
