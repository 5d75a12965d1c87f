// Package result has the types of the results of bench/load and of other measurements, which bench/report reads.
package result

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// Result is the result of one run over all servers.
type Result struct {
	Machine  Machine           `json:"machine"`
	Versions map[string]string `json:"versions"`
	Cores    Cores             `json:"cores"`
	Seconds  float64           `json:"seconds"` // of each stream of the latency scenario
	Servers  []Server          `json:"servers"`
}

// Cores are the cores of the servers and of the load generator, in taskset's notation; empty
// means any.
type Cores struct {
	Server string `json:"server"`
	Load   string `json:"load"`
}

// Server is the result of one server. A scenario that was not run is empty.
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
	Syncs      *Syncs        `json:"syncs,omitempty"`

	Deployments *Deployments `json:"deployments,omitempty"`
}

// LatencyStep is the result of the latency scenario for a number of people in the room: one
// of them drags an item, with every move stored, and then moves the cursor.
type LatencyStep struct {
	People     int     `json:"people"`
	Move       Latency `json:"move"`   // from the scheduled send to each other person's receipt
	Cursor     Latency `json:"cursor"` // likewise
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Overtaken  int     `json:"overtaken"` // moves that a later one overtook; the server must not store them
	Curve      Curve   `json:"curve"`     // of Move
}

// Throughput is the result of the throughput scenario: rates in ascending order, up to the
// first that the server does not sustain.
type Throughput struct {
	Rooms     int    `json:"rooms"`
	People    int    `json:"people"`    // in each room; each of them moves an item of its own
	Sustained int    `json:"sustained"` // the highest sustained rate, in moves a second over all rooms
	Steps     []Step `json:"steps"`
}

// Step is the result at one rate.
type Step struct {
	Rate       int     `json:"rate"` // moves a second over all rooms
	Latency    Latency `json:"latency"`
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Refused    int     `json:"refused"`
	Overtaken  int     `json:"overtaken"`
	// Held reports whether the server sustained the rate: no delivery was missing, no move
	// rejected, and p99 and the overtaken moves were within the limits of bench/load.
	Held bool `json:"held"`
}

// Race is the result of the race scenario: in each round all people try to lock one free item
// at once.
type Race struct {
	People  int     `json:"people"`
	Rounds  int     `json:"rounds"`
	Fair    int     `json:"fair"`    // rounds with exactly one winner
	Own     Latency `json:"own"`     // from the request to the answer, of each person
	Slowest Latency `json:"slowest"` // the same, of the last person of each round
}

// Wake is the result of the wake scenario: messages in rooms that were idle for IdleMs.
type Wake struct {
	Rooms  int     `json:"rooms"`
	IdleMs int     `json:"idleMs"`
	First  Latency `json:"first"` // of the first message, from the send to the receipt
	Warm   Latency `json:"warm"`  // of the second message
}

// Plan is the result of the plan scenario: people who act as in bench/workload. They lock an
// item, drag it with cursor commands, drop it and pause.
type Plan struct {
	People   int     `json:"people"`
	Seconds  float64 `json:"seconds"`
	Lock     Latency `json:"lock"`    // from the command to its answer
	Drop     Latency `json:"drop"`    // from the command to its answer
	Preview  Latency `json:"preview"` // of a cursor batch, from its scheduled time to each other person's receipt
	Cursors  int     `json:"cursors"` // batches sent
	Drops    int     `json:"drops"`
	Missing  int     `json:"missing"`  // deliveries of cursor batches
	Refusals int     `json:"refusals"` // rejected drops
}

// CrowdStep is the result of the crowd scenario: one person moves an item in a room with
// viewers.
type CrowdStep struct {
	Viewers    int     `json:"viewers"`
	GatherS    float64 `json:"gatherS"` // seconds until all viewers had joined
	Moves      int     `json:"moves"`
	Deliveries int     `json:"deliveries"`
	Missing    int     `json:"missing"`
	Each       Latency `json:"each"` // from the scheduled send to each viewer's receipt
	Last       Latency `json:"last"` // the same, of the last viewer of each move
}

// Syncs is the result of the syncs scenario.
type Syncs struct {
	Moves int `json:"moves"` // acknowledged, one after the other
	Calls int `json:"calls"` // of fsync and fdatasync meanwhile, by all processes of the server
}

// Deployments is the result of the deploy scenario.
type Deployments struct {
	People      int     `json:"people"`
	Deployments int     `json:"deployments"`
	Ended       int     `json:"ended"` // connections, by the deployments
	Move        Latency `json:"move"`  // from when a move was due to its answer, with the time to connect again
}

// Bill is the result of bench/bill.
type Bill struct {
	Machine Machine    `json:"machine"`
	Minutes float64    `json:"minutes"` // of planning, in each room
	Rooms   []RoomBill `json:"rooms"`
}

// RoomBill is what a room uses in an hour, and what that costs. The counted bill has no snapshots and no logs,
// which the stack does not count.
type RoomBill struct {
	People        int     `json:"people"`
	Messages      float64 `json:"messages"` // in and out
	Writes        float64 `json:"writes"`   // capacity units
	Reads         float64 `json:"reads"`
	Invocations   float64 `json:"invocations"`
	Counted       []Cost  `json:"counted"`
	Estimated     []Cost  `json:"estimated"`     // by the cost model
	DurableObject float64 `json:"durableObject"` // by the cost model, in USD
}

// Cost is one line of a bill.
type Cost struct {
	What string  `json:"what"`
	USD  float64 `json:"usd"`
}

// Start is the result of bench/coldstart.
type Start struct {
	Machine   Machine    `json:"machine"`
	Runs      int        `json:"runs"`
	Functions []Function `json:"functions"`
}

// Function is the size of one function and its time from the start of the process to the first request for an
// invocation.
type Function struct {
	Name  string  `json:"name"`
	Bytes int64   `json:"bytes"` // of the arm64 bootstrap
	MinMs float64 `json:"minMs"` // of a binary for this machine's architecture, as the following
	P50Ms float64 `json:"p50Ms"`
	MaxMs float64 `json:"maxMs"`
}

// Latency is a distribution of latencies, in milliseconds.
type Latency struct {
	P50   float64 `json:"p50"`
	P90   float64 `json:"p90"`
	P99   float64 `json:"p99"`
	Max   float64 `json:"max"`
	Count int64   `json:"count"`
}

// Read returns the Latency of a histogram of microseconds.
func Read(h *hdrhistogram.Histogram) Latency {
	at := func(q float64) float64 { return float64(h.ValueAtQuantile(q)) / 1000 }
	return Latency{P50: at(50), P90: at(90), P99: at(99), Max: float64(h.Max()) / 1000, Count: h.TotalCount()}
}

func (l Latency) String() string {
	return fmt.Sprintf("p50 %.2f p99 %.2f max %.1f ms", l.P50, l.P99, l.Max)
}

// Curve is pairs of a percentile and its latency in milliseconds, for the plots.
type Curve [][2]float64

// CurveOf returns the Curve of a histogram of microseconds.
func CurveOf(h *hdrhistogram.Histogram) (c Curve) {
	for _, p := range []float64{1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.5, 99.9, 99.99} {
		c = append(c, [2]float64{p, float64(h.ValueAtQuantile(p)) / 1000})
	}
	return c
}

// Write writes a result to a file as indented JSON. It does nothing if the name is empty.
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
