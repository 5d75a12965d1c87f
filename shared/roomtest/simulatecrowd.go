package roomtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
)

// SimulateCrowd is Simulate with more viewers than a room lists.
func SimulateCrowd(seed uint64) error {
	w := newSimulation(seed)
	w.crowd.viewers = room.MaxListedPeers + w.rng.IntN(20)
	w.people(2+w.rng.IntN(3), w.crowd.viewers)
	w.run(w.start.Add(simulated))
	w.quiesce(2*crowdSyncEvery*time.Millisecond + time.Minute)
	return w.result(seed)
}

// SimulateCalmCrowd is SimulateCrowd without faults. The clients must equal the table although
// viewers send no digest after that of their first seconds.
func SimulateCalmCrowd(seed uint64) error {
	w := newSimulation(seed)
	w.faulty = false
	w.crowd.viewers = room.MaxListedPeers + w.rng.IntN(20)
	w.people(2+w.rng.IntN(3), w.crowd.viewers)
	w.run(w.start.Add(simulated))
	w.quiesce(20 * time.Second)
	if w.broken == nil && w.crowd.delivered == 0 {
		w.broken = errors.New("BC8: no bundle was delivered")
	}
	return w.result(seed)
}

// bundled is the part of a simulation that sends bundles.
type bundled struct {
	viewers   int // at the start; 0: the room is not crowded
	function  lambda.Handler
	fanout    *apigw.Broadcaster
	messages  map[string]room.BundledMessage // by sequence number
	batch     []events.DynamoDBEventRecord   // of the stream's window
	delivered int                            // bundles
}

// frameMs is the batching window of the stream.
const frameMs = 3_000

// The faults of the crowd's functions.
const (
	loseBatch      = 0.02 // it is too old when the function runs again
	doubleBatch    = 0.05 // it is delivered again although it was posted
	failDispatch   = 0.03 // the sender's function posts the shard itself
	loseShard      = 0.02
	doubleShard    = 0.03
	batchAttempts  = 3
	shardLatencyMs = 300
)

// serveCrowd builds the function of the stream, which has its own cache of peers.
func (w *simulation) serveCrowd() lambda.Handler {
	w.crowd.messages = map[string]room.BundledMessage{}
	b := w.broadcaster()
	b.Dispatcher = w
	return route.Crowd(route.Bundler{
		Read: func(r events.DynamoDBEventRecord) (room.ID, room.BundledMessage, bool, error) {
			m, known := w.crowd.messages[r.Change.SequenceNumber]
			return simRoom, m, known, nil
		},
		Deliver: func(ctx context.Context, id room.ID, bundle room.Bundle) error {
			w.crowd.delivered++
			return b.DeliverBundle(ctx, id, bundle)
		},
		Log: slog.New(slog.DiscardHandler),
	})
}

// addBundled adds a record to the stream. The first one of a batch begins its window.
func (w *simulation) addBundled(_ room.ID, sequence archive.Sequence, m room.BundledMessage) {
	w.crowd.messages[string(sequence)] = m
	record := events.DynamoDBEventRecord{Change: events.DynamoDBStreamRecord{SequenceNumber: string(sequence)}}
	w.crowd.batch = append(w.crowd.batch, record)
	if len(w.crowd.batch) == 1 {
		w.after(frameMs, w.deliverBatch)
	}
}

// deliverBatch invokes the function with the batch, and again with the records that failed.
func (w *simulation) deliverBatch() {
	batch := w.crowd.batch
	w.crowd.batch = nil
	if w.chance(loseBatch) {
		return
	}
	again := w.chance(doubleBatch)
	for attempt := 0; len(batch) > 0 && attempt < batchAttempts; attempt++ {
		rest := w.invokeCrowd(batch)
		if len(rest) == 0 && again {
			again = false
			continue
		}
		batch = rest
	}
}

// invokeCrowd returns the records from the first failed one on, or all after a crash.
func (w *simulation) invokeCrowd(batch []events.DynamoDBEventRecord) []events.DynamoDBEventRecord {
	w.note("crowd with %d events", len(batch))
	w.dead, w.skew = false, time.Duration(w.rng.IntN(400)-200)*time.Millisecond
	defer func() { w.dead, w.skew = false, 0 }()
	payload, err := json.Marshal(map[string]any{"Records": records(batch)})
	w.must(err)
	out, err := w.crowd.function.Invoke(context.Background(), payload)
	w.must(err)
	if w.dead {
		return batch
	}
	var answer events.DynamoDBEventResponse
	w.must(json.Unmarshal(out, &answer))
	if len(answer.BatchItemFailures) == 0 {
		return nil
	}
	first := answer.BatchItemFailures[0].ItemIdentifier
	return batch[slices.IndexFunc(batch, func(r events.DynamoDBEventRecord) bool {
		return r.Change.SequenceNumber == first
	}):]
}

// records returns the JSON of records that have a sequence number alone.
func records(batch []events.DynamoDBEventRecord) (all []any) {
	for _, r := range batch {
		all = append(all, map[string]any{"dynamodb": map[string]string{"SequenceNumber": r.Change.SequenceNumber}})
	}
	return all
}

// simulation is the apigw.Dispatcher of the functions, too.
var _ apigw.Dispatcher = (*simulation)(nil)

// Dispatch runs the fanout function some time later.
func (w *simulation) Dispatch(_ context.Context, s apigw.Shard) error {
	if w.dead || w.chance(failDispatch) {
		return fmt.Errorf("the function %w", errFault)
	}
	if w.chance(loseShard) {
		return nil
	}
	run := func() {
		w.dead = false
		w.crowd.fanout.Deliver(context.Background(), s)
		w.dead = false
	}
	w.after(5+w.rng.IntN(shardLatencyMs), run)
	if w.chance(doubleShard) {
		w.after(5+w.rng.IntN(shardLatencyMs), run)
	}
	return nil
}
