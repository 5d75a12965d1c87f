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

// Broadcaster is a room.Broadcaster over a Poster.
type Broadcaster struct {
	Peers      room.Peers
	Poster     Poster
	Dispatcher Dispatcher // posts to rooms past ShardSize; nil posts all from here
	Now        func() time.Time
	Log        *slog.Logger
	// Budget bounds the cursors that a room's peers are posted, a second; those past
	// it are dropped (PR8). nil is without end.
	Budget *ratelimit.Limiter[room.ID]
	// Sequential runs everything one after the other, in a fixed order: for
	// simulations that must be repeatable.
	Sequential bool

	cache peerCache
}

var _ room.Broadcaster = (*Broadcaster)(nil)

const (
	// cacheAge is how old a list of peers may be for a cursor, or for any event in a
	// crowd; an older one is used once more, and renewed beside the posts.
	cacheAge = 5 * time.Second
	// postTimeout bounds one delivery, tries and all (BC4).
	postTimeout = 2 * time.Second
	// attemptTime bounds one attempt, so that one that hangs leaves time for another.
	attemptTime = 700 * time.Millisecond
	// firstWait is how long to wait before the second attempt, give or take a half; each
	// wait is twice the one before.
	firstWait = 50 * time.Millisecond
	// inlineAttempts bounds the attempts where there is no clock to bound them.
	inlineAttempts = 3
	// maxInFlight bounds the posts that are under way at once (BC2).
	maxInFlight = 64
)

func (b *Broadcaster) Broadcast(ctx context.Context, from room.Actor, reply, event room.Event) {
	f := b.newFanout(ctx, from.Room)
	if reply != nil {
		f.spawn(func() { b.Send(ctx, from.Connection, reply) })
	}
	if event != nil {
		frame := wire.Encode(event)[0]
		switch {
		case room.IsEphemeral(event):
			f.ephemeral(from.Peer, frame)
		case room.IsPresence(event):
			f.presence(from.Peer, from.Role, frame)
		default:
			f.durable(from.Peer, frame)
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

// Close implements room.Broadcaster. It is tried again as a durable event's post is.
func (b *Broadcaster) Close(ctx context.Context, c room.ConnectionID) error {
	err := b.retry(ctx, func(ctx context.Context) error { return b.Poster.Close(ctx, c) })
	if err != nil {
		b.Log.Warn("close connection", "connection", c, "err", err)
	}
	return err
}

// Deliver posts a shard that another function handed over (BC5).
func (b *Broadcaster) Deliver(ctx context.Context, s Shard) {
	f := b.newFanout(ctx, s.Room)
	f.posts(s.Peers, s.Frame, s.Durable)
	f.wait()
	b.evictGone(ctx, s.Room, f.gone)
}

// expired reports whether the token that the peer's connection was opened with has ended.
func (b *Broadcaster) expired(p room.Peer) bool {
	return !p.Expires.IsZero() && !b.Now().Before(p.Expires)
}

// send posts one frame, within postTime. It returns ErrGone only for a connection that
// does not exist: after a 410 it asks, and posts a durable event once more to one that does.
func (b *Broadcaster) send(ctx context.Context, c room.ConnectionID, frame []byte, durable bool) error {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	err := b.post(ctx, c, frame, durable)
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
	if err := b.post(ctx, c, frame, durable); err != nil {
		return fmt.Errorf("after a 410 of a connection that exists: %v", err) // not ErrGone: it is not
	}
	return nil
}

// post posts one frame. One that must arrive is tried again until postTime (BC4).
func (b *Broadcaster) post(ctx context.Context, c room.ConnectionID, frame []byte, durable bool) error {
	return b.try(ctx, durable, func(ctx context.Context) error {
		err := b.Poster.Post(ctx, c, frame)
		usage.MeterFrom(ctx).Add(usageOf(frame, err))
		return err
	})
}

// try makes a call once, or again and again for what must succeed.
func (b *Broadcaster) try(ctx context.Context, durable bool, call func(context.Context) error) error {
	if durable {
		return b.retry(ctx, call)
	}
	return attemptOnce(ctx, call)
}

// retry makes a call until it succeeds, fails for good, or postTime is over. Each
// attempt is bounded by attemptTime. The call must do no harm when it is made twice: a
// transport error leaves open whether it was carried out.
func (b *Broadcaster) retry(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	wait := firstWait
	for attempt := 1; ; attempt++ {
		err := attemptOnce(ctx, call)
		if err == nil || !retryable(err) {
			return err
		}
		if b.Sequential {
			if attempt == inlineAttempts {
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
	ctx, cancel := context.WithTimeout(ctx, attemptTime)
	defer cancel()
	return call(ctx)
}

// retryable reports whether another attempt may have another outcome: after throttling,
// a 5xx, and any error of the transport.
func retryable(err error) bool { return !errors.Is(err, ErrGone) && !errors.Is(err, ErrRejected) }

// usageOf is what a post took. One that didn't arrive is not billed.
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

// evictGone removes peers whose connections are gone, and tells those who remain, which may
// show more of them to be gone (BC3). However many are gone, the list is read once and
// none of them is posted to.
func (b *Broadcaster) evictGone(ctx context.Context, id room.ID, dead []room.Peer) {
	gone := map[room.ConnectionID]bool{}
	for {
		// One may have been found gone by several posts.
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

// leave removes peers from the room, side by side, and returns those that were in it.
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
		return // ordinary: people leave
	}
	b.Log.Warn("not delivered", "connection", c, "err", err)
}
