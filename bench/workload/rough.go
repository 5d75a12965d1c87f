package workload

import (
	"math"
	"math/rand/v2"
	"time"
)

const (
	// pixel is the size of a pixel of the plan, in millimetres: a plan of 5 m has 700 of them.
	pixel = 7
	// target is the size of what the hand aims at, in millimetres.
	target = 120
	// tremor is the amplitude of the hand's trembling, in millimetres, and tremorHz its frequency.
	tremor, tremorHz = 4, 9
)

// hand is a pointer with the faults of a hand.
type hand struct {
	pointer
	aimX, aimY float64 // millimetres: where the hand would be if it did not tremble
}

// Rough returns the trace of one person, like Person, with a hand as people have it: a movement takes the time that
// Fitts's law gives its distance, misses its target by a tenth of the way, and is corrected after a moment, until it is
// within the target. The hand trembles, also at rest, and its positions are whole pixels: there is a sample only
// when the pixel changes.
func Rough(seed uint64, duration time.Duration) []Sample {
	h := &hand{pointer: pointer{random: rand.New(rand.NewPCG(seed, 2))}, aimX: 2500, aimY: 2000}
	h.rest(0.3 + h.random.ExpFloat64()*1.2)
	for h.now < duration {
		h.reach(h.between(200, 4800), h.between(200, 3800), h.random.IntN(2) == 0)
		h.rest(0.3 + h.random.ExpFloat64()*1.2)
	}
	return h.samples
}

// reach moves the hand to a place, by one movement and as many corrections as it takes.
func (h *hand) reach(x, y float64, dragging bool) {
	for {
		dx, dy := x-h.aimX, y-h.aimY
		distance := math.Hypot(dx, dy)
		if distance < target/2 {
			break
		}
		along, across := 1+0.1*h.random.NormFloat64(), 0.04*h.random.NormFloat64()
		h.stroke(h.aimX+dx*along-dy*across, h.aimY+dy*along+dx*across, fitts(distance), dragging)
		h.hold(h.between(0.06, 0.16), dragging)
	}
	if dragging {
		last := h.samples[len(h.samples)-1]
		h.samples = append(h.samples, Sample{h.now + time.Millisecond, last.X, last.Y, true, true})
		h.now += time.Millisecond
	}
}

// fitts returns the seconds that a movement takes, by Fitts's law with the constants of a mouse.
func fitts(distance float64) float64 { return 0.1 + 0.15*math.Log2(1+distance/target) }

// stroke moves the hand with the minimum-jerk profile, slightly bent.
func (h *hand) stroke(toX, toY, seconds float64, dragging bool) {
	fromX, fromY, bend := h.aimX, h.aimY, 0.06*h.random.NormFloat64()
	steps := max(1, int(seconds*Rate))
	for n := 1; n <= steps; n++ {
		along := jerk(float64(n) / float64(steps))
		aside := bend * math.Sin(math.Pi*along)
		h.aimX = fromX + (toX-fromX)*along - (toY-fromY)*aside
		h.aimY = fromY + (toY-fromY)*along + (toX-fromX)*aside
		h.step(dragging)
	}
}

// hold keeps the hand where it is while the eye looks.
func (h *hand) hold(seconds float64, dragging bool) {
	for range int(seconds * Rate) {
		h.step(dragging)
	}
}

// rest lets the hand lie on the mouse, which moves by a pixel now and then.
func (h *hand) rest(seconds float64) {
	for range int(seconds * Rate) {
		if h.random.Float64() < 0.03 {
			h.step(false)
		} else {
			h.now += time.Second / Rate
		}
	}
}

// step adds a sample if the trembling hand is on another pixel than before.
func (h *hand) step(dragging bool) {
	h.now += time.Second / Rate
	phase := 2 * math.Pi * tremorHz * h.now.Seconds()
	x := pixel * int(math.Round((h.aimX+tremor*math.Sin(phase)*h.random.Float64())/pixel))
	y := pixel * int(math.Round((h.aimY+tremor*math.Cos(phase)*h.random.Float64())/pixel))
	if n := len(h.samples); n > 0 && h.samples[n-1].X == x && h.samples[n-1].Y == y {
		return
	}
	h.samples = append(h.samples, Sample{h.now, x, y, dragging, false})
}

// jerk returns the part of a movement's way that is done at a part of its time.
func jerk(t float64) float64 { return t * t * t * (10 - 15*t + 6*t*t) }
