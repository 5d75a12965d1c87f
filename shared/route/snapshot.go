package route

import (
	"context"
	"log/slog"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
)

// Keeper puts the table's stream into the archive.
type Keeper struct {
	Archive room.Archive
	// Read makes a change of a record; ok is false for one that is none.
	Read func(events.DynamoDBEventRecord) (c room.Change, ok bool, err error)
	Log  *slog.Logger
}

// Snapshot serves the table's stream.
func Snapshot(k Keeper) lambda.Handler { return lambda.NewHandler(k.keep) }

// keep stores a batch room by room. A record that can't be read or stored is
// reported by its sequence number; Lambda then comes again from the first one that
// was reported, and what was stored before it stays (SN4).
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
			fail(record.Change.SequenceNumber, err)
			break // what follows comes again with it, in order
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
			fail(changes[id][0].Sequence, err)
		}
	}
	return out, nil
}
