package route

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

// Keeper puts the table's stream into the archive.
type Keeper struct {
	Archive room.Archive
	// Read makes a change of a record; ok is false for one that is none.
	Read func(events.DynamoDBEventRecord) (c room.Change, ok bool, err error)
	// Park keeps a record that can't be read, so that it stops no room (SN4).
	Park    func(ctx context.Context, sequence string, record []byte, reason error) error
	Now     func() time.Time
	Log     *slog.Logger
	Metrics string // the stack's name in metrics; "" writes none
}

// Snapshot serves the table's stream.
func Snapshot(k Keeper) lambda.Handler { return lambda.NewHandler(k.keep) }

// keep stores a batch room by room. A record that can't be read will not be readable
// the next time either: it is parked. One that can't be stored is reported by its
// sequence number; Lambda then comes again from the first one that was reported, and
// what was stored before it stays (SN4).
func (k Keeper) keep(ctx context.Context, e events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	var out events.DynamoDBEventResponse
	fail := func(sequence string, err error) {
		k.Log.Error("keep change", "sequence", sequence, "err", err)
		out.BatchItemFailures = append(out.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: sequence})
	}
	var order []room.ID
	changes := map[room.ID][]room.Change{}
	for _, record := range e.Records {
		c, ok, err := k.Read(record)
		if err != nil {
			if err := k.park(ctx, record, err); err != nil {
				fail(record.Change.SequenceNumber, err)
				break // what follows comes again with it, in order
			}
			continue
		}
		if !ok {
			continue
		}
		if changes[c.Room] == nil {
			order = append(order, c.Room)
		}
		changes[c.Room] = append(changes[c.Room], c)
	}
	for _, id := range order {
		if err := room.Keep(ctx, k.Archive, id, changes[id]); err != nil {
			fail(string(changes[id][0].Sequence), err)
		}
	}
	return out, nil
}

func (k Keeper) park(ctx context.Context, r events.DynamoDBEventRecord, reason error) error {
	text, err := json.Marshal(r) // its own attribute values know encoding/json
	if err != nil {
		return err
	}
	sequence := r.Change.SequenceNumber
	if err := k.Park(ctx, sequence, text, reason); err != nil {
		return fmt.Errorf("park record: %w", err)
	}
	attrs := []any{"sequence", sequence, "err", reason, "parked", 1}
	if k.Metrics != "" {
		attrs = append(attrs, "stack", k.Metrics, "_aws", embedded{k.Now().UnixMilli(), parkedDirective})
	}
	k.Log.Error("record parked", attrs...)
	return nil
}
