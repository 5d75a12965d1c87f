package main

import (
	"math/rand/v2"
	"time"
)

// backoff calculates the waits between attempts to reconnect (CL3): 0.5 s, then half more
// each time up to 10 s. Jitter keeps clients from reconnecting all at once after an outage.
type backoff struct{ wait time.Duration }

func newBackoff() backoff { return backoff{wait: 500 * time.Millisecond} }

// next returns the next wait, at random between half of the current step and all of it.
func (b *backoff) next() time.Duration {
	wait := b.wait/2 + rand.N(b.wait/2)
	b.wait = min(b.wait*3/2, 10*time.Second)
	return wait
}
