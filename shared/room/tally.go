package room

import (
	"context"
	"fmt"
	"sync"
)

// Tally counts what one invocation does, and notes what it stored. It travels in
// the context, since those who count (table, posts) and the one who asks (the
// route) don't know each other. Safe for use by several at once.
type Tally struct {
	mu     sync.Mutex
	use    Use
	op     Op
	stored []string
}

type tallyKey struct{}

// WithTally is a context whose work is counted.
func WithTally(ctx context.Context) (context.Context, *Tally) {
	t := &Tally{}
	return context.WithValue(ctx, tallyKey{}, t), t
}

// TallyOf is the context's tally; without one, what is counted is forgotten.
func TallyOf(ctx context.Context) *Tally {
	if t, ok := ctx.Value(tallyKey{}).(*Tally); ok {
		return t
	}
	return &Tally{}
}

// Add counts.
func (t *Tally) Add(u Use) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.use = t.use.Plus(u)
}

// Use is what was counted so far.
func (t *Tally) Use() Use {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.use
}

// Stored is the command that was carried out, and the rows as they stand since,
// each as "sofa@13": its id and version. A plan is "@4".
func (t *Tally) Stored() (Op, []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.op, t.stored
}

func (t *Tally) store(op Op, items []Item, plan *Plan) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.op = op
	for _, i := range items {
		t.stored = append(t.stored, fmt.Sprintf("%s@%d", i.ID, i.Version))
	}
	if plan != nil {
		t.stored = append(t.stored, fmt.Sprintf("@%d", plan.Version))
	}
}
