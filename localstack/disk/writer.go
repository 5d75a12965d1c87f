package disk

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// maxGroup is the maximum number of writes in one transaction.
const maxGroup = 256

// write is a call of update.
type write struct {
	do   func(*transaction) error
	done chan error // has the result when the transaction is on disk
}

// transaction is the writable part of the file during one transaction.
type transaction struct {
	rows
	stream, positions *bbolt.Bucket
	wrote             bool
	emitted           bool
}

// runWriter is the only writer of the file. It commits all waiting writes in one transaction: those
// that come meanwhile wait for the next one, so a transaction has more writes the longer an fsync
// takes, and a write that comes alone does not wait. (bbolt's own Batch waits 10 ms for more.)
func (s *Store) runWriter() {
	defer close(s.stopped)
	for {
		select {
		case <-s.closing:
			// If this fails, the last changes are delivered again.
			_, _, _ = s.try([]*write{{do: storePositions}})
			return
		case w := <-s.writes:
			s.commitGroup(s.waiting(w))
		}
	}
}

// waiting returns first and the writes that wait.
func (s *Store) waiting(first *write) []*write {
	group := []*write{first}
	for len(group) < maxGroup {
		select {
		case w := <-s.writes:
			group = append(group, w)
		default:
			return group
		}
	}
	return group
}

// commitGroup runs the writes one after the other in one transaction and returns their results when it
// is on disk. If one fails for another reason than a rule, the others run again without it.
func (s *Store) commitGroup(group []*write) {
	for len(group) > 0 {
		results, failed, err := s.try(group)
		if failed < 0 {
			for n, w := range group {
				if err != nil {
					results[n] = err
				}
				w.done <- results[n]
			}
			return
		}
		group[failed].done <- err
		group = slices.Delete(group, failed, failed+1)
	}
}

// try runs the writes in one transaction. failed is the index of the write that cancelled it, or -1.
func (s *Store) try(group []*write) (results []error, failed int, err error) {
	tx, err := s.db.Begin(true)
	if err != nil {
		return make([]error, len(group)), -1, fmt.Errorf("table in %s: %w", s.path, err)
	}
	defer func() { _ = tx.Rollback() }() // has no effect after Commit
	t := &transaction{
		rows:   rows{tx.Bucket(rowsBucket), s.now()},
		stream: tx.Bucket(streamBucket), positions: tx.Bucket(positionBucket),
	}
	results = make([]error, len(group))
	for n, w := range group {
		results[n] = w.do(t)
		if results[n] != nil && !errors.As(results[n], new(*room.Error)) {
			return nil, n, results[n]
		}
	}
	if !t.wrote {
		return results, -1, nil
	}
	if err := t.deliver(s.positions()); err != nil {
		return results, -1, fmt.Errorf("table in %s: %w", s.path, err)
	}
	if err := tx.Commit(); err != nil {
		return results, -1, fmt.Errorf("table in %s: %w", s.path, err)
	}
	if t.emitted {
		s.wakeReaders()
	}
	return results, -1, nil
}

// storePositions makes a transaction of the positions of the sources alone.
func storePositions(t *transaction) error {
	t.wrote = true
	return nil
}

// put writes a row. A row with a TTL is deleted some time after it.
func (t *transaction) put(key []byte, row any, ttl time.Time) error {
	value, err := encode(row, ttl)
	if err != nil {
		return fmt.Errorf("row %s: %w", printable(key), err)
	}
	t.wrote = true
	return t.bucket.Put(key, value)
}

func (t *transaction) delete(key []byte) error {
	t.wrote = true
	return t.bucket.Delete(key)
}

func (t *transaction) putItem(id room.ID, i room.Item) error {
	var ttl time.Time
	if i.Removed {
		ttl = i.Changed.At.Add(room.TombstoneTTL)
	}
	return t.put(itemKey(id, i.ID), itemRow{Schema: room.Schema, Item: i}, ttl)
}

func (t *transaction) putPlan(id room.ID, p room.Plan) error {
	return t.put(metaKey(id), asPlanRow(p), time.Time{})
}

// emit adds a change to the stream.
func (t *transaction) emit(c archive.Change) error {
	record := streamRow{Room: c.Room, At: t.now}
	if c.Item != nil {
		record.Item = &itemRow{Schema: room.Schema, Item: *c.Item}
	} else {
		record.Plan = new(asPlanRow(*c.Plan))
	}
	return t.record(record)
}

// record adds a record to the stream.
func (t *transaction) record(r streamRow) error {
	sequence, err := t.stream.NextSequence()
	if err != nil {
		return err
	}
	value, err := encode(r, time.Time{})
	if err != nil {
		return err
	}
	t.wrote, t.emitted = true, true
	return t.stream.Put(number(sequence), value)
}
