package main

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/bench/result"
)

// Moves a second; and what a server must meet at each rate.
var rates = []int{25, 60, 125, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 12000}

const (
	p99Limit       = 100  // milliseconds
	overtakenLimit = 0.01 // of the moves sent
)

func (r *run) throughputs(ctx context.Context) (err error) {
	r.result.Throughput, err = r.climb(ctx, 1, 10)
	if err != nil || !r.protocol.rooms() {
		return err
	}
	r.result.Rooms, err = r.climb(ctx, 20, 5)
	return err
}

func (r *run) climb(ctx context.Context, rooms, people int) (*result.Throughput, error) {
	climbed := &result.Throughput{Rooms: rooms, People: people}
	groups := make([]*clients, rooms)
	for n := range groups {
		var err error
		groups[n], err = r.gather(ctx, people, people)
		defer groups[n].leave()
		if err != nil {
			return nil, err
		}
	}
	for _, rate := range rates {
		s, err := r.step(ctx, groups, rate)
		if err == nil && !s.Held { // once more: it may have been the machine
			s, err = r.step(ctx, groups, rate)
		}
		if err != nil {
			r.logf("%d rooms, %5d moves/s: %v", rooms, rate, err)
			break // a server that cuts people off has not held the rate
		}
		r.logf("%2d rooms, %5d moves/s: %v; %d deliveries, %d missing, %d refused, %d overtaken", rooms, rate, s.Latency, s.Deliveries, s.Missing, s.Refused, s.Overtaken)
		climbed.Steps = append(climbed.Steps, s)
		if !s.Held {
			break
		}
		climbed.Sustained = rate
	}
	return climbed, nil
}

// step has every room move at its share of the rate.
func (r *run) step(ctx context.Context, groups []*clients, rate int) (result.Step, error) {
	people := len(groups[0].people)
	every := time.Second * time.Duration(len(groups)*people) / time.Duration(rate)
	schedule := r.schedule(people, max(1, int(r.stepSeconds*float64(time.Second)/float64(every))), every)
	outcomes := make([]outcome, len(groups))
	var g errgroup.Group
	for n, p := range groups {
		g.Go(func() (err error) {
			outcomes[n], err = p.stream(ctx, schedule, p.moves())
			return err
		})
	}
	err := g.Wait()
	all := outcome{latency: newHistogram()}
	for _, o := range outcomes {
		if o.latency != nil {
			all.add(o)
		}
	}
	s := result.Step{Rate: rate, Latency: result.Read(all.latency), Deliveries: all.deliveries, Missing: all.missing, Refused: all.refused, Overtaken: all.overtaken}
	s.Held = s.Missing == 0 && s.Refused == 0 && s.Latency.P99 < p99Limit && float64(s.Overtaken) <= overtakenLimit*float64(all.sent)
	return s, err
}
