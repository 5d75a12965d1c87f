// Package result is what bench/load measures and bench/report tells.
package result

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/HdrHistogram/hdrhistogram-go"

	"homstyle.dev/planner/bench/sysinfo"
)

// Result is one run over all servers.
type Result struct {
	Machine  sysinfo.Info      `json:"machine"`
	Versions map[string]string `json:"versions"`
	Cores    Cores             `json:"cores"`
	Seconds  float64           `json:"seconds"` // of a stream
	Servers  []Server          `json:"servers"`
}

// Cores are where servers and load ran, as taskset has it; empty for any.
type Cores struct {
	Server string `json:"server"`
	Load   string `json:"load"`
}

// Server is what was seen of one of them.
type Server struct {
	Name       string        `json:"name"`
	Label      string        `json:"label"`
	Latency    []LatencyStep `json:"latency"`
	Throughput *Throughput   `json:"throughput,omitempty"` // one room
	Rooms      *Throughput   `json:"rooms,omitempty"`      // twenty
	Race       *Race         `json:"race,omitempty"`
	Wake       *Wake         `json:"wake,omitempty"`
	Plan       *Plan         `json:"plan,omitempty"`
	Crowd      []CrowdStep   `json:"crowd,omitempty"`
}

// LatencyStep is one person who drags an item, each point of the way stored, and then
// points around, before so many people.
type LatencyStep struct {
	People     int     `json:"people"`
	Move       Latency `json:"move"`   // scheduled send to each other's receipt
	Cursor     Latency `json:"cursor"` // likewise
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Overtaken  int     `json:"overtaken"` // moves that a later one passed: rightly not stored
	Curve      Curve   `json:"curve"`     // of Move
}

// Throughput is a ladder of rates, climbed until a server falls behind.
type Throughput struct {
	Rooms     int    `json:"rooms"`
	People    int    `json:"people"`    // in each room; all of them move their own item
	Sustained int    `json:"sustained"` // the highest rate before the first that failed, moves a second in all
	Steps     []Step `json:"steps"`
}

// Step is one rung.
type Step struct {
	Rate       int     `json:"rate"` // moves a second in all rooms
	Latency    Latency `json:"latency"`
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Refused    int     `json:"refused"`
	Overtaken  int     `json:"overtaken"`
	Held       bool    `json:"held"` // every delivery made, p99 below the limit
}

// Race is people who reach for one free item at once, again and again.
type Race struct {
	People  int     `json:"people"`
	Rounds  int     `json:"rounds"`
	Fair    int     `json:"fair"`    // rounds with exactly one winner
	Own     Latency `json:"own"`     // until one knows one's own outcome
	Slowest Latency `json:"slowest"` // until the last of a round knows
}

// Wake is the first message in a room in which nothing happened for a while.
type Wake struct {
	Rooms  int     `json:"rooms"`
	IdleMs int     `json:"idleMs"`
	First  Latency `json:"first"` // send to the other's receipt
	Warm   Latency `json:"warm"`  // the message after it
}

// Plan is people who plan as people do (bench/workload): they lock, drag with previews
// on the cursor, drop, look, and point.
type Plan struct {
	People   int     `json:"people"`
	Seconds  float64 `json:"seconds"`
	Lock     Latency `json:"lock"`    // sent to granted
	Drop     Latency `json:"drop"`    // sent to acknowledged
	Preview  Latency `json:"preview"` // a cursor's batch, due to each other's receipt
	Cursors  int     `json:"cursors"`
	Drops    int     `json:"drops"`
	Missing  int     `json:"missing"` // cursor batches that somebody did not get
	Refusals int     `json:"refusals"`
}

// CrowdStep is one mover before so many viewers.
type CrowdStep struct {
	Viewers    int     `json:"viewers"`
	GatherS    float64 `json:"gatherS"` // until all of them were in the room
	Moves      int     `json:"moves"`
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Each       Latency `json:"each"` // to each viewer
	Last       Latency `json:"last"` // to the last viewer of a move
}

// Latency is in milliseconds.
type Latency struct {
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
	Count int64   `json:"count"`
}

// Read turns a histogram of microseconds into milliseconds.
func Read(h *hdrhistogram.Histogram) Latency {
	at := func(q float64) float64 { return float64(h.ValueAtQuantile(q)) / 1000 }
	return Latency{P50: at(50), P90: at(90), P99: at(99), Max: float64(h.Max()) / 1000, Count: h.TotalCount()}
}

func (l Latency) String() string {
	return fmt.Sprintf("p50 %.2f p99 %.2f max %.1f ms", l.P50, l.P99, l.Max)
}

// Curve is the latency at each share of the deliveries, for the plots.
type Curve [][2]float64 // percentile, milliseconds

// CurveOf reads a histogram of microseconds.
func CurveOf(h *hdrhistogram.Histogram) (c Curve) {
	for _, p := range []float64{1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.5, 99.9, 99.99} {
		c = append(c, [2]float64{p, float64(h.ValueAtQuantile(p)) / 1000})
	}
	return c
}

// Write writes any result to a file; none to an empty name.
func Write(file string, r any) error {
	if file == "" {
		return nil
	}
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(b, '\n'), 0o644)
}
