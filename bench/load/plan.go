package main

import (
	"context"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/workload"
	"homstyle.dev/planner/shared/room"
)

const (
	participants  = 5
	batchInterval = 200 * time.Millisecond // of the client library in a room of five
	maxPoints     = 12                     // of a cursor command, in addition to sender and sequence number
)

// participant is a client that replays a simulated person's pointer trace.
type participant struct {
	client   *client
	number   int // of the client, and of its item
	schedule *schedule
	samples  []workload.Sample // that are not sent yet
	sent     []int             // sequence numbers of the cursor batches that were sent

	locks, drops *hdrhistogram.Histogram
	rejected     int // drops
}

// measurePlan runs the plan scenario: five people plan a room as in bench/workload.
func (r *run) measurePlan(ctx context.Context) error {
	g, err := r.newGroup(ctx, participants, 0)
	defer g.close()
	if err != nil {
		return err
	}
	duration := time.Duration(r.planSeconds * float64(time.Second))
	s := schedule{
		start: time.Now().Add(200 * time.Millisecond), interval: batchInterval,
		senders: participants, count: int(duration / batchInterval), firstOp: make([]int, participants),
	}
	people := make([]*participant, participants)
	for n, c := range g.clients {
		if err := c.addItems(ctx, n, 1); err != nil {
			return err
		}
		c.recorder.Store(newRecorder(&s, n))
		people[n] = &participant{
			client: c, number: n, schedule: &s, samples: workload.Person(uint64(n)+1, duration),
			locks: newHistogram(), drops: newHistogram(),
		}
	}
	var replays errgroup.Group
	for _, p := range people {
		replays.Go(func() error { return p.replay(ctx) })
	}
	if err := replays.Wait(); err != nil {
		return err
	}
	time.Sleep(500 * time.Millisecond) // until the last batches are delivered
	plan := planResult(people, r.planSeconds)
	r.result.Plan = plan
	r.logf("five people plan: lock %v; drop %v; preview %v; %d drops, %d batches, %d missing",
		plan.Lock, plan.Drop, plan.Preview, plan.Drops, plan.Cursors, plan.Missing)
	return g.readError()
}

func planResult(people []*participant, seconds float64) *result.Plan {
	r := &result.Plan{People: len(people), Seconds: seconds}
	locks, drops, previews := newHistogram(), newHistogram(), newHistogram()
	for _, p := range people {
		locks.Merge(p.locks)
		drops.Merge(p.drops)
		r.Refusals += p.rejected
		r.Cursors += len(p.sent)
		recorder := p.client.recorder.Load()
		recorder.mu.Lock()
		previews.Merge(recorder.latency)
		for _, other := range people {
			if other != p {
				r.Missing += recorder.countMissing(other.number, other.sent)
			}
		}
		recorder.mu.Unlock()
	}
	r.Lock = result.Read(locks)
	r.Drop = result.Read(drops)
	r.Preview = result.Read(previews)
	r.Drops = int(drops.TotalCount())
	return r
}

// countMissing returns how many of a sender's commands were not received. The caller holds
// r.mu.
func (r *recorder) countMissing(sender int, sent []int) (n int) {
	for _, seq := range sent {
		if !r.received[sender][seq] {
			n++
		}
	}
	return n
}

// replay sends the trace: at each scheduled time the locks and drops since the last one, and
// one batch of cursor points.
func (p *participant) replay(ctx context.Context) error {
	var token room.Token
	dragging := false
	for seq := range p.schedule.count {
		due := p.schedule.due(p.number, seq)
		time.Sleep(time.Until(due))
		samples := p.samplesUntil(due.Sub(p.schedule.start))
		if len(samples) == 0 {
			continue
		}
		for _, s := range samples {
			switch {
			case s.Dragging && !dragging:
				dragging = true
				began := time.Now()
				var err error
				if token, err = p.client.lock(ctx, p.number, 0); err != nil {
					return err
				}
				record(p.locks, time.Since(began))
			case s.Drop:
				dragging = false
				if err := p.drop(ctx, s, token); err != nil {
					return err
				}
			}
		}
		if err := p.sendCursor(ctx, seq, samples); err != nil {
			return err
		}
	}
	return nil
}

// samplesUntil removes and returns the samples up to a time since the start.
func (p *participant) samplesUntil(at time.Duration) []workload.Sample {
	n := 0
	for n < len(p.samples) && p.samples[n].At <= at {
		n++
	}
	taken := p.samples[:n]
	p.samples = p.samples[n:]
	return taken
}

func (p *participant) sendCursor(ctx context.Context, seq int, samples []workload.Sample) error {
	const millis = int(time.Second/workload.Rate/time.Millisecond) + 1
	var points []room.CursorPoint
	for _, s := range samples[:min(len(samples), maxPoints)] {
		points = append(points, room.CursorPoint{s.X, s.Y, millis})
	}
	p.sent = append(p.sent, seq)
	return p.client.send(ctx, p.client.protocol.encodeCursor(p.number, seq, points))
}

// drop sends a drop and waits for its answer, which may be an error event.
func (p *participant) drop(ctx context.Context, s workload.Sample, token room.Token) error {
	began := time.Now()
	a, err := p.client.requestMove(ctx, move{sender: p.number, seq: s.X, y: s.Y, token: token, drop: true})
	if err != nil {
		return err
	}
	if a.kind != "ack" {
		p.rejected++
	}
	record(p.drops, a.at.Sub(began))
	return nil
}
