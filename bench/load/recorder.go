package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// recorder counts the deliveries of a stream that one client receives, each once.
type recorder struct {
	schedule *schedule
	number   int // the client's own number; below schedule.senders it is a sender itself

	mu         sync.Mutex
	received   [][]bool // by sender, by sequence number
	deliveries int
	duplicates int
	overtaken  int // own moves that a later one overtook: the ack has the later place (ID1)
	rejected   int // own moves that the server rejected
	latency    *hdrhistogram.Histogram

	answered []chan struct{} // by own command, receives its answer; empty if the schedule has no window
}

// schedule says when each sender's commands are due.
type schedule struct {
	start    time.Time
	interval time.Duration // between two commands of a sender
	senders  int
	count    int   // commands of each sender
	window   int   // the number of a sender's commands that may be unanswered; 0: any number
	firstOp  []int // by sender, the op of its first command
}

// newSchedule returns a schedule that starts in 100 ms, when all senders are ready.
func newSchedule(senders, count int, interval time.Duration) schedule {
	start := time.Now().Add(100 * time.Millisecond)
	return schedule{start: start, interval: interval, senders: senders, count: count}
}

// due returns the time of a sender's command with that sequence number, from 0. The senders
// are spread evenly over the interval, because people don't move in step.
func (s *schedule) due(sender, seq int) time.Time {
	offset := s.interval * time.Duration(sender) / time.Duration(s.senders)
	return s.start.Add(time.Duration(seq)*s.interval + offset)
}

func newRecorder(s *schedule, number int) *recorder {
	r := &recorder{schedule: s, number: number, received: make([][]bool, s.senders), latency: newHistogram()}
	for sender := range r.received {
		r.received[sender] = make([]bool, s.count)
	}
	if s.window > 0 && number < s.senders {
		r.answered = make([]chan struct{}, s.count)
		for seq := range r.answered {
			r.answered[seq] = make(chan struct{}, 1)
		}
	}
	return r
}

// newHistogram returns a histogram of microseconds from 1 µs to one minute, with three
// significant digits.
func newHistogram() *hdrhistogram.Histogram { return hdrhistogram.New(1, 60_000_000, 3) }

// recordDelivery records the receipt of a sender's command. It ignores the client's own
// commands and numbers that are not in the schedule.
func (r *recorder) recordDelivery(sender, seq int, at time.Time) {
	s := r.schedule
	if sender < 0 || seq < 0 || sender >= s.senders || seq >= s.count || sender == r.number {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.received[sender][seq] {
		r.duplicates++
		return
	}
	r.received[sender][seq] = true
	r.deliveries++
	record(r.latency, at.Sub(s.due(sender, seq)))
}

// record adds a duration to a histogram of microseconds.
func record(h *hdrhistogram.Histogram, d time.Duration) { _ = h.RecordValue(max(1, d.Microseconds())) }

// recordAnswer records the answer to one of the client's own moves, and counts it if the move was
// rejected or overtaken.
func (r *recorder) recordAnswer(e eventSummary) {
	if r.number >= r.schedule.senders || e.op < r.schedule.firstOp[r.number] {
		return
	}
	seq := e.op - r.schedule.firstOp[r.number]
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case e.kind == "error":
		r.rejected++
	case e.kind == "ack" && e.seq != seq:
		r.overtaken++
	}
	if seq < len(r.answered) {
		r.answered[seq] <- struct{}{} // the channel has room for the one answer
	}
}

// awaitAnswer waits until the client's own command with that sequence number is answered. It returns an
// error after timeout.
func (r *recorder) awaitAnswer(seq int) error {
	select {
	case <-r.answered[seq]:
		return nil
	case <-time.After(timeout):
		return fmt.Errorf("move %d was not answered in %s", seq, timeout)
	}
}

// expected returns how many deliveries the client should receive.
func (r *recorder) expected() int {
	senders := r.schedule.senders
	if r.number < senders {
		senders--
	}
	return senders * r.schedule.count
}

// missing returns how many of the expected deliveries the client has not received yet.
func (r *recorder) missing() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.expected() - r.deliveries
}
