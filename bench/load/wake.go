package main

import (
	"context"
	"fmt"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"

	"homstyle.dev/planner/bench/result"
)

// idle is longer than the ten seconds after which workerd evicts an idle Durable Object.
const idle = 12 * time.Second

// measureWake runs the wake scenario: the first and the second message in rooms that were
// idle.
func (r *run) measureWake(ctx context.Context) error {
	const rooms = 20
	var groups []*group
	for range rooms {
		g, err := r.newGroup(ctx, 2, 1)
		defer g.close()
		if err != nil {
			return err
		}
		groups = append(groups, g)
	}
	time.Sleep(idle)
	first, warm := newHistogram(), newHistogram()
	for _, g := range groups {
		for _, h := range []*hdrhistogram.Histogram{first, warm} {
			s := schedule{start: time.Now(), interval: time.Second, senders: 1, count: 1}
			o, err := g.stream(ctx, s, encodeCursor)
			if err != nil {
				return err
			}
			if o.missing > 0 {
				return fmt.Errorf("a message after %s of idleness was not delivered", idle)
			}
			_ = h.RecordValue(o.latency.Max())
		}
	}
	r.result.Wake = &result.Wake{
		Rooms: rooms, IdleMs: int(idle.Milliseconds()), First: result.Read(first), Warm: result.Read(warm),
	}
	r.logf("after %s idle: first message %v; the next %v", idle, r.result.Wake.First, r.result.Wake.Warm)
	return nil
}
