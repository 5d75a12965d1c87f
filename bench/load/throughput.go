package main

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/bench/result"
)

// rates are the moves a second of the throughput scenario, over all rooms.
var rates = []int{25, 60, 125, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 12000}

// A server sustains a rate if it stays within these limits.
const (
	p99Limit       = 100  // milliseconds
	overtakenLimit = 0.01 // of the moves sent
)

// measureThroughputs runs the throughput scenario: in one room and in twenty rooms.
func (r *run) measureThroughputs(ctx context.Context) (err error) {
	r.result.Throughput, err = r.measureThroughput(ctx, 1, 10)
	if err != nil || !r.protocol.hasRooms() {
		return err
	}
	r.result.Rooms, err = r.measureThroughput(ctx, 20, 5)
	return err
}

// measureThroughput measures the rates in order, until the server does not sustain one of
// them twice in a row. All clients of a room are senders.
func (r *run) measureThroughput(ctx context.Context, rooms, clients int) (*result.Throughput, error) {
	throughput := &result.Throughput{Rooms: rooms, People: clients}
	groups := make([]*group, rooms)
	for n := range groups {
		var err error
		groups[n], err = r.newGroup(ctx, clients, clients)
		defer groups[n].close()
		if err != nil {
			return nil, err
		}
	}
	for _, rate := range rates {
		s, err := r.measureRate(ctx, groups, rate)
		if err == nil && !s.Held { // the cause may have been another process on this machine
			s, err = r.measureRate(ctx, groups, rate)
		}
		if err != nil {
			r.logf("%d rooms, %5d moves/s: %v", rooms, rate, err)
			break // a server that closes connections does not sustain the rate
		}
		r.logf("%2d rooms, %5d moves/s: %v; %d deliveries, %d missing, %d refused, %d overtaken",
			rooms, rate, s.Latency, s.Deliveries, s.Missing, s.Refused, s.Overtaken)
		throughput.Steps = append(throughput.Steps, s)
		if !s.Held {
			break
		}
		throughput.Sustained = rate
	}
	return throughput, nil
}

// measureRate streams moves in all groups at once, each at its share of the rate.
func (r *run) measureRate(ctx context.Context, groups []*group, rate int) (result.Step, error) {
	for _, g := range groups { // a lease may end while another rate is measured
		if err := g.lock(ctx); err != nil {
			return result.Step{}, err
		}
	}
	clients := len(groups[0].clients)
	interval := time.Second * time.Duration(len(groups)*clients) / time.Duration(rate)
	count := max(1, int(r.rateSeconds*float64(time.Second)/float64(interval)))
	schedule := newSchedule(clients, count, interval)
	outcomes := make([]outcome, len(groups))
	var streams errgroup.Group
	for n, g := range groups {
		// Neither people nor rooms move in step.
		own := schedule
		own.start = own.start.Add(interval * time.Duration(n) / time.Duration(len(groups)*clients))
		streams.Go(func() (err error) {
			outcomes[n], err = g.streamMoves(ctx, own)
			return err
		})
	}
	err := streams.Wait()
	sum := outcome{latency: newHistogram()}
	for _, o := range outcomes {
		if o.latency != nil {
			sum.add(o)
		}
	}
	s := result.Step{
		Rate: rate, Latency: result.Read(sum.latency),
		Deliveries: sum.deliveries, Missing: sum.missing, Refused: sum.rejected, Overtaken: sum.overtaken,
	}
	s.Held = s.Missing == 0 && s.Refused == 0 && s.Latency.P99 < p99Limit &&
		float64(s.Overtaken) <= overtakenLimit*float64(sum.sent)
	return s, err
}
