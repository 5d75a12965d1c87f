package eventsource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-lambda-go/events"
	smithytime "github.com/aws/smithy-go/time"

	"homstyle.dev/planner/localstack/lambdaruntime"
)

// deliver invokes the function with a batch until each record was accepted by the function or passed
// to OnFailure. It returns an error only when ctx ends or OnFailure fails.
func (m *Mapping) deliver(ctx context.Context, batch []events.DynamoDBEventRecord) error {
	for attempt, throttled := 0, 0; len(batch) > 0; {
		rest, err := m.invoke(ctx, batch)
		if err == nil && len(rest) == 0 {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(rest) < len(batch) { // progress was made: reset the retries of the rest
			batch, attempt = rest, 0
			continue
		}
		live, old := m.expired(batch)
		if len(old) > 0 {
			if err := m.OnFailure(old, fmt.Errorf("older than %s: %w", m.MaxAge, err)); err != nil {
				return err
			}
			batch, attempt = live, 0
			continue
		}
		if errors.Is(err, lambdaruntime.ErrThrottled) { // not a failure of the function: retried until the records are too old
			throttled++
			if smithytime.SleepWithContext(ctx, m.backoff(throttled)) != nil {
				return ctx.Err()
			}
			continue
		}
		attempt++
		switch {
		case m.Retries >= 0 && attempt > m.Retries:
			return m.OnFailure(batch, err)
		case m.Bisect && len(batch) > 1:
			return m.deliverHalves(ctx, batch)
		}
		if smithytime.SleepWithContext(ctx, m.backoff(attempt)) != nil {
			return ctx.Err()
		}
	}
	return nil
}

// expired splits a batch into the records younger than MaxAge and the older ones.
func (m *Mapping) expired(batch []events.DynamoDBEventRecord) (live, old []events.DynamoDBEventRecord) {
	now := time.Now
	if m.Now != nil {
		now = m.Now
	}
	for _, r := range batch {
		made := r.Change.ApproximateCreationDateTime.Time
		if m.MaxAge > 0 && !made.IsZero() && now().Sub(made) >= m.MaxAge {
			old = append(old, r)
		} else {
			live = append(live, r)
		}
	}
	return live, old
}

// deliverHalves delivers both halves of a failing batch, each with its own retries, so that a single
// bad record is isolated.
func (m *Mapping) deliverHalves(ctx context.Context, batch []events.DynamoDBEventRecord) error {
	middle := len(batch) / 2
	if err := m.deliver(ctx, batch[:middle]); err != nil {
		return err
	}
	return m.deliver(ctx, batch[middle:])
}

// invoke runs the function and returns the records to retry and the reason: no records, all records,
// or those from the first failed one.
func (m *Mapping) invoke(
	ctx context.Context, batch []events.DynamoDBEventRecord,
) (retry []events.DynamoDBEventRecord, err error) {
	payload, err := json.Marshal(events.DynamoDBEvent{Records: batch})
	if err != nil {
		return batch, err
	}
	out, err := m.Invoker.Invoke(ctx, m.Function, payload)
	if err != nil {
		return batch, err
	}
	if !m.ReportItems {
		return nil, nil
	}
	var answer events.DynamoDBEventResponse
	if err := json.Unmarshal(out, &answer); err != nil {
		return batch, fmt.Errorf("decoding the function's batchItemFailures: %w", err)
	}
	return failedFrom(batch, answer.BatchItemFailures)
}

// failedFrom returns the records of the batch from the first failed one on. As in Lambda, an empty or
// unknown identifier fails the whole batch.
func failedFrom(
	batch []events.DynamoDBEventRecord, failures []events.DynamoDBBatchItemFailure,
) ([]events.DynamoDBEventRecord, error) {
	first := len(batch)
	for _, f := range failures {
		at := slices.IndexFunc(batch, func(r events.DynamoDBEventRecord) bool {
			return r.Change.SequenceNumber == f.ItemIdentifier
		})
		first = min(first, max(at, 0))
	}
	if first == len(batch) {
		return nil, nil
	}
	return batch[first:], errors.New("the function reported a failure of record " + batch[first].Change.SequenceNumber)
}

// backoff returns the time to wait before the n-th retry.
func (m *Mapping) backoff(n int) time.Duration {
	if m.Backoff != nil {
		return m.Backoff(n)
	}
	return min(100*time.Millisecond<<min(n-1, 10), 10*time.Second)
}
