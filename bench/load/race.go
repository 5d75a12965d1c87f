package main

import (
	"context"
	"sync"
	"time"

	"homstyle.dev/planner/bench/result"
)

// measureRace runs the race scenario: all clients of a room try to lock one item at once.
func (r *run) measureRace(ctx context.Context) error {
	const clients, rounds = 50, 50
	g, err := r.newGroup(ctx, clients, 0)
	defer g.close()
	if err != nil {
		return err
	}
	if err := g.clients[0].addItems(ctx, 0, 1); err != nil {
		return err
	}
	race := result.Race{People: clients, Rounds: rounds}
	own, slowest := newHistogram(), newHistogram()
	for range rounds {
		winners, latencies, err := g.raceRound(ctx)
		if err != nil {
			return err
		}
		if winners == 1 {
			race.Fair++
		}
		last := time.Duration(0)
		for _, d := range latencies {
			record(own, d)
			last = max(last, d)
		}
		record(slowest, last)
	}
	race.Own = result.Read(own)
	race.Slowest = result.Read(slowest)
	r.result.Race = &race
	r.logf("race of %d: one winner in %d of %d rounds; own outcome %v; last %v",
		clients, race.Fair, rounds, race.Own, race.Slowest)
	return nil
}

// raceRound has all clients request the lock of item 0 at once; the winner then releases it.
// It returns the number of clients that got the lock, and each client's latency.
func (g *group) raceRound(ctx context.Context) (winners int, latencies []time.Duration, err error) {
	answers := make([]answer, len(g.clients))
	errs := make([]error, len(g.clients))
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for n, c := range g.clients {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			answers[n], errs[n] = c.request(ctx, acquireCommand(0, 0))
		})
	}
	ready.Wait()
	began := time.Now()
	close(start)
	done.Wait()
	for n, a := range answers {
		if errs[n] != nil {
			return 0, nil, errs[n]
		}
		latencies = append(latencies, a.at.Sub(began))
		if a.kind == "ack" {
			winners++
			_, err = g.clients[n].request(ctx, releaseCommand(0, 0, a.token()))
		}
	}
	return winners, latencies, err
}
