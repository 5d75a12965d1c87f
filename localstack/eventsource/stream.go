// Package eventsource sends the changes of a table to a function as a Lambda event source mapping
// does: filtered, in batches, in order, and retried until the function accepts them or they go to
// the on-failure destination.
//
// A [Mapping] reads records from a [Source], which is the table's stream or the changes of a store
// in memory, and delivers them with AWS's guarantees: every record is delivered at least once, and
// the records of one row in order. A record that can't be delivered blocks the records after it
// until its retries are used up, and then goes to the on-failure destination.
package eventsource

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"log/slog"
	"maps"
	"slices"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"golang.org/x/sync/errgroup"
)

// Source returns stream records in order.
type Source interface {
	// Next waits for records and returns at least one, or ctx's error. It returns a record again
	// only after a restart.
	Next(ctx context.Context) ([]events.DynamoDBEventRecord, error)
	// Done marks all records up to and including the one with this sequence number as delivered.
	// Next does not return them again, not even after a restart.
	Done(sequence string) error
}

// Invoker runs a function.
type Invoker interface {
	Invoke(ctx context.Context, function string, payload []byte) ([]byte, error)
}

// Mapping is one event source mapping.
type Mapping struct {
	Source   Source
	Invoker  Invoker
	Function string // physical name

	Filter      Filter
	BatchSize   int           // maximum number of records in an invocation
	Parallel    int           // maximum number of concurrent batches, 0 for one; a row's records stay in order
	Window      time.Duration // maximum time to collect a batch
	Retries     int           // of a failing batch; negative: until its records are older than MaxAge
	MaxAge      time.Duration // maximum age of a record; 0: unlimited
	Bisect      bool          // split a failing batch into halves
	ReportItems bool          // the function's answer names the failed records (ReportBatchItemFailures)

	// OnFailure stores records whose retries are used up or that are too old, as an on-failure
	// destination does. If it returns an error, Run ends.
	OnFailure func(records []events.DynamoDBEventRecord, reason error) error
	// Backoff returns the time to wait before the n-th retry, from n = 1. The default doubles from
	// 100 ms to 10 s.
	Backoff func(n int) time.Duration
	Now     func() time.Time // default time.Now
	Log     *slog.Logger
}

// Run delivers records until ctx ends or OnFailure fails.
func (m *Mapping) Run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	lanes := make([]chan pending, max(1, m.Parallel))
	checkpoint := &checkpoint{done: func(sequence string) {
		if err := m.Source.Done(sequence); err != nil {
			m.Log.Error("storing the stream position failed", "function", m.Function, "error", err)
		}
	}}
	for n := range lanes {
		lanes[n] = make(chan pending, m.BatchSize)
		group.Go(func() error { return m.deliverLane(ctx, lanes[n], checkpoint) })
	}
	group.Go(func() error { return m.read(ctx, lanes, checkpoint) })
	return group.Wait()
}

// deliverLane delivers the records of one lane in batches.
func (m *Mapping) deliverLane(ctx context.Context, lane <-chan pending, c *checkpoint) error {
	for {
		batch, err := m.gather(ctx, lane)
		if err != nil {
			return err
		}
		records := make([]events.DynamoDBEventRecord, len(batch))
		for n, p := range batch {
			records[n] = p.record
		}
		if err := m.deliver(ctx, records); err != nil {
			return err
		}
		c.finish(batch...)
	}
}

// read distributes records from the source to the lanes. Records of one row always go to the same
// lane. A failing source is retried.
func (m *Mapping) read(ctx context.Context, lanes []chan pending, c *checkpoint) error {
	for {
		records, err := m.Source.Next(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			m.Log.Warn("reading the stream failed", "function", m.Function, "error", err)
			wait(ctx, time.Second)
		}
		for _, r := range records {
			p := c.begin(r)
			if !m.matches(r) {
				c.finish(p)
				continue
			}
			select {
			case lanes[row(r)%uint32(len(lanes))] <- p:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}

// row returns a hash of the record's keys. When Lambda processes several batches of a shard at once,
// it keeps the order of the records with the same partition and sort key.
func row(r events.DynamoDBEventRecord) uint32 {
	h := fnv.New32a()
	for _, name := range slices.Sorted(maps.Keys(r.Change.Keys)) {
		v := r.Change.Keys[name]
		text, err := v.MarshalJSON()
		if err != nil {
			continue // a type that a key cannot have
		}
		_, _ = h.Write(append([]byte(name), text...))
	}
	return h.Sum32()
}

// gather collects records until the batch is full or its window has ended. Without a window it
// returns the records that are available, at least one.
func (m *Mapping) gather(ctx context.Context, lane <-chan pending) (batch []pending, err error) {
	var over <-chan time.Time // nil until there is a record
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-over:
			return batch, nil
		case p := <-lane:
			batch = append(batch, p)
		}
		if len(batch) >= m.BatchSize || m.Window == 0 && len(lane) == 0 {
			return batch, nil
		}
		if over == nil && m.Window > 0 {
			over = time.After(m.Window)
		}
	}
}

// matches reports whether the filter matches the record.
func (m *Mapping) matches(r events.DynamoDBEventRecord) bool {
	if len(m.Filter) == 0 {
		return true
	}
	b, err := json.Marshal(r)
	if err != nil {
		return true // let the function report the error
	}
	var v map[string]any
	return json.Unmarshal(b, &v) != nil || m.Filter.Match(v)
}

// wait waits for d. It returns false if ctx ends first.
func wait(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
