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

// Archiver puts the table's stream into the archive.
type Archiver struct {
	Archive archive.Store
	// Read makes a change of a record; ok is false for one that is none.
	Read func(events.DynamoDBEventRecord) (c archive.Change, ok bool, err error)
	// Quarantine keeps a record that can't be read, so that it stops no room (SN4).
	Quarantine func(ctx context.Context, sequence string, record []byte, reason error) error
	Now        func() time.Time
	Log        *slog.Logger
	Metrics    string // the stack's name in metrics; "" writes none
}

// Snapshot serves the table's stream.
func Snapshot(k Archiver) lambda.Handler { return lambda.NewHandler(k.handle) }

const (
	// keepParallel bounds the rooms of a batch that are written side by side.
	keepParallel = 16
	// keepReserve is how long before the function's deadline no more rooms are begun.
	keepReserve = 10 * time.Second
	// answerReserve is how long before the deadline calls are given up, so that the
	// function still answers.
	answerReserve = 2 * time.Second
)

// errNoTime is what is said of a room that was not begun.
var errNoTime = errors.New("the function's time is nearly over")

// handle stores a batch, rooms side by side. A record that can't be read will not be
// readable the next time either: it is parked. What can't be stored is reported by the
// sequence number of its room's first change; Lambda then comes again from the lowest
// that was reported, and what was stored before it stays (SN4). Rooms for which there
// is no time left are reported, too: a function that timed out would lose what it knows.
// Changes of a room whose archive can't be read are parked: they would hold up the others
// for as long as Lambda comes again.
func (k Archiver) handle(ctx context.Context, e events.DynamoDBEvent) (events.DynamoDBEventResponse, error) {
	f := &failures{log: k.Log}
	order, parts := k.read(ctx, e.Records, f)
	late := func() bool { return false }
	if deadline, ok := ctx.Deadline(); ok {
		late = func() bool { return time.Until(deadline) < keepReserve }
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-answerReserve))
		defer cancel()
	}
	var group errgroup.Group
	group.SetLimit(keepParallel)
	for _, id := range order {
		group.Go(func() error {
			err := errNoTime
			if !late() {
				err = k.keepRoom(ctx, id, parts[id])
			}
			if err != nil {
				f.add(string(parts[id].changes[0].Sequence), err)
			}
			return nil // one room's failure does not stop the others
		})
	}
	_ = group.Wait()
	return f.out, nil
}

func (k Archiver) keepRoom(ctx context.Context, id room.ID, p *part) error {
	err := archive.Ingest(ctx, k.Archive, id, p.changes)
	if !errors.Is(err, archive.ErrUnreadable) {
		return err
	}
	for _, record := range p.records {
		if err := k.quarantine(ctx, record, err); err != nil {
			return err
		}
	}
	return nil
}

// part is what a batch has of one room: changes, and the records that they are in.
type part struct {
	changes []archive.Change
	records []events.DynamoDBEventRecord
}

// read sorts the records of a batch by room, each room's in order. What can't be read is
// parked.
func (k Archiver) read(
	ctx context.Context, records []events.DynamoDBEventRecord, f *failures,
) (order []room.ID, parts map[room.ID]*part) {
	parts = map[room.ID]*part{}
	for _, record := range records {
		c, ok, err := k.Read(record)
		if err != nil {
			if err := k.quarantine(ctx, record, err); err != nil {
				f.add(record.Change.SequenceNumber, err)
				break // what follows comes again with it, in order
			}
			continue
		}
		if !ok {
			continue
		}
		if parts[c.Room] == nil {
			order, parts[c.Room] = append(order, c.Room), &part{}
		}
		p := parts[c.Room]
		p.changes, p.records = append(p.changes, c), append(p.records, record)
	}
	return order, parts
}

// failures are the records that Lambda brings again.
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

func (k Archiver) quarantine(ctx context.Context, r events.DynamoDBEventRecord, reason error) error {
	text, err := json.Marshal(r) // its own attribute values know encoding/json
	if err != nil {
		return err
	}
	sequence := r.Change.SequenceNumber
	if err := k.Quarantine(ctx, sequence, text, reason); err != nil {
		return fmt.Errorf("park record: %w", err)
	}
	attrs := []any{"sequence", sequence, "err", reason, "parked", 1}
	if k.Metrics != "" {
		attrs = append(attrs, "stack", k.Metrics, "_aws", emf{k.Now().UnixMilli(), quarantinedDirective})
	}
	k.Log.Error("record parked", attrs...)
	return nil
}
