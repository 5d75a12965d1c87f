package main

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/bench/result"
)

// measureDeployments runs the deploy scenario: the server's code is deployed again while people are in a room,
// one of whom moves an item ten times a second. People whose connection ends connect again at once.
func (r *run) measureDeployments(ctx context.Context) error {
	const people, deployments = 5, 3
	g, err := r.newGroup(ctx, people, 1)
	defer g.close()
	if err != nil {
		return err
	}
	d := result.Deployments{People: people, Deployments: deployments}
	var ended atomic.Int64
	latency := newHistogram()
	during, stop := context.WithCancel(ctx)
	defer stop()
	var activity errgroup.Group
	for n := 1; n < people; n++ {
		activity.Go(func() error { return r.stay(during, g, n, &ended) })
	}
	activity.Go(func() error {
		for seq := 0; during.Err() == nil; seq++ {
			due := time.Now()
			if err := r.moveOrReconnect(ctx, g, seq, &ended); err != nil {
				return err
			}
			record(latency, time.Since(due))
			wait(during, time.Until(due.Add(time.Second/10)))
		}
		return nil
	})
	for range deployments {
		wait(ctx, time.Second)
		if err := r.server.Deploy(ctx); err != nil {
			return err
		}
	}
	wait(ctx, time.Second)
	stop()
	err = activity.Wait()
	d.Ended = int(ended.Load())
	d.Move = result.Read(latency)
	r.result.Deployments = &d
	r.logf("%d deployments: %d connections of %d people ended; a move %v", deployments, d.Ended, people, d.Move)
	return err
}

// wait returns after the duration or when ctx ends.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// stay keeps a client in the room until ctx ends: if its connection ends, it counts that and connects again.
func (r *run) stay(ctx context.Context, g *group, n int, ended *atomic.Int64) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-g.clients[n].ended:
			ended.Add(1)
		}
		if err := r.reconnect(ctx, g, n); err != nil {
			return err
		}
	}
}

// moveOrReconnect moves the first sender's first item and awaits the answer. If the connection ends before it,
// it connects again, locks the item and repeats the move.
func (r *run) moveOrReconnect(ctx context.Context, g *group, seq int, ended *atomic.Int64) error {
	for {
		c := g.clients[0]
		a, err := c.requestMove(ctx, move{seq: seq, token: g.tokens[0][0]})
		if err == nil && a.kind == "ack" {
			return nil
		}
		select {
		case <-c.ended:
			ended.Add(1)
			if err := r.reconnect(ctx, g, 0); err != nil {
				return err
			}
		default:
			if err != nil {
				return err
			}
		}
		if g.tokens[0][0], err = g.clients[0].lock(ctx, 0, 0); err != nil {
			return err
		}
	}
}

// reconnect replaces a client whose connection has ended, and tries for timeout.
func (r *run) reconnect(ctx context.Context, g *group, n int) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for {
		c, err := join(ctx, r.server, r.protocol, r.roomID(), n, "editor")
		if err == nil {
			g.clients[n].close()
			g.clients[n] = c
			return nil
		}
		if ctx.Err() != nil {
			return err
		}
		wait(ctx, 20*time.Millisecond)
	}
}
