// Package stream carries a table's changes to a function as a Lambda event
// source mapping does: filtered, in batches, in order, retried until they are
// taken or given up.
//
// A [Mapping] reads a [Source] (the table's stream, or a memory store's changes)
// and delivers. Its promise is AWS's: every record at least once, in order; a
// record that can't be delivered blocks those behind it until its retries are
// used up, and is parked then.
package stream

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// Source is where records come from, in order.
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
	Window      time.Duration // how long to gather a batch
	Retries     int           // of a failing batch; negative: without end
	Bisect      bool          // halve a failing batch
	ReportItems bool          // the function names the records that failed

	// Park is told of records that were given up. It must not lose them.
	Park func(records []events.DynamoDBEventRecord, reason error) error
	// Backoff is how long to wait before the n-th retry, n from 1; nil: AWS-like,
	// doubling from 100 ms to 10 s.
	Backoff func(n int) time.Duration
	Log     *slog.Logger
}

// Run carries records until ctx ends, or until records can't even be parked.
func (m *Mapping) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	incoming := make(chan events.DynamoDBEventRecord, m.BatchSize)
	go m.read(ctx, incoming)
	for {
		batch, last, err := m.gather(ctx, incoming)
		if err != nil {
			return err
		}
		if err := m.deliver(ctx, batch); err != nil {
			return err
		}
		if err := m.Source.Done(last); err != nil {
			m.Log.Error("stream position", "function", m.Function, "error", err)
		}
	}
}

// read moves records from the source to the mapping. A source that fails is
// asked again.
func (m *Mapping) read(ctx context.Context, incoming chan<- events.DynamoDBEventRecord) {
	for {
		records, err := m.Source.Next(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			m.Log.Warn("reading the stream", "function", m.Function, "error", err)
			wait(ctx, time.Second)
		}
		for _, r := range records {
			select {
			case incoming <- r:
			case <-ctx.Done():
				return
			}
		}
	}
}

// gather collects matching records until the batch is full or its window is
// over, and gives the sequence number of the last record it saw, matching or
// not. Without a window it takes what is there.
func (m *Mapping) gather(ctx context.Context, incoming <-chan events.DynamoDBEventRecord) (batch []events.DynamoDBEventRecord, last string, err error) {
	var over <-chan time.Time // nil until the first record is there
	for {
		select {
		case <-ctx.Done():
			return nil, "", ctx.Err()
		case <-over:
			return batch, last, nil
		case r := <-incoming:
			last = r.Change.SequenceNumber
			if m.matches(r) {
				batch = append(batch, r)
			}
		}
		if len(batch) >= m.BatchSize || (len(incoming) == 0 && (m.Window == 0 || len(batch) == 0)) {
			return batch, last, nil
		}
		if over == nil && m.Window > 0 && len(batch) > 0 {
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
		return true // the function will say what is wrong with it
	}
	var v map[string]any
	return json.Unmarshal(b, &v) != nil || m.Filter.Match(v)
}

// wait returns false when ctx ends first.
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
