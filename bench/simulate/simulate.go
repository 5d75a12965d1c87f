// Package simulate puts latencies that others published together to what a move might
// take on AWS and on Cloudflare. It is no measurement: its figures are as good as their
// sources, which are weak, and it is kept apart from what was measured.
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

// Step is one part of a way; milliseconds.
type Step struct {
	P50    float64 `json:"p50"`
	P99    float64 `json:"p99"`
	Source string  `json:"source"`
}

// Book is the file of published latencies.
type Book struct {
	Read  string              `json:"read"`
	Steps map[string]Step     `json:"steps"`
	Ways  map[string][]string `json:"ways"`
}

// Latencies reads the file.
func Latencies() (Book, error) {
	var b Book
	if err := json.Unmarshal(file, &b, json.RejectUnknownMembers(true)); err != nil {
		return b, fmt.Errorf("latencies.json: %w", err)
	}
	for way, steps := range b.Ways {
		for _, step := range steps {
			if b.Steps[step].P50 <= 0 {
				return b, fmt.Errorf("latencies.json: %s has no step %q", way, step)
			}
		}
	}
	return b, nil
}

// draws is how many moves are made up for each way.
const draws = 100_000

// z99 is where the normal distribution has 99 % below it.
const z99 = 2.3263

// Way makes up moves that take its steps one after the other, each log-normal about its
// median, and returns the median and the 99th percentile of the sums.
func (b Book) Way(name string) (p50, p99 float64) {
	random := rand.New(rand.NewPCG(1, 1))
	sums := make([]float64, draws)
	for n := range sums {
		for _, name := range b.Ways[name] {
			s := b.Steps[name]
			sums[n] += s.P50 * math.Exp(random.NormFloat64()*math.Log(s.P99/s.P50)/z99)
		}
	}
	slices.Sort(sums)
	return sums[draws/2], sums[draws*99/100]
}
