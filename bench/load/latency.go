package main

import (
	"context"
	"time"

	"homstyle.dev/planner/bench/result"
)

// movesPerSecond is how fast one client drags.
const movesPerSecond = 20

func (r *run) latencies(ctx context.Context) error {
	for _, people := range []int{2, 10, 50} {
		step, err := r.latency(ctx, people)
		if err != nil {
			return err
		}
		r.logf("%2d people: move %v; cursor %v; %d deliveries, %d missing, %d overtaken", people, step.Move, step.Cursor, step.Deliveries, step.Missing, step.Overtaken)
		r.result.Latency = append(r.result.Latency, step)
	}
	return nil
}

func (r *run) latency(ctx context.Context, people int) (result.LatencyStep, error) {
	p, err := r.gather(ctx, people, 1)
	defer p.leave()
	if err != nil {
		return result.LatencyStep{}, err
	}
	n := int(r.seconds * movesPerSecond)
	moves, err := p.stream(ctx, r.schedule(1, n, time.Second/movesPerSecond), p.moves())
	if err != nil {
		return result.LatencyStep{}, err
	}
	cursors, err := p.stream(ctx, r.schedule(1, n, time.Second/movesPerSecond), func(who *client, mover, n int) []byte {
		return who.protocol.cursor(mover, n, nil)
	})
	return result.LatencyStep{
		People: people, Move: result.Read(moves.latency), Cursor: result.Read(cursors.latency), Curve: result.CurveOf(moves.latency),
		Deliveries: moves.deliveries, Missing: moves.missing, Overtaken: moves.overtaken,
	}, err
}

// schedule begins in a moment, when all are ready.
func (r *run) schedule(movers, n int, every time.Duration) schedule {
	return schedule{began: time.Now().Add(100 * time.Millisecond), every: every, movers: movers, n: n}
}
