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
		Items []LockItem
	}
	// LockItem is an item of a LockCommand. An acquire has no token: it makes one.
	LockItem struct {
		ID    ItemID
		Token Token
	}
	// MoveCommand places items that the sender holds. With Drop it ends their leases.
	MoveCommand struct {
		Op    Op
		Moves []Placement
		Drop  bool
	}
	// EditCommand changes what is in the room, or, alone, its plan.
	EditCommand struct {
		Op    Op
		Steps []Mutation
		Plan  *PlanEdit
	}
	// CursorCommand is where the sender points, and what it drags.
	CursorCommand struct {
		Points []CursorPoint
		Drag   []Placement // where they would be; stored nowhere
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

// Placement is where a held item is placed, or would be.
type Placement struct {
	ID ItemID
	Place
	Token Token
}

func (c LockCommand) steps() []Mutation {
	steps := make([]Mutation, len(c.Items))
	for n, i := range c.Items {
		switch c.Mode {
		case ModeAcquire:
			steps[n] = Acquire{ID: i.ID}
		case ModeRenew:
			steps[n] = Renew(i)
		case ModeRelease:
			steps[n] = Release(i)
		}
	}
	return steps
}

func (c MoveCommand) steps() []Mutation {
	steps := make([]Mutation, len(c.Moves))
	for n, p := range c.Moves {
		steps[n] = Move{ID: p.ID, Place: p.Place, Token: p.Token, Drop: c.Drop}
	}
	return steps
}
