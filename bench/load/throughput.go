package main

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/bench/result"
)

// Moves a second; and what a server must keep to on each rung.
var ladder = []int{25, 60, 125, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 12000}

const (
	p99Limit       = 100  // milliseconds
	overtakenLimit = 0.01 // of the moves sent
)

func (r *run) throughputs(ctx context.Context) (err error) {
	r.result.Throughput, err = r.climb(ctx, 1, 10)
	if err != nil || !r.dialect.rooms() {
		return err
	}
	r.result.Rooms, err = r.climb(ctx, 20, 5)
	return err
}

func (r *run) climb(ctx context.Context, rooms, people int) (*result.Throughput, error) {
	climbed := &result.Throughput{Rooms: rooms, People: people}
	parties := make([]*party, rooms)
	for n := range parties {
		var err error
		parties[n], err = r.gather(ctx, people, people)
		defer parties[n].leave()
		if err != nil {
			return nil, err
		}
	}
	for _, rate := range ladder {
		s, err := r.rung(ctx, parties, rate)
		if err == nil && !s.Held { // once more: it may have been the machine
			s, err = r.rung(ctx, parties, rate)
		}
		if err != nil {
			r.say("%d rooms, %5d moves/s: %v", rooms, rate, err)
			break // a server that cuts people off has not held the rate
		}
		r.say("%2d rooms, %5d moves/s: %v; %d deliveries, %d missing, %d refused, %d overtaken", rooms, rate, s.Latency, s.Deliveries, s.Missing, s.Refused, s.Overtaken)
		climbed.Steps = append(climbed.Steps, s)
		if !s.Held {
			break
		}
		climbed.Sustained = rate
	}
	return climbed, nil
}

// rung has every room move at its share of the rate.
func (r *run) rung(ctx context.Context, parties []*party, rate int) (result.Step, error) {
	people := len(parties[0].people)
	every := time.Second * time.Duration(len(parties)*people) / time.Duration(rate)
	schedule := r.schedule(people, max(1, int(r.rungSeconds*float64(time.Second)/float64(every))), every)
	outcomes := make([]outcome, len(parties))
	var g errgroup.Group
	for n, p := range parties {
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
