package archive

import (
	"context"

	"homstyle.dev/planner/shared/room"
)

// RowRestorer is a table that rooms are brought back into.
type RowRestorer interface {
	// RestoreRows writes the rows of a snapshot that the table lacks, or has as they were
	// before (SN10): a table that was recovered to a moment is older than the archive,
	// which has what is written, so the stream's function passes it over. A row that was
	// changed since stays, but for a version that the archive gave to another change: it
	// goes on above that, as a change. What a refill wrote stays: one that stopped may run
	// again. It returns how many rows it wrote, and calls each after every one it looked at.
	RestoreRows(ctx context.Context, from Snapshot, each func()) (written int, err error)
}

// restoredTokens is how much higher than the archived one a refilled item's fencing
// token is: the archive saw no lease since its last change, and no token of before may
// fit again (LK2).
const restoredTokens = 1 << 20

// AsRestored is an archived item as it is written back: free.
func AsRestored(i room.Item) room.Item {
	i.Lease = room.Lease{Token: i.Token + restoredTokens}
	return i
}

// ItemStale reports whether a refilled item replaces the stored one.
func ItemStale(stored, refilled room.Item) bool {
	older := stored.Version < refilled.Version ||
		stored.Version == refilled.Version && stored.Token < refilled.Token
	return older && !stored.Changed.At.After(refilled.Changed.At)
}

// ItemDiverged reports whether the stored item was changed since, at a version that the
// archive gave to another change.
func ItemDiverged(stored, archived room.Item) bool {
	return stored.Version <= archived.Version && stored.Changed.At.After(archived.Changed.At)
}

// PlanStale and PlanStrayed report of a plan what their namesakes report of an item.
func PlanStale(stored, archived room.Plan) bool {
	return stored.Version < archived.Version && !stored.Changed.At.After(archived.Changed.At)
}

// PlanDiverged is ItemStrayed of a plan.
func PlanDiverged(stored, archived room.Plan) bool {
	return stored.Version <= archived.Version && stored.Changed.At.After(archived.Changed.At)
}
