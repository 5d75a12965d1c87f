package gateway

import (
	"errors"
	"sync"
)

var (
	errFull   = errors.New("the client reads too slowly: its buffer is full")
	errClosed = errors.New("the connection is closed")
)

// outbox is the queue of messages for one client. It is limited in bytes, so that a slow client
// delays no other.
type outbox struct {
	limit int

	mu     sync.Mutex
	filled sync.Cond // signalled when queue or closed changes
	queue  [][]byte
	bytes  int
	closed bool
}

func newOutbox(limit int) *outbox {
	o := &outbox{limit: limit}
	o.filled.L = &o.mu
	return o
}

// put queues a message. It returns errFull if there is no space and errClosed after close.
func (o *outbox) put(message []byte) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return errClosed
	}
	if o.bytes+len(message) > o.limit {
		return errFull
	}
	o.queue = append(o.queue, message)
	o.bytes += len(message)
	o.filled.Signal()
	return nil
}

// take waits for the oldest message. It still returns messages queued before close, and then ok is
// false.
func (o *outbox) take() (message []byte, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.queue) == 0 && !o.closed {
		o.filled.Wait()
	}
	if len(o.queue) == 0 {
		return nil, false
	}
	message = o.queue[0]
	o.queue = o.queue[1:]
	o.bytes -= len(message)
	return message, true
}

func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	o.filled.Broadcast()
}
