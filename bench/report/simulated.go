package main

import (
	"fmt"
	"maps"
	"slices"

	"homstyle.dev/planner/bench/simulate"
)

// simulated is what was not measured.
func simulated() (string, error) {
	b, err := simulate.Latencies()
	if err != nil {
		return "", err
	}
	t := newTable("**simulated**, ms, without the line to the people", "p50", "p99", "of")
	for _, way := range slices.Sorted(maps.Keys(b.Ways)) {
		p50, p99 := b.Way(way)
		t.row(way, fmt.Sprintf("%.0f", p50), fmt.Sprintf("%.0f", p99), fmt.Sprint(b.Ways[way]))
	}
	t.WriteByte('\n')
	for _, step := range slices.Sorted(maps.Keys(b.Steps)) {
		s := b.Steps[step]
		fmt.Fprintf(t, "- %s: %g to %g ms. %s.\n", step, s.P50, s.P99, s.Source)
	}
	return t.String(), nil
}
