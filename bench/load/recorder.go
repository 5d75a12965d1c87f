package main

import (
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// recorder is what one client hears of a stream: each delivery is counted once.
type recorder struct {
	schedule *schedule
	self     int // the client's own number as a mover; -1 for none

	mu        sync.Mutex
	got       [][]bool // by mover, by n
	count     int
	doubled   int
	overtaken int // own moves that a later one passed: answered with its place (ID1)
	refused   int // own moves that were refused
	latency   *hdrhistogram.Histogram
	last      time.Time
}

// schedule says when each mover's nth command is due.
type schedule struct {
	began   time.Time
	every   time.Duration // between one mover's commands
	movers  int
	n       int // commands of each
	firstOp []int
}

func (s *schedule) due(mover, n int) time.Time {
	// Movers are spread over the interval: people do not move in step.
	return s.began.Add(time.Duration(n)*s.every + s.every*time.Duration(mover)/time.Duration(s.movers))
}

func newRecorder(s *schedule, self int) *recorder {
	t := &recorder{schedule: s, self: self, got: make([][]bool, s.movers), latency: newHistogram()}
	for mover := range t.got {
		t.got[mover] = make([]bool, s.n)
	}
	return t
}

// newHistogram takes microseconds up to a minute, to three digits.
func newHistogram() *hdrhistogram.Histogram { return hdrhistogram.New(1, 60_000_000, 3) }

func (t *recorder) note(mover, n int, at time.Time) {
	if mover < 0 || n < 0 || mover >= t.schedule.movers || n >= t.schedule.n || mover == t.self {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.got[mover][n] {
		t.doubled++
		return
	}
	t.got[mover][n] = true
	t.count++
	t.last = at
	record(t.latency, at.Sub(t.schedule.due(mover, n)))
}

func record(h *hdrhistogram.Histogram, d time.Duration) { _ = h.RecordValue(max(1, d.Microseconds())) }

// answered looks at the answer to an own move.
func (t *recorder) answered(h heard) {
	if t.self < 0 || t.self >= t.schedule.movers || h.op < t.schedule.firstOp[t.self] {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case h.kind == "error":
		t.refused++
	case h.kind == "ack" && h.n != h.op-t.schedule.firstOp[t.self]:
		t.overtaken++
	}
}

// want is how many deliveries the client should hear.
func (t *recorder) want() int {
	movers := t.schedule.movers
	if t.self >= 0 && t.self < movers {
		movers--
	}
	return movers * t.schedule.n
}

func (t *recorder) heard() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.count
}
