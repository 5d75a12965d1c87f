// Package ratelimit limits the rate of events for each key, such as a connection or a room.
package ratelimit

import (
	"sync"
	"time"
)

// Limiter has a token bucket for each key. Each environment of a function has its own limiter, so
// the events that are allowed are the rate times the number of environments that run at once. It
// protects other peers and the bill; correctness does not depend on it. It is safe for concurrent
// use. Its fields must not be changed after the first call.
type Limiter[K comparable] struct {
	Rate  float64 // events a second; 0 means no limit
	Burst int     // the maximum number of tokens in a bucket

	mu    sync.Mutex
	known map[K]*bucket
}

// bucket is the state of one key.
type bucket struct {
	tokens float64   // at most Burst; negative after more than Burst events at once
	seen   time.Time // of the newest call of Allow
}

// maxKeys is the maximum number of keys with a bucket.
const maxKeys = 4096

// Allow reports whether n events at the time at are within the rate, and takes n tokens if they
// are. If n is more than Burst, it allows them if the bucket is full, and takes n tokens: no event
// is allowed until the bucket has tokens again. A nil Limiter allows all events.
func (p *Limiter[K]) Allow(key K, at time.Time, n int) bool {
	if p == nil || p.Rate == 0 {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.known[key]
	if b == nil {
		p.evict(at)
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

// tokens returns the number of tokens that a bucket has at a time.
func (p *Limiter[K]) tokens(b *bucket, at time.Time) float64 {
	elapsed := max(0, at.Sub(b.seen).Seconds())
	return min(float64(p.Burst), b.tokens+p.Rate*elapsed)
}

// evict deletes buckets if there are maxKeys: all that are full, which equal new ones, or, if none
// is, the one that was not used for the longest time.
func (p *Limiter[K]) evict(at time.Time) {
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
