package archive

import (
	"time"

	"homstyle.dev/planner/shared/room"
)

// Lag counts the rows of the table that a snapshot has older, or not at all, and
// says when the first of them was written: what would be lost with the table.
func Lag(s Snapshot, live room.Room) (rows int, first time.Time) {
	note := func(at time.Time) {
		if rows++; rows == 1 || at.Before(first) {
			first = at
		}
	}
	if live.Plan.Version > s.Plan.Version {
		note(live.Plan.Changed.At)
	}
	for _, i := range live.Items {
		archived, there := s.Items[i.ID]
		if !there && Swept(i, s.At) {
			continue // the archive had it
		}
		if i.Version > archived.Version {
			note(i.Changed.At)
		}
	}
	return rows, first
}
