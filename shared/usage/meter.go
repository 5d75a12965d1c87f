package usage

import (
	"context"
	"sync"
)

// Meter counts what one invocation uses. It travels in the context, since those who count
// (the table's client, the posts) and the one who asks (the route) don't know each other.
// It is safe for use by several goroutines.
type Meter struct {
	mu    sync.Mutex
	usage Usage
}

type meterKey struct{}

// WithMeter returns a context whose work is counted, and its meter.
func WithMeter(ctx context.Context) (context.Context, *Meter) {
	m := &Meter{}
	return context.WithValue(ctx, meterKey{}, m), m
}

// MeterFrom returns the context's meter. Without one, what is counted is dropped.
func MeterFrom(ctx context.Context) *Meter {
	if m, ok := ctx.Value(meterKey{}).(*Meter); ok {
		return m
	}
	return &Meter{}
}

// Add counts u.
func (m *Meter) Add(u Usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.usage = m.usage.Add(u)
}

// Usage returns what was counted so far.
func (m *Meter) Usage() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.usage
}
