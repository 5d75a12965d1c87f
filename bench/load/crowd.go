package main

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/bench/result"
)

func (r *run) crowds(ctx context.Context) error {
	for _, viewers := range r.crowdSizes {
		step, err := r.crowd(ctx, viewers)
		if err != nil {
			return err
		}
		r.logf("%4d viewers, gathered in %.1f s: last one has a drop after %v; %d deliveries, %d missing", viewers, step.GatherS, step.Last, step.Deliveries, step.Missing)
		r.result.Crowd = append(r.result.Crowd, step)
	}
	return nil
}

func (r *run) crowd(ctx context.Context, viewers int) (result.CrowdStep, error) {
	const moves = 10
	mover, err := r.gather(ctx, 1, 1)
	defer mover.leave()
	if err != nil {
		return result.CrowdStep{}, err
	}
	began := time.Now()
	p, err := r.fill(ctx, fmt.Sprintf("bench-%d", r.rooms), 1, viewers, "viewer")
	p.people = append(mover.people, p.people...)
	p.tokens = mover.tokens
	defer p.leave()
	if err != nil {
		return result.CrowdStep{}, err
	}
	step := result.CrowdStep{Viewers: viewers, GatherS: time.Since(began).Seconds(), Moves: moves}
	if r.protocol.rooms() { // gathering may have taken longer than a lease
		if p.tokens[0], err = mover.people[0].lock(ctx, 0); err != nil {
			return step, err
		}
	}
	each, last := newHistogram(), newHistogram()
	for n := range moves {
		s := schedule{began: time.Now(), every: time.Second, movers: 1, n: 1}
		o, err := p.stream(ctx, s, p.moves())
		if err != nil {
			return step, fmt.Errorf("move %d: %w", n, err)
		}
		step.Deliveries += o.deliveries
		step.Missing += o.missing
		each.Merge(o.latency)
		_ = last.RecordValue(o.latency.Max())
	}
	step.Each, step.Last = result.Read(each), result.Read(last)
	return step, nil
}
