package main

import (
	"math/rand/v2"
	"time"
)

// backoff spaces attempts to reconnect as CL3 says: from 0.5 s by half more each
// time to 10 s, each with jitter, so that a server's return is no stampede.
type backoff struct{ wait time.Duration }

func newBackoff() backoff { return backoff{wait: 500 * time.Millisecond} }

// next is how long to wait now: half of the present step to all of it.
func (b *backoff) next() time.Duration {
	wait := b.wait/2 + rand.N(b.wait/2)
	b.wait = min(b.wait*3/2, 10*time.Second)
	return wait
}
