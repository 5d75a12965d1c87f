package memory

import (
	"context"
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

var _ room.Ledger = (*Store)(nil)

// AddUse implements room.Ledger.
func (s *Store) AddUse(_ context.Context, id room.ID, day room.Day, u room.Use) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.uses[id] == nil {
		s.uses[id] = map[room.Day]room.Use{}
	}
	s.uses[id][day] = s.uses[id][day].Plus(u)
	return nil
}

// Uses implements room.Ledger.
func (s *Store) Uses(_ context.Context, id room.ID, from, to room.Day) ([]room.DayUse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var days []room.DayUse
	for _, day := range slices.Sorted(maps.Keys(s.uses[id])) {
		if from <= day && day <= to {
			days = append(days, room.DayUse{Day: day, Use: s.uses[id][day]})
		}
	}
	return days, nil
}
