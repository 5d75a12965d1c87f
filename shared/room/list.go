package room

import "context"

// RoomQuery selects rooms of a list (RM5).
type RoomQuery struct {
	Prefix string // of their ids; "" for all rooms
	Owner  string // "" for rooms of any owner, and of none
	After  ID     // only rooms whose ids sort after it; "" for all
	Limit  int    // the greatest number of rooms, at least 1
}

// ListedRoom is a room in a list.
type ListedRoom struct {
	ID    ID
	Owner string // "" if the room has none
}

// Lists lists rooms.
type Lists interface {
	// ListRooms returns the first q.Limit rooms that q selects, sorted by their ids: all whose
	// creation was acknowledged before the call, and none whose erasure was.
	ListRooms(ctx context.Context, q RoomQuery) ([]ListedRoom, error)
}
