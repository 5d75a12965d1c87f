package room

import "context"

// Refiller is a table that rooms are brought back into.
type Refiller interface {
	// Refill writes the rows of a snapshot that the table lacks, or has as they were
	// before (SN10): a table that was recovered to a moment is older than the archive,
	// which has what is written, so the stream's function passes it over. A row that was
	// changed since stays, but for a version that the archive gave to another change: it
	// goes on above that, as a change. What a refill wrote stays: one that stopped may run
	// again. It returns how many rows it wrote, and calls each after every one it looked at.
	Refill(ctx context.Context, from Snapshot, each func()) (written int, err error)
}

// refilledTokens is how much higher than the archived one a refilled item's fencing
// token is: the archive saw no lease since its last change, and no token of before may
// fit again (LK2).
const refilledTokens = 1 << 20

// Refilled is an archived item as it is written back: free.
func (i Item) Refilled() Item {
	i.Lease = Lease{Token: i.Token + refilledTokens}
	return i
}

// Behind reports whether a refilled item replaces the stored one i.
func (i Item) Behind(refilled Item) bool {
	older := i.Version < refilled.Version || i.Version == refilled.Version && i.Token < refilled.Token
	return older && !i.Changed.At.After(refilled.Changed.At)
}

// Strayed reports whether i was changed since, at a version that the archive gave to
// another change.
func (i Item) Strayed(archived Item) bool {
	return i.Version <= archived.Version && i.Changed.At.After(archived.Changed.At)
}

// Behind reports whether an archived plan replaces the stored one p.
func (p Plan) Behind(archived Plan) bool {
	return p.Version < archived.Version && !p.Changed.At.After(archived.Changed.At)
}

// Strayed reports of a plan what it reports of an item.
func (p Plan) Strayed(archived Plan) bool {
	return p.Version <= archived.Version && p.Changed.At.After(archived.Changed.At)
}
