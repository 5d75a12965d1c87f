package usage

import (
	"context"
	"sync"
)

// Meter counts the usage of one invocation. It is passed in the context, because the packages that
// count (dynamo and apigw) and the one that stores the result (route) do not call each other. It is
// safe for concurrent use.
type Meter struct {
	mu    sync.Mutex
	usage Usage
}

type meterKey struct{}

// WithMeter returns a context with a new meter, and the meter.
func WithMeter(ctx context.Context) (context.Context, *Meter) {
	m := &Meter{}
	return context.WithValue(ctx, meterKey{}, m), m
}

// MeterFrom returns the context's meter, or a new meter that nobody reads if it has none.
func MeterFrom(ctx context.Context) *Meter {
	if m, ok := ctx.Value(meterKey{}).(*Meter); ok {
		return m
	}
	return &Meter{}
}

// Add adds u to the usage.
func (m *Meter) Add(u Usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.usage = m.usage.Add(u)
}

// Usage returns the usage counted so far.
func (m *Meter) Usage() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.usage
}
