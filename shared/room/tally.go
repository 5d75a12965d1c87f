package room

import (
	"context"
	"sync"
)

// Tally counts what one invocation uses. It travels in the context, since those who
// count (table, posts) and the one who asks (the route) don't know each other. Safe for
// use by several at once.
type Tally struct {
	mu  sync.Mutex
	use Use
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
