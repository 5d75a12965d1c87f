package eventsource

import (
	"context"
	"sync"

	"github.com/aws/aws-lambda-go/events"
)

// Memory is a Source that is filled by hand: the stream of a store in memory,
// which has no restart to remember anything over.
type Memory struct {
	mu     sync.Mutex
	queue  []events.DynamoDBEventRecord
	filled chan struct{} // holds one when queue may have records
}

// NewMemory is an empty source.
func NewMemory() *Memory { return &Memory{filled: make(chan struct{}, 1)} }

// Add appends a record. It never waits: a store calls it under its lock.
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
