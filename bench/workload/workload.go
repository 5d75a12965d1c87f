// Package workload simulates the pointer of a person who plans a room: it drags items, moves without an item, and
// rests. Person has smooth paths, Rough those of a real hand. The same seed gives the same trace.
package workload

import (
	"math"
	"math/rand/v2"
	"time"
)

// Rate is the number of samples a second, about that of a browser's pointer events.
const Rate = 60

// Sample is the pointer's position at a time.
type Sample struct {
	At       time.Duration `json:"at"` // since the start of the trace
	X        int           `json:"x"`  // millimetres
	Y        int           `json:"y"`
	Dragging bool          `json:"dragging"`
	Drop     bool          `json:"drop"` // whether this sample ends a drag
}

// pointer is the state of the simulation.
type pointer struct {
	random  *rand.Rand
	now     time.Duration
	x, y    float64 // millimetres
	samples []Sample
}

// Person returns the trace of one person: movements and pauses until at least duration. About
// half of the movements are drags. There are no samples during a pause.
func Person(seed uint64, duration time.Duration) []Sample {
	p := &pointer{random: rand.New(rand.NewPCG(seed, 1)), x: 2500, y: 2000}
	p.pause()
	for p.now < duration {
		p.move(p.random.IntN(2) == 0)
		p.pause()
	}
	return p.samples
}

// move moves the pointer to a random place in 0.6 to 2.5 s, with the minimum-jerk profile of
// an arm's movement, along a slightly bent path.
func (p *pointer) move(dragging bool) {
	toX := p.between(200, 4800)
	toY := p.between(200, 3800)
	bend := p.between(-300, 300)
	seconds := p.between(0.6, 2.5)
	fromX, fromY := p.x, p.y
	length := math.Hypot(toX-fromX, toY-fromY) + 1
	steps := int(seconds * Rate)
	for n := 1; n <= steps; n++ {
		t := float64(n) / float64(steps)
		along := jerk(t)
		aside := bend * math.Sin(math.Pi*along)
		p.x = fromX + (toX-fromX)*along - (toY-fromY)/length*aside
		p.y = fromY + (toY-fromY)*along + (toX-fromX)/length*aside
		p.now += time.Second / Rate
		p.samples = append(p.samples, Sample{p.now, int(p.x), int(p.y), dragging, dragging && n == steps})
	}
}

// pause waits for 0.3 s and an exponentially distributed time with a mean of 1.2 s.
func (p *pointer) pause() {
	p.now += time.Duration((0.3 + p.random.ExpFloat64()*1.2) * float64(time.Second))
}

// between returns a uniformly distributed number from low to high.
func (p *pointer) between(low, high float64) float64 { return low + p.random.Float64()*(high-low) }
