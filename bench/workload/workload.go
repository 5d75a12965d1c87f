// Package workload simulates how people move in a room: they drag an item along a smooth
// path, look at it, point around, and do it again. The same seed makes the same person.
package workload

import (
	"math"
	"math/rand/v2"
	"time"
)

// Rate is how often a hand's place is sampled, as a browser's pointer events are.
const Rate = 60

// Sample is where the hand is.
type Sample struct {
	At       time.Duration `json:"at"` // since the beginning
	X        int           `json:"x"`  // millimetres
	Y        int           `json:"y"`
	Dragging bool          `json:"dragging"`
	Drop     bool          `json:"drop"` // the item is let go here
}

// hand is a person at work.
type hand struct {
	random  *rand.Rand
	now     time.Duration
	x, y    float64
	samples []Sample
}

// Person is what one of them does for so long.
func Person(seed uint64, lasts time.Duration) []Sample {
	h := &hand{random: rand.New(rand.NewPCG(seed, 1)), x: 2500, y: 2000}
	h.pause()
	for h.now < lasts {
		if h.random.IntN(2) == 0 {
			h.reach(true)
		} else {
			h.reach(false)
		}
		h.pause()
	}
	return h.samples
}

// reach moves the hand to a new place as arms do: a path of least jerk, bent a little,
// in 0.6 to 2.5 s.
func (h *hand) reach(dragging bool) {
	toX, toY := h.between(200, 4800), h.between(200, 3800)
	bend, lasts := h.between(-300, 300), h.between(0.6, 2.5)
	fromX, fromY := h.x, h.y
	length := math.Hypot(toX-fromX, toY-fromY) + 1
	steps := int(lasts * Rate)
	for n := 1; n <= steps; n++ {
		t := float64(n) / float64(steps)
		along := t * t * t * (10 - 15*t + 6*t*t)
		aside := bend * math.Sin(math.Pi*along)
		h.x = fromX + (toX-fromX)*along - (toY-fromY)/length*aside
		h.y = fromY + (toY-fromY)*along + (toX-fromX)/length*aside
		h.now += time.Second / Rate
		h.samples = append(h.samples, Sample{h.now, int(h.x), int(h.y), dragging, dragging && n == steps})
	}
}

// pause is when they look: most pauses are short, some are long.
func (h *hand) pause() {
	h.now += time.Duration((0.3 + h.random.ExpFloat64()*1.2) * float64(time.Second))
}

func (h *hand) between(low, high float64) float64 { return low + h.random.Float64()*(high-low) }
