package main

import (
	"context"
	"sync"
	"time"

	"homstyle.dev/planner/bench/result"
)

func (r *run) race(ctx context.Context) error {
	const people, rounds = 50, 50
	p, err := r.gather(ctx, people, 0)
	defer p.leave()
	if err != nil {
		return err
	}
	if err := p.people[0].add(ctx, 0); err != nil {
		return err
	}
	raced := result.Race{People: people, Rounds: rounds}
	own, slowest := newHistogram(), newHistogram()
	for range rounds {
		winners, took, err := p.round(ctx)
		if err != nil {
			return err
		}
		if winners == 1 {
			raced.Fair++
		}
		last := time.Duration(0)
		for _, d := range took {
			record(own, d)
			last = max(last, d)
		}
		record(slowest, last)
	}
	raced.Own, raced.Slowest = result.Read(own), result.Read(slowest)
	r.result.Race = &raced
	r.logf("race of %d: one winner in %d of %d rounds; own outcome %v; last %v", people, raced.Fair, rounds, raced.Own, raced.Slowest)
	return nil
}

// round lets all of them ask at once, and has the winner free the item again.
func (p *clients) round(ctx context.Context) (winners int, took []time.Duration, err error) {
	answers, errs := make([]answer, len(p.people)), make([]error, len(p.people))
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for n, client := range p.people {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			answers[n], errs[n] = client.ask(ctx, acquire(0))
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
		took = append(took, a.at.Sub(began))
		if a.kind == "ack" {
			winners++
			_, err = p.people[n].ask(ctx, release(0, a.token()))
		}
	}
	return winners, took, err
}
