package main

import (
	"testing"
	"time"
)

func TestRecorderCountsTheAnswersToItsOwnMoves(t *testing.T) {
	s := schedule{start: time.Now(), interval: time.Second, senders: 1, count: 4, window: 2, firstOp: []int{11}}
	r := newRecorder(&s, 0)
	r.recordAnswer(eventSummary{kind: "ack", op: 10, seq: 9}) // of a command before the stream
	r.recordAnswer(eventSummary{kind: "ack", op: 11, seq: 0})
	r.recordAnswer(eventSummary{kind: "ack", op: 12, seq: 3}) // has a later move's place
	r.recordAnswer(eventSummary{kind: "error", op: 13, seq: -1})
	if r.overtaken != 1 || r.rejected != 1 {
		t.Errorf("%d overtaken, %d rejected, want 1 and 1", r.overtaken, r.rejected)
	}
	for seq := range 3 {
		select {
		case <-r.answered[seq]:
		default:
			t.Errorf("move %d has no answer", seq)
		}
	}
	select {
	case <-r.answered[3]:
		t.Error("move 3 has an answer")
	default:
	}
}

func TestRecorderWithoutAWindowAwaitsNoAnswer(t *testing.T) {
	s := schedule{senders: 1, count: 4, firstOp: []int{1}}
	r := newRecorder(&s, 0)
	r.recordAnswer(eventSummary{kind: "ack", op: 1, seq: 0})
	if r.answered != nil {
		t.Error("answers are kept")
	}
}
