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

// drain is how long deliveries may take after the last command was sent.
const drain = 4 * time.Second

// stream has each of the room's movers send n commands, one an interval, whatever
// becomes of those before: time counts from when a command was due.
func (p *clients) stream(ctx context.Context, s schedule, frame func(p *client, mover, n int) []byte) (outcome, error) {
	s.firstOp = make([]int, s.movers)
	for mover := range s.movers {
		s.firstOp[mover] = int(p.people[mover].op.Load()) + 1
	}
	recorders := make([]*recorder, len(p.people))
	for n, client := range p.people {
		recorders[n] = newRecorder(&s, n)
		client.recorder.Store(recorders[n])
	}
	defer func() {
		for _, client := range p.people {
			client.recorder.Store(nil)
		}
	}()
	var g errgroup.Group
	for mover := range s.movers {
		g.Go(func() error { return p.people[mover].follow(ctx, &s, mover, frame) })
	}
	if err := g.Wait(); err != nil {
		return outcome{latency: newHistogram()}, err
	}
	wait(recorders, s.movers)
	return sum(recorders, s), p.gone()
}

func (p *client) follow(ctx context.Context, s *schedule, mover int, frame func(*client, int, int) []byte) error {
	for n := range s.n {
		time.Sleep(time.Until(s.due(mover, n))) // the schedule itself
		if err := p.send(ctx, frame(p, mover, n)); err != nil {
			return err
		}
	}
	return nil
}

// wait returns when all is heard, or nothing more is to come.
func wait(recorders []*recorder, movers int) {
	for end := time.Now().Add(drain); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		missing := 0
		for _, t := range recorders {
			missing += t.want() - t.heard()
		}
		if missing == 0 || missing <= overtaken(recorders)*(len(recorders)-1) && time.Until(end) < drain-time.Second {
			return
		}
	}
}

func overtaken(recorders []*recorder) (n int) {
	for _, t := range recorders {
		t.mu.Lock()
		n += t.overtaken
		t.mu.Unlock()
	}
	return n
}

func sum(recorders []*recorder, s schedule) outcome {
	o := outcome{sent: s.movers * s.n, latency: newHistogram()}
	for _, t := range recorders {
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
	o.missing = max(0, o.missing-o.overtaken*(len(recorders)-1))
	return o
}

// moves is the frame of a mover's nth move, each point of the way stored.
func (p *clients) moves() func(*client, int, int) []byte {
	return func(who *client, mover, n int) []byte {
		return who.protocol.move(room.Op(who.op.Add(1)), move{mover: mover, n: n, y: n % 4000, rotation: n % 360, token: p.tokens[mover]})
	}
}
