package memory

import (
	"context"
	"maps"
	"slices"
	"strings"

	"homstyle.dev/planner/shared/room"
)

var _ room.Lists = (*Store)(nil)

// Rooms returns the rooms that have a plan or an item in the table.
func (s *Store) Rooms() []room.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.rooms)), func(id room.ID) bool {
		return s.rooms[id].plan.Version == 0 && len(s.rooms[id].items) == 0
	})
}

func (s *Store) ListRooms(_ context.Context, q room.RoomQuery) (list []room.ListedRoom, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(s.rooms)) {
		r := s.rooms[id]
		selected := r.created && id > q.After && strings.HasPrefix(string(id), q.Prefix) &&
			(q.Owner == "" || r.plan.Owner == q.Owner)
		if selected && len(list) < q.Limit {
			list = append(list, room.ListedRoom{ID: id, Owner: r.plan.Owner})
		}
	}
	return list, nil
}
