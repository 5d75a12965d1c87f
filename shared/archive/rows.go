package archive

import (
	"context"

	"homstyle.dev/planner/shared/room"
)

// RowRestorer is a table into which rooms can be restored.
type RowRestorer interface {
	// RestoreRows writes the rows of a snapshot that the table lacks or has in an older state
	// (SN10), as a table has that was recovered to an earlier time. The stream's function
	// ignores these writes, since the archive has their content. RestoreRows keeps a row that
	// was changed after the archived one; if the archive has a change of the same or a higher
	// version, it raises the row's version above that, which is a change for the stream. It
	// may be called again after an error: what it wrote before stays. It returns the number of
	// rows written, and calls each after every row of the snapshot.
	RestoreRows(ctx context.Context, from Snapshot, each func()) (written int, err error)
}

// restoredTokens is added to the fencing token of an archived item when it is restored. The
// archive does not have the leases since the item's last change, and none of their tokens may be
// valid again (LK2).
const restoredTokens = 1 << 20

// AsRestored returns an archived item in the form in which it is restored: without a holder, and
// with a higher token.
func AsRestored(i room.Item) room.Item {
	i.Lease = room.Lease{Token: i.Token + restoredTokens}
	return i
}

// ItemStale reports whether the stored item is older than the restored one, a result of
// AsRestored, and must be replaced by it.
func ItemStale(stored, restored room.Item) bool {
	older := stored.Version < restored.Version ||
		stored.Version == restored.Version && stored.Token < restored.Token
	return older && !stored.Changed.At.After(restored.Changed.At)
}

// ItemDiverged reports whether the stored item was changed after the archived one and has a
// version that is not above it: the archive has another change with that version.
func ItemDiverged(stored, archived room.Item) bool {
	return stored.Version <= archived.Version && stored.Changed.At.After(archived.Changed.At)
}

// PlanStale is ItemStale for a plan, which has no token.
func PlanStale(stored, archived room.Plan) bool {
	return stored.Version < archived.Version && !stored.Changed.At.After(archived.Changed.At)
}

// PlanDiverged is ItemDiverged for a plan.
func PlanDiverged(stored, archived room.Plan) bool {
	return stored.Version <= archived.Version && stored.Changed.At.After(archived.Changed.At)
}
