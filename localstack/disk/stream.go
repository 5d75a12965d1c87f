package disk

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"strconv"

	"github.com/aws/aws-lambda-go/events"
	"go.etcd.io/bbolt"

	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
)

// Source reads the stream: the changes of items and plans, as the table's stream delivers them. Its
// position is stored in the table's file by the next transaction, and by Close: it needs no fsync of
// its own. After a kill of the process the changes of the last delivery may be delivered again, as
// Lambda's event source mapping may do.
type Source struct {
	store *Store
	name  string
	last  uint64 // the last change that Next returned; only Next uses it
}

var _ eventsource.Source = (*Source)(nil)

// maxRecords is the maximum number of records that Next returns.
const maxRecords = 1000

// Source opens the stream at the stored position of the source of that name. Without one it begins
// with the oldest change or, with latest, with the next one. A change stays in the file until all
// sources that were ever opened have delivered it.
func (s *Store) Source(name string, latest bool) (*Source, error) {
	source := &Source{store: s, name: name}
	err := s.update(context.Background(), func(t *transaction) error {
		if position := t.positions.Get([]byte(name)); position != nil {
			source.last = binary.BigEndian.Uint64(position)
		} else if latest {
			source.last = t.stream.Sequence()
		}
		s.setPosition(name, source.last)
		t.wrote = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	return source, nil
}

func (s *Source) Next(ctx context.Context) ([]events.DynamoDBEventRecord, error) {
	for {
		changed := s.store.nextChange()
		records, err := s.read()
		if err != nil || len(records) > 0 {
			return records, err
		}
		select {
		case <-changed:
		case <-s.store.closing:
			return nil, ErrClosed
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// read returns the changes after the last one.
func (s *Source) read() (records []events.DynamoDBEventRecord, err error) {
	err = s.store.read(func(tx *bbolt.Tx) error {
		c := tx.Bucket(streamBucket).Cursor()
		for key, value := c.Seek(number(s.last + 1)); key != nil && len(records) < maxRecords; key, value = c.Next() {
			sequence := binary.BigEndian.Uint64(key)
			record, err := toRecord(sequence, value)
			if err != nil {
				return err
			}
			records = append(records, record)
			s.last = sequence
		}
		return nil
	})
	return records, err
}

func toRecord(sequence uint64, value []byte) (events.DynamoDBEventRecord, error) {
	var row streamRow
	if err := decode(value, &row); err != nil {
		return events.DynamoDBEventRecord{}, fmt.Errorf("change %d: %w", sequence, err)
	}
	record, err := row.record(archive.Sequence(fmt.Sprintf("%021d", sequence)))
	if err != nil {
		return events.DynamoDBEventRecord{}, fmt.Errorf("change %d: %w", sequence, err)
	}
	record.Change.ApproximateCreationDateTime = events.SecondsEpochTime{Time: row.At}
	return record, nil
}

// record returns the record of the table's stream.
func (r streamRow) record(sequence archive.Sequence) (events.DynamoDBEventRecord, error) {
	if r.Bundled != nil {
		return dynamo.BundleRecord(r.Room, sequence, *r.Bundled), nil
	}
	c, err := r.change()
	c.Sequence = sequence
	return dynamo.StreamRecord(c), err
}

// AddToBundle adds a message to the stream alone: nothing else reads it.
func (s *Store) AddToBundle(ctx context.Context, id room.ID, m room.BundledMessage) error {
	return s.update(ctx, func(t *transaction) error {
		return t.record(streamRow{Room: id, At: t.now, Bundled: &m})
	})
}

// Done marks the changes up to sequence as delivered by this source.
func (s *Source) Done(sequence string) error {
	position, err := strconv.ParseUint(sequence, 10, 64)
	if err != nil {
		return err
	}
	select {
	case <-s.store.closing:
		return ErrClosed
	default:
	}
	s.store.setPosition(s.name, position)
	return nil
}

// deliver stores the positions of the open sources, and deletes the changes that all sources have
// delivered.
func (t *transaction) deliver(open map[string]uint64) error {
	if len(open) == 0 {
		return nil
	}
	for name, position := range open {
		stored := number(position)
		if bytes.Equal(t.positions.Get([]byte(name)), stored) {
			continue
		}
		if err := t.positions.Put([]byte(name), stored); err != nil {
			return err
		}
	}
	earliest := t.stream.Sequence()
	if err := t.positions.ForEach(func(_, position []byte) error {
		earliest = min(earliest, binary.BigEndian.Uint64(position))
		return nil
	}); err != nil {
		return err
	}
	var delivered [][]byte
	c := t.stream.Cursor()
	for key, _ := c.First(); key != nil && binary.BigEndian.Uint64(key) <= earliest; key, _ = c.Next() {
		delivered = append(delivered, key)
	}
	for _, key := range delivered {
		if err := t.stream.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) setPosition(source string, position uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delivered[source] = position
}

// positions returns the position of each open source.
func (s *Store) positions() map[string]uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.delivered)
}

// nextChange returns a channel that is closed when the stream has records that it does not have now.
func (s *Store) nextChange() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

func (s *Store) wakeReaders() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.changed)
	s.changed = make(chan struct{})
}
