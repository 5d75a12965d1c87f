package route

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Archiver stores the changes in the table's stream in the archive.
type Archiver struct {
	Archive archive.Store
	// Read decodes a record to a change; ok is false for a record that is not a change.
	Read func(events.DynamoDBEventRecord) (c archive.Change, ok bool, err error)
	// Quarantine stores a record that can't be read, so that it does not block the records
	// after it (SN4).
	Quarantine func(ctx context.Context, sequence string, record []byte, reason error) error
	Now        func() time.Time
	Log        *slog.Logger
	Metrics    string // the stack's name, a dimension of each metric; "": no metrics
}

// Snapshot serves batches of the table's stream.
func Snapshot(a Archiver) lambda.Handler { return lambda.NewHandler(a.handle) }

const (
	// ingestParallel bounds the rooms of a batch that are ingested concurrently (SN11).
	ingestParallel = 16
	// ingestReserve is the time before the function's deadline in which no room is begun.
	ingestReserve = 10 * time.Second
	// answerReserve is the time before the deadline at which calls are cancelled, so that
	// the function still returns its result.
	answerReserve = 2 * time.Second
)

// errNoTime is the error of a room that was not begun before the deadline.
var errNoTime = errors.New("the function's time is nearly over")

// handle ingests a batch, its rooms concurrently. For a room whose changes can't be stored
// it returns the sequence number of the room's first change as a failure; Lambda repeats the
// batch from the lowest of these, and what was stored stays stored (SN4). Rooms for which
// no time is left are returned in the same way, because a function that times out can't
// return which rooms it stored (SN11).
//
// A record that can't be read is quarantined, since a retry could not read it either. So are
// the changes of a room whose archive can't be read: else they would delay the other rooms
// until the stream drops them.
func (a Archiver) handle(ctx context.Context, e events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	f := &failures{log: a.Log}
	order, batches := a.read(ctx, e.Records, f)
	outOfTime := func() bool { return false }
	if deadline, ok := ctx.Deadline(); ok {
		outOfTime = func() bool { return time.Until(deadline) < ingestReserve }
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-answerReserve))
		defer cancel()
	}
	var group errgroup.Group
	group.SetLimit(ingestParallel)
	for _, id := range order {
		group.Go(func() error {
			err := errNoTime
			if !outOfTime() {
				err = a.ingestRoom(ctx, id, batches[id])
			}
			if err != nil {
				f.add(string(batches[id].changes[0].Sequence), err)
			}
			return nil // one room's failure does not stop the others
		})
	}
	_ = group.Wait()
	return f.out, nil
}

// ingestRoom ingests the changes of one room, or quarantines them if its archive can't be read.
func (a Archiver) ingestRoom(ctx context.Context, id room.ID, b *roomBatch) error {
	err := archive.Ingest(ctx, a.Archive, id, b.changes)
	if !errors.Is(err, archive.ErrUnreadable) {
		return err
	}
	for _, record := range b.records {
		if err := a.quarantine(ctx, record, err); err != nil {
			return err
		}
	}
	return nil
}

// roomBatch has the changes of one room in a batch, and the stream records of them.
type roomBatch struct {
	changes []archive.Change
	records []events.DynamoDBEventRecord
}

// read groups the changes of a batch by room, each room's in the stream's order; order has
// the rooms by their first change. Records that can't be read are quarantined.
func (a Archiver) read(
	ctx context.Context, records []events.DynamoDBEventRecord, f *failures,
) (order []room.ID, batches map[room.ID]*roomBatch) {
	batches = map[room.ID]*roomBatch{}
	for _, record := range records {
		c, ok, err := a.Read(record)
		if err != nil {
			if err := a.quarantine(ctx, record, err); err != nil {
				f.add(record.Change.SequenceNumber, err)
				break // Lambda repeats this record and all after it
			}
			continue
		}
		if !ok {
			continue
		}
		if batches[c.Room] == nil {
			order = append(order, c.Room)
			batches[c.Room] = &roomBatch{}
		}
		b := batches[c.Room]
		b.changes = append(b.changes, c)
		b.records = append(b.records, record)
	}
	return order, batches
}

// failures collects the records that Lambda must repeat.
type failures struct {
	log *slog.Logger

	mu  sync.Mutex
	out events.DynamoDBEventResponse
}

func (f *failures) add(sequence string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.log.Error("keep change", "sequence", sequence, "err", err)
	f.out.BatchItemFailures = append(f.out.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: sequence})
}

// quarantine stores a record as JSON, logs it and counts it.
func (a Archiver) quarantine(ctx context.Context, r events.DynamoDBEventRecord, reason error) error {
	text, err := json.Marshal(r) // the event's attribute values implement encoding/json only
	if err != nil {
		return err
	}
	sequence := r.Change.SequenceNumber
	if err := a.Quarantine(ctx, sequence, text, reason); err != nil {
		return fmt.Errorf("quarantine record: %w", err)
	}
	attrs := []any{"sequence", sequence, "err", reason, "quarantined", 1}
	if a.Metrics != "" {
		attrs = append(attrs, "stack", a.Metrics, "_aws", emf{a.Now().UnixMilli(), quarantinedDirective})
	}
	a.Log.Error("record quarantined", attrs...)
	return nil
}
