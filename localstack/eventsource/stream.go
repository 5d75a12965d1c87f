// Package eventsource carries a table's changes to a function as a Lambda event
// source mapping does: filtered, in batches, in order, retried until they are
// accepted or given to the on-failure destination.
//
// A [Mapping] reads a [Source] (the table's stream, or a memory store's changes)
// and delivers. Its promise is AWS's: every record at least once, those of one row in
// order; a record that can't be delivered blocks those behind it until its retries are
// used up, and then goes to the on-failure destination.
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
	// Next waits for records and returns at least one, or ctx's error. Records that
	// were returned come again only after a restart.
	Next(ctx context.Context) ([]events.DynamoDBEventRecord, error)
	// Done says that all records up to and including the one with this sequence
	// number need not come again, not even after a restart.
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
	BatchSize   int           // records an invocation at most
	Parallel    int           // batches at once, 0 for one; a row's records stay in order
	Window      time.Duration // how long to gather a batch
	Retries     int           // of a failing batch; negative: as long as its records live
	MaxAge      time.Duration // how long a record lives; 0: without end
	Bisect      bool          // halve a failing batch
	ReportItems bool          // the function names the records that failed

	// OnFailure stores records whose retries are used up, as an on-failure destination does. Its
	// error ends Run.
	OnFailure func(records []events.DynamoDBEventRecord, reason error) error
	// Backoff is how long to wait before the n-th retry, n from 1; nil: AWS-like,
	// doubling from 100 ms to 10 s.
	Backoff func(n int) time.Duration
	Now     func() time.Time // nil: the system's clock
	Log     *slog.Logger
}

// Run delivers records until ctx ends or OnFailure fails.
func (m *Mapping) Run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	lanes := make([]chan pending, max(1, m.Parallel))
	checkpoint := &checkpoint{done: func(sequence string) {
		if err := m.Source.Done(sequence); err != nil {
			m.Log.Error("stream position", "function", m.Function, "error", err)
		}
	}}
	for n := range lanes {
		lanes[n] = make(chan pending, m.BatchSize)
		group.Go(func() error { return m.carry(ctx, lanes[n], checkpoint) })
	}
	group.Go(func() error { return m.read(ctx, lanes, checkpoint) })
	return group.Wait()
}

// carry delivers the records of one lane in batches.
func (m *Mapping) carry(ctx context.Context, lane <-chan pending, c *checkpoint) error {
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
			m.Log.Warn("reading the stream", "function", m.Function, "error", err)
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

// row returns a hash of the record's keys. Lambda keeps the order of an item, by partition and
// sort key, when it processes several batches of a shard at once.
func row(r events.DynamoDBEventRecord) uint32 {
	h := fnv.New32a()
	for _, name := range slices.Sorted(maps.Keys(r.Change.Keys)) {
		v := r.Change.Keys[name]
		text, err := v.MarshalJSON()
		if err != nil {
			continue // of no kind that a key may be
		}
		_, _ = h.Write(append([]byte(name), text...))
	}
	return h.Sum32()
}

// gather collects records until the batch is full or its window has ended. Without a window it
// takes the records that are available.
func (m *Mapping) gather(ctx context.Context, lane <-chan pending) (batch []pending, err error) {
	var over <-chan time.Time // nil until the first record is there
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

func (m *Mapping) matches(r events.DynamoDBEventRecord) bool {
	if len(m.Filter) == 0 {
		return true
	}
	b, err := json.Marshal(r)
	if err != nil {
		return true // the function reports what is wrong with it
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
