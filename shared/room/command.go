package room

// The commands. Package wire has decoded them and checked their fields and bounds.
type (
	// SyncCommand joins the room, or compares the client's copy with it.
	SyncCommand struct {
		Op     Op
		Digest *uint32 // of the client's copy (SY4); nil asks for the whole room
	}
	// LockCommand acquires, renews or releases leases.
	LockCommand struct {
		Op    Op
		Mode  LockMode
		Items []LockItem
	}
	// LockItem is an item of a LockCommand. An acquire has no token: it creates one.
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
	// EditCommand adds, updates and removes items, or replaces the plan; never both.
	EditCommand struct {
		Op    Op
		Steps []Mutation
		Plan  *PlanEdit
	}
	// CursorCommand is where the sender points, the items that it drags, and what it sees.
	CursorCommand struct {
		Points  []CursorPoint
		Drag    []Placement // preview of the dragged items' places; not stored
		Follows PeerID      // the peer whose view the sender follows (PR9); "" for none
		View    *View       // what the sender sees; nil if the command does not tell it
		To      []PeerID    // the peers that get it; nil for all (DC8)
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

// CursorPoint is x and y in millimetres, and the milliseconds since the point before.
type CursorPoint [3]int

// Placement is a place for a held item, with the token of its lease.
type Placement struct {
	ID ItemID
	Place
	Token Token
}

func (c LockCommand) mutations() []Mutation {
	mutations := make([]Mutation, len(c.Items))
	for n, i := range c.Items {
		switch c.Mode {
		case ModeAcquire:
			mutations[n] = Acquire{ID: i.ID}
		case ModeRenew:
			mutations[n] = Renew(i)
		case ModeRelease:
			mutations[n] = Release(i)
		}
	}
	return mutations
}

func (c MoveCommand) mutations() []Mutation {
	mutations := make([]Mutation, len(c.Moves))
	for n, p := range c.Moves {
		mutations[n] = Move{ID: p.ID, Place: p.Place, Token: p.Token, Drop: c.Drop}
	}
	return mutations
}
