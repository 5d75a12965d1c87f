package route

import (
	"context"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// Bundler sends the events that were added to bundles to the viewers of crowded rooms (BC8).
type Bundler struct {
	// Read decodes a record; ok is false for a record that has no message.
	Read func(events.DynamoDBEventRecord) (id room.ID, m room.BundledMessage, ok bool, err error)
	// Deliver posts a bundle. After an error nothing was posted.
	Deliver func(context.Context, room.ID, room.Bundle) error
	Log     *slog.Logger
}

// Crowd serves batches of the table's stream.
func Crowd(b Bundler) lambda.Handler { return lambda.NewHandler(b.handle) }

const (
	// deliverParallel bounds the rooms of a batch that are delivered concurrently.
	deliverParallel = 16
	// deliverReserve is the time before the function's deadline in which no room is begun.
	deliverReserve = 10 * time.Second
)

// bundle has the events of one room in a batch.
type bundle struct {
	room.Bundle
	first string // sequence number of the first record
}

// handle delivers one bundle to each room in the batch. For a room whose bundle can't be
// delivered it returns the first of its records as a failure. Lambda repeats the batch from the
// lowest of these, so other rooms may get their events twice, which is harmless (SY2).
//
// A record that can't be read is logged and left out: a retry could not read it either, and the
// clients' syncs repair it (SY3).
func (b Bundler) handle(ctx context.Context, e events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	f := &failures{log: b.Log}
	order, bundles := b.read(e.Records)
	var group errgroup.Group
	group.SetLimit(deliverParallel)
	for _, id := range order {
		group.Go(func() error {
			err := errNoTime
			if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > deliverReserve {
				err = b.Deliver(ctx, id, bundles[id].Bundle)
			}
			if err != nil {
				f.add(bundles[id].first, err)
			}
			return nil // one room's failure does not stop the others
		})
	}
	_ = group.Wait()
	return f.out, nil
}

// read groups the events of a batch by room, each room's in the stream's order; order has the
// rooms by their first record.
func (b Bundler) read(records []events.DynamoDBEventRecord) (order []room.ID, bundles map[room.ID]*bundle) {
	bundles = map[room.ID]*bundle{}
	for _, record := range records {
		sequence := record.Change.SequenceNumber
		id, m, ok, err := b.Read(record)
		var event room.Event
		if ok {
			event, err = wire.DecodeBundled(m.Message)
		}
		if err != nil {
			b.Log.Error("event of a bundle", "sequence", sequence, "err", err)
		}
		if !ok || err != nil {
			continue
		}
		if bundles[id] == nil {
			order = append(order, id)
			bundles[id] = &bundle{first: sequence}
		}
		bundles[id].Events = append(bundles[id].Events, room.BundledEvent{At: m.At, Event: event})
	}
	return order, bundles
}
