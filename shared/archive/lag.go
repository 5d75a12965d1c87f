package archive

import (
	"time"

	"homstyle.dev/planner/shared/room"
)

// Lag returns the number of the table's rows that a snapshot lacks or has in an older version,
// and when the first of them was written. These would be lost with the table.
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
			continue // the snapshot no longer has this tombstone
		}
		if i.Version > archived.Version {
			note(i.Changed.At)
		}
	}
	return rows, first
}
