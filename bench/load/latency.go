package main

import (
	"context"
	"time"

	"homstyle.dev/planner/bench/result"
)

// movesPerSecond is the rate at which one client drags an item.
const movesPerSecond = 20

// measureLatencies runs the latency scenario: one client drags an item in a room of 2, 10
// and 50 clients.
func (r *run) measureLatencies(ctx context.Context) error {
	for _, clients := range []int{2, 10, 50} {
		step, err := r.measureLatency(ctx, clients)
		if err != nil {
			return err
		}
		r.logf("%2d people: move %v; cursor %v; %d deliveries, %d missing, %d overtaken",
			clients, step.Move, step.Cursor, step.Deliveries, step.Missing, step.Overtaken)
		r.result.Latency = append(r.result.Latency, step)
	}
	return nil
}

func (r *run) measureLatency(ctx context.Context, clients int) (result.LatencyStep, error) {
	g, err := r.newGroup(ctx, clients, 1)
	defer g.close()
	if err != nil {
		return result.LatencyStep{}, err
	}
	const interval = time.Second / movesPerSecond
	count := int(r.seconds * movesPerSecond)
	moves, err := g.streamMoves(ctx, newSchedule(1, count, interval))
	if err != nil {
		return result.LatencyStep{}, err
	}
	cursors, err := g.stream(ctx, newSchedule(1, count, interval), encodeCursor)
	return result.LatencyStep{
		People: clients,
		Move:   result.Read(moves.latency), Cursor: result.Read(cursors.latency), Curve: result.CurveOf(moves.latency),
		Deliveries: moves.deliveries, Missing: moves.missing, Overtaken: moves.overtaken,
	}, err
}
