// Package ratelimit limits how often each key, a connection or a room, may do something.
package ratelimit

import (
	"sync"
	"time"
)

// Limiter is a token bucket for each key. Each environment of a function keeps its own, so
// that a flood over many environments passes a few times as much: it guards the bill and
// the others in the room, no rule of which depends on it.
type Limiter[K comparable] struct {
	Rate  float64 // a second; 0 is without end
	Burst int

	mu    sync.Mutex
	known map[K]*bucket
}

// bucket holds up to a burst of tokens. It may be in debt, by what was taken at once
// beyond a burst.
type bucket struct {
	tokens float64
	seen   time.Time
}

// maxKeys is how many keys are remembered.
const maxKeys = 4096

// Allow reports whether n more at this moment are within the rate, and charges them if
// they are. More than a burst at once is allowed to a full bucket, and charged in full:
// nothing more is allowed until that is paid back. A nil *Of allows all.
func (p *Limiter[K]) Allow(key K, at time.Time, n int) bool {
	if p == nil || p.Rate == 0 {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.known[key]
	if b == nil {
		p.makeRoom(at)
		b = &bucket{tokens: float64(p.Burst), seen: at}
		p.known[key] = b
	}
	b.tokens = p.tokens(b, at)
	if at.After(b.seen) {
		b.seen = at
	}
	if b.tokens < float64(min(n, p.Burst)) {
		return false
	}
	b.tokens -= float64(n)
	return true
}

// tokens is how many a bucket has at that moment.
func (p *Limiter[K]) tokens(b *bucket, at time.Time) float64 {
	elapsed := max(0, at.Sub(b.seen).Seconds())
	return min(float64(p.Burst), b.tokens+p.Rate*elapsed)
}

// makeRoom forgets keys until there is room for one more: those whose buckets are full,
// which loses nothing, and if there are none, the one that was not seen for longest.
func (p *Limiter[K]) makeRoom(at time.Time) {
	if p.known == nil {
		p.known = map[K]*bucket{}
	}
	if len(p.known) < maxKeys {
		return
	}
	var oldest K
	var since time.Time
	for key, b := range p.known {
		if p.tokens(b, at) == float64(p.Burst) {
			delete(p.known, key)
		} else if since.IsZero() || b.seen.Before(since) {
			oldest, since = key, b.seen
		}
	}
	if len(p.known) >= maxKeys {
		delete(p.known, oldest)
	}
}
