package memory

import (
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Rooms returns the rooms that have a plan or an item in the table.
func (s *Store) Rooms() []room.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.rooms)), func(id room.ID) bool {
		return s.rooms[id].plan.Version == 0 && len(s.rooms[id].items) == 0
	})
}
