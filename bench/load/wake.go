package main

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/bench/result"
)

// idle is above the ten seconds after which workerd evicts an object.
const idle = 12 * time.Second

func (r *run) wake(ctx context.Context) error {
	const rooms = 20
	var pairs []*clients
	for range rooms {
		p, err := r.gather(ctx, 2, 1)
		defer p.leave()
		if err != nil {
			return err
		}
		pairs = append(pairs, p)
	}
	time.Sleep(idle) // what is measured is what comes after it
	first, warm := newHistogram(), newHistogram()
	for _, p := range pairs {
		for _, h := range []interface{ RecordValue(int64) error }{first, warm} {
			o, err := p.stream(ctx, schedule{began: time.Now(), every: time.Second, movers: 1, n: 1}, func(who *client, mover, n int) []byte {
				return who.protocol.cursor(mover, n, nil)
			})
			if err != nil {
				return err
			}
			if o.missing > 0 {
				return fmt.Errorf("the first message after %s was lost", idle)
			}
			_ = h.RecordValue(o.latency.Max())
		}
	}
	r.result.Wake = &result.Wake{Rooms: rooms, IdleMs: int(idle.Milliseconds()), First: result.Read(first), Warm: result.Read(warm)}
	r.logf("after %s idle: first message %v; the next %v", idle, r.result.Wake.First, r.result.Wake.Warm)
	return nil
}
