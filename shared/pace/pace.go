// Package pace keeps the hasty from costing the others.
package pace

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Of bounds how often each key, a connection or a room, may do something. Each environment of a function keeps
// its own, so that a flood over many environments passes a few times as much: it
// guards the bill and the others in the room, no rule of which depends on it.
type Of[K comparable] struct {
	Rate  float64 // a second; 0 is without end
	Burst int

	mu    sync.Mutex
	known map[K]*paced
}

type paced struct {
	*rate.Limiter
	seen time.Time
}

// most is how many keys are remembered before the quiet ones are forgotten.
const most = 4096

// Allow reports whether n more at this moment are within the pace. More than a
// burst at once counts as a burst. A nil pace allows all.
func (p *Of[K]) Allow(key K, at time.Time, n int) bool {
	if p == nil || p.Rate == 0 {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	one := p.known[key]
	if one == nil {
		p.forget(at)
		one = &paced{Limiter: rate.NewLimiter(rate.Limit(p.Rate), p.Burst)}
		p.known[key] = one
	}
	one.seen = at
	return one.AllowN(at, min(n, p.Burst))
}

// forget makes room. Who was quiet for a minute has a full burst again anyway.
func (p *Of[K]) forget(at time.Time) {
	if p.known == nil {
		p.known = map[K]*paced{}
	}
	if len(p.known) < most {
		return
	}
	for key, one := range p.known {
		if at.Sub(one.seen) > time.Minute {
			delete(p.known, key)
		}
	}
}
