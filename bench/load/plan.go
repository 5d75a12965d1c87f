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
	planners   = 5
	batchEvery = 200 * time.Millisecond // what the client allows five people
)

func (r *run) plan(ctx context.Context) error {
	p, err := r.gather(ctx, planners, 0)
	defer p.leave()
	if err != nil {
		return err
	}
	lasts := time.Duration(r.planSeconds * float64(time.Second))
	s := schedule{began: time.Now().Add(200 * time.Millisecond), every: batchEvery, movers: planners, n: int(lasts / batchEvery), firstOp: make([]int, planners)}
	planned := &result.Plan{People: planners, Seconds: r.planSeconds}
	workers := make([]*planner, planners)
	for n, client := range p.people {
		if err := client.add(ctx, n); err != nil {
			return err
		}
		client.recorder.Store(newRecorder(&s, n))
		workers[n] = &planner{client: client, mover: n, schedule: &s, samples: workload.Person(uint64(n)+1, lasts), locks: newHistogram(), drops: newHistogram()}
	}
	var g errgroup.Group
	for _, w := range workers {
		g.Go(func() error { return w.work(ctx) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	time.Sleep(500 * time.Millisecond) // the last batches are on their way
	gatherPlan(planned, workers)
	r.result.Plan = planned
	r.logf("five people plan: lock %v; drop %v; preview %v; %d drops, %d batches, %d missing", planned.Lock, planned.Drop, planned.Preview, planned.Drops, planned.Cursors, planned.Missing)
	return p.gone()
}

func gatherPlan(r *result.Plan, workers []*planner) {
	locks, drops, previews := newHistogram(), newHistogram(), newHistogram()
	sent := make([]int, len(workers))
	for n, w := range workers {
		locks.Merge(w.locks)
		drops.Merge(w.drops)
		r.Refusals += w.refusals
		sent[n] = len(w.sent)
		r.Cursors += len(w.sent)
	}
	for _, w := range workers {
		t := w.client.recorder.Load()
		t.mu.Lock()
		previews.Merge(t.latency)
		for mover, other := range workers {
			for _, batch := range other.sent {
				if mover != w.mover && !t.got[mover][batch] {
					r.Missing++
				}
			}
		}
		t.mu.Unlock()
	}
	r.Lock, r.Drop, r.Preview, r.Drops = result.Read(locks), result.Read(drops), result.Read(previews), int(drops.TotalCount())
}

// planner is one of them at work.
type planner struct {
	client   *client
	mover    int
	schedule *schedule
	samples  []workload.Sample
	sent     []int // batches that had something to tell

	locks, drops *hdrhistogram.Histogram
	refusals     int
}

// work follows the trace batch by batch: what was sampled since the last one goes out.
func (w *planner) work(ctx context.Context) error {
	var token room.Token
	dragging := false
	for batch := range w.schedule.n {
		due := w.schedule.due(w.mover, batch)
		time.Sleep(time.Until(due)) // the schedule itself
		samples := w.until(due.Sub(w.schedule.began))
		if len(samples) == 0 {
			continue
		}
		for _, s := range samples {
			switch {
			case s.Dragging && !dragging:
				dragging = true
				began := time.Now()
				var err error
				if token, err = w.client.lock(ctx, w.mover); err != nil {
					return err
				}
				record(w.locks, time.Since(began))
			case s.Drop:
				dragging = false
				if err := w.drop(ctx, s, token); err != nil {
					return err
				}
			}
		}
		if err := w.point(ctx, batch, samples); err != nil {
			return err
		}
	}
	return nil
}

// until takes the samples up to a time.
func (w *planner) until(at time.Duration) []workload.Sample {
	n := 0
	for n < len(w.samples) && w.samples[n].At <= at {
		n++
	}
	taken := w.samples[:n]
	w.samples = w.samples[n:]
	return taken
}

func (w *planner) point(ctx context.Context, batch int, samples []workload.Sample) error {
	var points []room.CursorPoint
	for _, s := range samples[:min(len(samples), 12)] {
		points = append(points, room.CursorPoint{s.X, s.Y, int(time.Second/workload.Rate/time.Millisecond) + 1})
	}
	w.sent = append(w.sent, batch)
	return w.client.send(ctx, w.client.protocol.cursor(w.mover, batch, points))
}

func (w *planner) drop(ctx context.Context, s workload.Sample, token room.Token) error {
	began := time.Now()
	op := room.Op(w.client.op.Add(1))
	answers := w.client.expect(op)
	if err := w.client.send(ctx, w.client.protocol.move(op, move{mover: w.mover, n: s.X, y: s.Y, token: token, drop: true})); err != nil {
		return err
	}
	a, err := await(answers)
	if err != nil {
		return err
	}
	if a.kind != "ack" {
		w.refusals++
	}
	record(w.drops, a.at.Sub(began))
	return nil
}
