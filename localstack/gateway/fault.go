package gateway

import "time"

// Fate is what happens to one post.
type Fate int

// The fates of a post. Dropped ones are answered 200 and never arrive.
const (
	Deliver Fate = iota
	Drop
	Gone
	Throttle
)

// Faults decides what goes wrong. It is asked once for each post.
type Faults interface {
	Post() (Fate, time.Duration) // and how long the post takes beforehand
}

type noFaults struct{}

func (noFaults) Post() (Fate, time.Duration) { return Deliver, 0 }
