package memory

import (
	"context"
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

var _ usage.Store = (*Store)(nil)

func (s *Store) AddUsage(_ context.Context, id room.ID, day usage.Day, u usage.Usage) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.uses[id] == nil {
		s.uses[id] = map[usage.Day]usage.Usage{}
	}
	s.uses[id][day] = s.uses[id][day].Add(u)
	return nil
}

func (s *Store) ListUsage(_ context.Context, id room.ID, from, to usage.Day) ([]usage.DayUsage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var days []usage.DayUsage
	for _, day := range slices.Sorted(maps.Keys(s.uses[id])) {
		if from <= day && day <= to {
			days = append(days, usage.DayUsage{Day: day, Usage: s.uses[id][day]})
		}
	}
	return days, nil
}

// CountQuestion implements suggest.Counter.
func (s *Store) CountQuestion(_ context.Context, id room.ID, day usage.Day, most int) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.questions[id] == nil {
		s.questions[id] = map[usage.Day]int{}
	}
	if s.questions[id][day] >= most {
		return false, nil
	}
	s.questions[id][day]++
	return true, nil
}
