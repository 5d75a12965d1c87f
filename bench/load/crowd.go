package main

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/bench/result"
)

// measureCrowds runs the crowd scenario: one sender moves an item in a room with viewers.
func (r *run) measureCrowds(ctx context.Context) error {
	for _, viewers := range r.crowdSizes {
		step, err := r.measureCrowd(ctx, viewers)
		if err != nil {
			return err
		}
		r.logf("%4d viewers, joined in %.1f s: the last one receives a drop after %v; %d deliveries, %d missing",
			viewers, step.GatherS, step.Last, step.Deliveries, step.Missing)
		r.result.Crowd = append(r.result.Crowd, step)
	}
	return nil
}

func (r *run) measureCrowd(ctx context.Context, viewers int) (result.CrowdStep, error) {
	const moves = 10
	sender, err := r.newGroup(ctx, 1, 1)
	defer sender.close()
	if err != nil {
		return result.CrowdStep{}, err
	}
	start := time.Now()
	g, err := r.connect(ctx, r.roomID(), 1, viewers, "viewer")
	g.clients = append(sender.clients, g.clients...)
	g.tokens = sender.tokens
	defer g.close()
	if err != nil {
		return result.CrowdStep{}, err
	}
	step := result.CrowdStep{Viewers: viewers, GatherS: time.Since(start).Seconds(), Moves: moves}
	if err := g.lock(ctx); err != nil { // the viewers' joins may have taken longer than a lease lasts
		return step, err
	}
	each, last := newHistogram(), newHistogram()
	for n := range moves {
		s := schedule{start: time.Now(), interval: time.Second, senders: 1, count: 1}
		o, err := g.streamMoves(ctx, s)
		if err != nil {
			return step, fmt.Errorf("move %d: %w", n, err)
		}
		step.Deliveries += o.deliveries
		step.Missing += o.missing
		each.Merge(o.latency)
		_ = last.RecordValue(o.latency.Max())
	}
	step.Each = result.Read(each)
	step.Last = result.Read(last)
	return step, nil
}
