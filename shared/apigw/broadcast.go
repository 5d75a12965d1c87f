package apigw

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
	"homstyle.dev/planner/shared/wire"
)

// Broadcaster posts events to connections through a Poster.
type Broadcaster struct {
	Peers      room.Peers
	Poster     Poster
	Dispatcher Dispatcher // posts to the peers past ShardSize; if nil, this function posts to all
	// Bundles gets the events for the viewers of crowded rooms (BC8). If nil, this function
	// posts to them.
	Bundles room.Bundles
	Now     func() time.Time
	Log     *slog.Logger
	// Budget limits the cursor posts per room and second; cursors past it are dropped
	// (PR8). nil means no limit.
	Budget *ratelimit.Limiter[room.ID]
	// Sequential runs all calls one after the other, in a fixed order, for simulations
	// that must be repeatable.
	Sequential bool

	cache peerCache
}

var (
	_ room.Broadcaster = (*Broadcaster)(nil)
	_ room.PeerSender  = (*Broadcaster)(nil)
)

const (
	// cacheAge is the maximum age of a cached list of peers for a cursor, or for any event
	// in a room of more than room.MaxListedPeers. An older list is used once more while it
	// is read again.
	cacheAge = 5 * time.Second
	// postTimeout bounds one delivery with all its attempts (BC4).
	postTimeout = 2 * time.Second
	// attemptTimeout bounds one attempt, so that an attempt that hangs leaves time for another.
	attemptTimeout = 700 * time.Millisecond
	// firstWait is the mean wait before the second attempt; each further mean wait is twice
	// the one before. A wait is drawn at random between 0.5 and 1.5 times its mean.
	firstWait = 50 * time.Millisecond
	// sequentialAttempts bounds the attempts of a Sequential Broadcaster, which does not wait.
	sequentialAttempts = 3
	// maxInFlight bounds the number of concurrent posts of one fanout (BC2).
	maxInFlight = 64
)

func (b *Broadcaster) Broadcast(ctx context.Context, from room.Actor, reply, event room.Event) {
	f := b.newFanout(ctx, from.Room)
	if reply != nil {
		f.spawn(func() { b.Send(ctx, from.Connection, reply) })
	}
	if event != nil {
		o := newOutgoing(from.Peer, event)
		switch e := event.(type) {
		case room.Cursor:
			f.ephemeral(o, from.Role, e.To)
		case room.Joined, room.Left:
			f.presence(o, from.Role)
		default:
			f.durable(o)
		}
	}
	f.wait()
	b.evictGone(ctx, from.Room, f.gone)
}

func (b *Broadcaster) Send(ctx context.Context, to room.ConnectionID, event room.Event) {
	for _, frame := range wire.Encode(event) {
		if err := b.send(ctx, to, frame, true); err != nil {
			b.logFailure(to, err)
			return
		}
	}
}

// SendTo retries the post as that of a durable event (BC4).
func (b *Broadcaster) SendTo(ctx context.Context, id room.ID, p room.Peer, event room.Event) error {
	if !b.Budget.Allow(id, b.Now(), 1) {
		return room.ErrRateLimited
	}
	f := b.newFanout(ctx, id)
	f.post(p, wire.Encode(event)[0], true)
	b.evictGone(ctx, id, f.gone)
	if len(f.gone) > 0 {
		return room.ErrNoConnection
	}
	return nil
}

// Present returns a list from memory that is at most cacheAge old.
func (b *Broadcaster) Present(ctx context.Context, id room.ID, fresh bool) []room.Peer {
	f := b.newFanout(ctx, id)
	if fresh {
		return f.refresh()
	}
	return f.recentPeers()
}

// Close closes a connection. It is retried as the post of a durable event is (BC4).
func (b *Broadcaster) Close(ctx context.Context, c room.ConnectionID) error {
	err := b.callConnection(ctx, c, true, func(ctx context.Context) error { return b.Poster.Close(ctx, c) })
	if errors.Is(err, ErrGone) {
		return room.ErrNoConnection
	}
	if err != nil {
		b.Log.Warn("close connection", "connection", c, "err", err)
	}
	return err
}

// Deliver posts a shard that another function dispatched (BC5).
func (b *Broadcaster) Deliver(ctx context.Context, s Shard) {
	f := b.newFanout(ctx, s.Room)
	f.posts(s.Peers, s.Frame, s.Durable)
	f.wait()
	b.evictGone(ctx, s.Room, f.gone)
}

// expired reports whether the token of the peer's connection is past its exp.
func (b *Broadcaster) expired(p room.Peer) bool {
	return !p.Expires.IsZero() && !b.Now().Before(p.Expires)
}

// send posts one frame. It returns ErrGone only for a connection that does not exist.
func (b *Broadcaster) send(ctx context.Context, c room.ConnectionID, frame []byte, durable bool) error {
	return b.callConnection(ctx, c, durable, func(ctx context.Context) error {
		err := b.Poster.Post(ctx, c, frame)
		usage.MeterFrom(ctx).Add(usageOf(frame, err))
		return err
	})
}

// callConnection makes a call about a connection within postTimeout; a durable one is retried
// until then (BC4). As API Gateway sometimes answers 410 for a connection that exists, it calls
// Exists after a 410: if the connection exists, it makes a durable call once more and returns an
// error that is not ErrGone, or nil.
func (b *Broadcaster) callConnection(
	ctx context.Context, c room.ConnectionID, durable bool, call func(context.Context) error,
) error {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	err := b.try(ctx, durable, call)
	if !errors.Is(err, ErrGone) {
		return err
	}
	var exists bool
	err = b.try(ctx, durable, func(ctx context.Context) (err error) {
		exists, err = b.Poster.Exists(ctx, c)
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("after a 410: %w", err)
	case !exists:
		return ErrGone
	case !durable:
		return nil
	}
	if err := b.retry(ctx, call); err != nil {
		return fmt.Errorf("after a 410 of a connection that exists: %v", err) // %v: must not match ErrGone
	}
	return nil
}

// try makes a call once, or with retries for a durable event.
func (b *Broadcaster) try(ctx context.Context, durable bool, call func(context.Context) error) error {
	if durable {
		return b.retry(ctx, call)
	}
	return attemptOnce(ctx, call)
}

// retry makes a call until it succeeds, fails with an error that is not retryable, or
// ctx is done. Each attempt is bounded by attemptTimeout. The call must be
// idempotent: after a transport error it may have been carried out or not.
func (b *Broadcaster) retry(ctx context.Context, call func(context.Context) error) error {
	wait := firstWait
	for attempt := 1; ; attempt++ {
		err := attemptOnce(ctx, call)
		if err == nil || !retryable(err) {
			return err
		}
		if b.Sequential {
			if attempt == sequentialAttempts {
				return err
			}
			continue
		}
		select {
		case <-time.After(wait/2 + rand.N(wait)):
			wait *= 2
		case <-ctx.Done():
			return err
		}
	}
}

func attemptOnce(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	return call(ctx)
}

// retryable reports whether another attempt may succeed: true for throttling, a 5xx and
// any transport error.
func retryable(err error) bool { return !errors.Is(err, ErrGone) && !errors.Is(err, ErrRejected) }

// usageOf returns what a post is billed for. A post that failed costs no message.
func usageOf(frame []byte, err error) usage.Usage {
	switch {
	case err == nil:
		return usage.Usage{Out: usage.MessageUnits(len(frame)), Bytes: int64(len(frame))}
	case errors.Is(err, ErrGone):
		return usage.Usage{Gone: 1}
	case errors.Is(err, ErrThrottled):
		return usage.Usage{Throttled: 1}
	}
	return usage.Usage{}
}

// evictGone removes peers whose connections are gone and sends left events to the
// remaining peers (BC3). Those posts may find further connections gone, which are then
// evicted in the same way. Each round reads the list of peers once, and posts to no
// connection that is known to be gone.
func (b *Broadcaster) evictGone(ctx context.Context, id room.ID, dead []room.Peer) {
	gone := map[room.ConnectionID]bool{}
	for {
		// Several posts may have found the same connection gone.
		dead = slices.DeleteFunc(dead, func(p room.Peer) bool {
			known := gone[p.Connection]
			gone[p.Connection] = true
			return known
		})
		if len(dead) == 0 {
			return
		}
		b.cache.drop(id, gone)
		f := b.newFanout(ctx, id)
		f.left(b.leave(ctx, id, dead), gone)
		f.wait()
		dead = f.gone
	}
}

// leave removes peers from the room concurrently and returns those that were in it.
func (b *Broadcaster) leave(ctx context.Context, id room.ID, peers []room.Peer) []room.Peer {
	f := b.newFanout(ctx, id)
	departed := make([]bool, len(peers))
	for n, p := range peers {
		f.slot(func() {
			found, err := b.Peers.Leave(ctx, id, p)
			if err != nil {
				b.Log.Warn("remove gone peer", "room", id, "peer", p.ID, "err", err)
			}
			departed[n] = err == nil && found == room.HasLeft
		})
	}
	f.wait()
	var left []room.Peer
	for n, p := range peers {
		if departed[n] {
			left = append(left, p)
		}
	}
	return left
}

func (b *Broadcaster) logFailure(c room.ConnectionID, err error) {
	if errors.Is(err, ErrGone) {
		return // not a fault: the client disconnected
	}
	b.Log.Warn("not delivered", "connection", c, "err", err)
}
