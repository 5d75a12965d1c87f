package main

import (
	"context"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"golang.org/x/sync/errgroup"
)

// outcome is the counts and latencies of a stream, over all clients of a group.
type outcome struct {
	sent       int
	deliveries int
	missing    int
	duplicates int
	overtaken  int
	rejected   int
	latency    *hdrhistogram.Histogram // from the scheduled time to each receipt
}

func (o *outcome) add(other outcome) {
	o.sent += other.sent
	o.deliveries += other.deliveries
	o.missing += other.missing
	o.duplicates += other.duplicates
	o.overtaken += other.overtaken
	o.rejected += other.rejected
	o.latency.Merge(other.latency)
}

// drainTimeout limits the wait for deliveries after the last command was sent.
const drainTimeout = 8 * time.Second

// encoder encodes a sender's command with that sequence number.
type encoder func(c *client, sender, seq int) []byte

// stream has each sender of the group send its commands at their scheduled times. A sender with
// s.window unanswered commands waits for the answer to the first of them, as a client does that sends
// no move of an item before the answer to the item's last (CL7). Latencies are measured from the
// scheduled times, so that they contain these waits. It returns an error if a command can't be sent or
// is not answered, or if a connection has ended.
func (g *group) stream(ctx context.Context, s schedule, encode encoder) (outcome, error) {
	s.firstOp = make([]int, s.senders)
	for sender := range s.senders {
		s.firstOp[sender] = int(g.clients[sender].op.Load()) + 1
	}
	recorders := make([]*recorder, len(g.clients))
	for n, c := range g.clients {
		recorders[n] = newRecorder(&s, n)
		c.recorder.Store(recorders[n])
	}
	defer func() {
		for _, c := range g.clients {
			c.recorder.Store(nil)
		}
	}()
	var sends errgroup.Group
	for sender := range s.senders {
		sends.Go(func() error { return g.clients[sender].sendScheduled(ctx, &s, recorders[sender], encode) })
	}
	if err := sends.Wait(); err != nil {
		return outcome{latency: newHistogram()}, err
	}
	awaitDeliveries(recorders)
	return newOutcome(recorders, s), g.readError()
}

func (c *client) sendScheduled(ctx context.Context, s *schedule, recorder *recorder, encode encoder) error {
	sender := recorder.number
	for seq := range s.count {
		time.Sleep(time.Until(s.due(sender, seq)))
		if s.window > 0 && seq >= s.window {
			if err := recorder.awaitAnswer(seq - s.window); err != nil {
				return err
			}
		}
		if err := c.send(ctx, encode(c, sender, seq)); err != nil {
			return err
		}
	}
	return nil
}

// awaitDeliveries returns when no delivery is missing; after one second also when only
// deliveries of overtaken moves may be missing; and after drainTimeout in any case.
func awaitDeliveries(recorders []*recorder) {
	for end := time.Now().Add(drainTimeout); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		missing := 0
		for _, r := range recorders {
			missing += r.missing()
		}
		undelivered := countOvertaken(recorders) * (len(recorders) - 1)
		if missing == 0 || missing <= undelivered && time.Until(end) < drainTimeout-time.Second {
			return
		}
	}
}

func countOvertaken(recorders []*recorder) (n int) {
	for _, r := range recorders {
		r.mu.Lock()
		n += r.overtaken
		r.mu.Unlock()
	}
	return n
}

func newOutcome(recorders []*recorder, s schedule) outcome {
	o := outcome{sent: s.senders * s.count, latency: newHistogram()}
	for _, r := range recorders {
		r.mu.Lock()
		o.deliveries += r.deliveries
		o.missing += r.expected() - r.deliveries
		o.duplicates += r.duplicates
		o.overtaken += r.overtaken
		o.rejected += r.rejected
		o.latency.Merge(r.latency)
		r.mu.Unlock()
	}
	// The server need not deliver a move that was overtaken, but it may.
	o.missing = max(0, o.missing-o.overtaken*(len(recorders)-1))
	return o
}

// streamMoves streams moves; each sender moves its items in turn.
func (g *group) streamMoves(ctx context.Context, s schedule) (outcome, error) {
	if g.clients[0].protocol.hasRooms() {
		s.window = itemsPerSender
	}
	return g.stream(ctx, s, g.encodeMove)
}

// encodeMove encodes a sender's move of the next of its items; the item's x is the sequence number.
func (g *group) encodeMove(c *client, sender, seq int) []byte {
	item := seq % itemsPerSender
	m := move{
		sender: sender, item: item, seq: seq, y: seq % 4000, rotation: seq % 360, token: g.tokens[sender][item],
	}
	return c.protocol.encodeMove(c.nextOp(), m)
}

// encodeCursor encodes a sender's cursor command.
func encodeCursor(c *client, sender, seq int) []byte {
	return c.protocol.encodeCursor(sender, seq, nil)
}
