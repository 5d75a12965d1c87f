package eventsource

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/events"
)

// Memory is a Source of the changes of a store in memory. It has no stored position, and each
// mapping needs its own.
type Memory struct {
	mu     sync.Mutex
	queue  []events.DynamoDBEventRecord
	filled chan struct{} // has one element when queue may have records
}

// NewMemory returns an empty source.
func NewMemory() *Memory { return &Memory{filled: make(chan struct{}, 1)} }

// Add appends a record. It never blocks, since a store calls it under its lock.
func (m *Memory) Add(r events.DynamoDBEventRecord) {
	m.mu.Lock()
	m.queue = append(m.queue, r)
	m.mu.Unlock()
	select {
	case m.filled <- struct{}{}:
	default:
	}
}

func (m *Memory) Next(ctx context.Context) ([]events.DynamoDBEventRecord, error) {
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-m.filled:
		}
		m.mu.Lock()
		records := m.queue
		m.queue = nil
		m.mu.Unlock()
		if len(records) > 0 {
			return records, nil
		}
	}
}

func (m *Memory) Done(string) error { return nil }
