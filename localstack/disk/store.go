// Package disk stores rooms in one file on disk, for local runs on machines without Java. It is never
// part of a Lambda function.
//
// The file is a bbolt database with the keys of the DynamoDB table (package dynamo). Where the table
// checks conditions, this store calls room.ApplyAll in the transaction that writes, and adds the
// change to the stream in the same transaction. A write returns after its transaction is on disk: a
// kill of the process, or a power failure, loses no acknowledged write, and no change of the stream.
// Writes that wait share the next transaction, and thus its fsync.
package disk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bboltErrors "go.etcd.io/bbolt/errors"

	"homstyle.dev/planner/shared/room"
)

// Store is a room.Store in a file. Open opens it.
type Store struct {
	db   *bbolt.DB
	now  func() time.Time // for TTLs only; rules use the time of the Origin
	path string

	writes  chan *write
	closing chan struct{} // closed by Close
	stopped chan struct{} // closed when the writer has ended
	once    sync.Once

	mu        sync.Mutex
	changed   chan struct{}     // closed, and replaced, when the stream has new records
	delivered map[string]uint64 // of each open source: the last change that it has delivered
}

var (
	_ room.Store       = (*Store)(nil)
	_ room.Revocations = (*Store)(nil)
)

// ErrClosed is returned by the methods of a closed store.
var ErrClosed = errors.New("the table is closed")

// The buckets of the file.
var (
	rowsBucket     = []byte("rows")
	streamBucket   = []byte("stream")   // changes that a source has not delivered, by sequence number
	positionBucket = []byte("position") // of each source: the sequence number of the last delivered change
)

// Open opens the file, or creates it, and deletes the rows that are past their TTL.
func Open(path string, now func() time.Time) (*Store, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: time.Second, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType,
	})
	if err != nil {
		return nil, fmt.Errorf("table in %s: %w", path, err)
	}
	s := &Store{
		db: db, now: now, path: path, writes: make(chan *write), closing: make(chan struct{}),
		stopped: make(chan struct{}), changed: make(chan struct{}), delivered: map[string]uint64{},
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{rowsBucket, streamBucket, positionBucket} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return sweep(tx.Bucket(rowsBucket), now())
	})
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("table in %s: %w", path, err)
	}
	go s.runWriter()
	return s, nil
}

// sweep deletes the rows that are past their TTL, as DynamoDB does.
func sweep(rows *bbolt.Bucket, now time.Time) error {
	var old [][]byte
	err := rows.ForEach(func(key, value []byte) error {
		if expired(value, now) {
			old = append(old, key)
		}
		return nil
	})
	for _, key := range old {
		err = errors.Join(err, rows.Delete(key))
	}
	return err
}

// Close stores the writes that have begun, and closes the file.
func (s *Store) Close() (err error) {
	s.once.Do(func() {
		close(s.closing)
		<-s.stopped
		err = s.db.Close()
	})
	return err
}

// view calls do with the rows as of the last transaction.
func (s *Store) view(do func(rows) error) error {
	return s.read(func(tx *bbolt.Tx) error { return do(rows{tx.Bucket(rowsBucket), s.now()}) })
}

func (s *Store) read(do func(*bbolt.Tx) error) error {
	err := s.db.View(do)
	if errors.Is(err, bboltErrors.ErrDatabaseNotOpen) {
		return ErrClosed
	}
	return err
}

// update calls do in a transaction and returns its error. When update returns nil, the transaction is
// on disk. If do returns a *room.Error it must have written nothing; its other errors cancel the
// transaction of do alone. do may be called more than once. After an error of ctx, do may still be
// called, so it must write nothing that its caller reads: updateResult is for writes with a result.
func (s *Store) update(ctx context.Context, do func(*transaction) error) error {
	w := &write{do: do, done: make(chan error, 1)}
	select {
	case s.writes <- w:
	case <-s.closing:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-w.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// updateResult is update for a do that has a result. After an error the result is the zero value, also
// if do is still running because ctx was canceled.
func updateResult[T any](ctx context.Context, s *Store, do func(*transaction) (T, error)) (T, error) {
	result := new(T)
	err := s.update(ctx, func(t *transaction) (err error) {
		*result, err = do(t)
		return err
	})
	if err != nil {
		return *new(T), err
	}
	return *result, nil
}
