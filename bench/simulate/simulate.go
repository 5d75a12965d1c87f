// Package simulate estimates how long a move takes on AWS and on Cloudflare, from latencies
// that others have published. It measures nothing: the estimates are as reliable as their
// sources, which are weak, and the reports keep them apart from measurements.
package simulate

import (
	_ "embed"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/go-json-experiment/json"
)

//go:embed latencies.json
var file []byte

// Step is the latency of one step of a path, in milliseconds.
type Step struct {
	P50    float64 `json:"p50"`
	P99    float64 `json:"p99"`
	Source string  `json:"source"`
}

// Latencies is the content of latencies.json.
type Latencies struct {
	Retrieved string              `json:"retrieved"` // the date on which the sources were read
	Steps     map[string]Step     `json:"steps"`     // by name
	Paths     map[string][]string `json:"paths"`     // the names of each path's steps, in order
}

// Load returns the embedded latencies. It returns an error if a path has a step without a
// latency.
func Load() (Latencies, error) {
	var l Latencies
	if err := json.Unmarshal(file, &l, json.RejectUnknownMembers(true)); err != nil {
		return l, fmt.Errorf("latencies.json: %w", err)
	}
	for path, steps := range l.Paths {
		for _, step := range steps {
			if l.Steps[step].P50 <= 0 {
				return l, fmt.Errorf("latencies.json: %s has no step %q", path, step)
			}
		}
	}
	return l, nil
}

// draws is the number of simulated moves of each path.
const draws = 100_000

// z99 is the 99th percentile of the standard normal distribution.
const z99 = 2.3263

// Percentiles simulates moves that take the path's steps one after the other, and returns the
// median and the 99th percentile of their sums in milliseconds. The latency of each step is
// log-normal with the step's median and 99th percentile. The random numbers are the same on
// each call.
func (l Latencies) Percentiles(path string) (p50, p99 float64) {
	random := rand.New(rand.NewPCG(1, 1))
	sums := make([]float64, draws)
	for n := range sums {
		for _, name := range l.Paths[path] {
			s := l.Steps[name]
			sums[n] += s.P50 * math.Exp(random.NormFloat64()*math.Log(s.P99/s.P50)/z99)
		}
	}
	slices.Sort(sums)
	return sums[draws/2], sums[draws*99/100]
}
