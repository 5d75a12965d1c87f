package main

import (
	"context"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// outcome is what became of a stream.
type outcome struct {
	sent, deliveries, missing, doubled, overtaken, refused int
	latency                                                *hdrhistogram.Histogram // scheduled send to receipt
}

func (o *outcome) add(other outcome) {
	o.sent += other.sent
	o.deliveries += other.deliveries
	o.missing += other.missing
	o.doubled += other.doubled
	o.overtaken += other.overtaken
	o.refused += other.refused
	o.latency.Merge(other.latency)
}

// settle is how long deliveries may take after the last command was sent.
const settle = 4 * time.Second

// stream has each of the party's movers send n commands, one an interval, whatever
// becomes of those before: time counts from when a command was due.
func (p *party) stream(ctx context.Context, s schedule, frame func(p *person, mover, n int) []byte) (outcome, error) {
	s.firstOp = make([]int, s.movers)
	for mover := range s.movers {
		s.firstOp[mover] = int(p.people[mover].op.Load()) + 1
	}
	tallies := make([]*tally, len(p.people))
	for n, person := range p.people {
		tallies[n] = newTally(&s, n)
		person.tally.Store(tallies[n])
	}
	defer func() {
		for _, person := range p.people {
			person.tally.Store(nil)
		}
	}()
	var g errgroup.Group
	for mover := range s.movers {
		g.Go(func() error { return p.people[mover].follow(ctx, &s, mover, frame) })
	}
	if err := g.Wait(); err != nil {
		return outcome{latency: newHistogram()}, err
	}
	wait(tallies, s.movers)
	return sum(tallies, s), p.gone()
}

func (p *person) follow(ctx context.Context, s *schedule, mover int, frame func(*person, int, int) []byte) error {
	for n := range s.n {
		time.Sleep(time.Until(s.due(mover, n))) // the schedule itself
		if err := p.send(ctx, frame(p, mover, n)); err != nil {
			return err
		}
	}
	return nil
}

// wait returns when all is heard, or nothing more is to come.
func wait(tallies []*tally, movers int) {
	for end := time.Now().Add(settle); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		missing := 0
		for _, t := range tallies {
			missing += t.want() - t.heard()
		}
		if missing == 0 || missing <= overtaken(tallies)*(len(tallies)-1) && time.Until(end) < settle-time.Second {
			return
		}
	}
}

func overtaken(tallies []*tally) (n int) {
	for _, t := range tallies {
		t.mu.Lock()
		n += t.overtaken
		t.mu.Unlock()
	}
	return n
}

func sum(tallies []*tally, s schedule) outcome {
	o := outcome{sent: s.movers * s.n, latency: newHistogram()}
	for _, t := range tallies {
		t.mu.Lock()
		o.deliveries += t.count
		o.missing += t.want() - t.count
		o.doubled += t.doubled
		o.overtaken += t.overtaken
		o.refused += t.refused
		o.latency.Merge(t.latency)
		t.mu.Unlock()
	}
	// Nobody is told of a move that was overtaken; it may have been told all the same.
	o.missing = max(0, o.missing-o.overtaken*(len(tallies)-1))
	return o
}

// moves is the frame of a mover's nth move, each point of the way stored.
func (p *party) moves() func(*person, int, int) []byte {
	return func(who *person, mover, n int) []byte {
		return who.dialect.move(room.Op(who.op.Add(1)), move{mover: mover, n: n, y: n % 4000, rotation: n % 360, token: p.tokens[mover]})
	}
}
