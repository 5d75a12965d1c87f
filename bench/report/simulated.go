package main

import (
	"fmt"
	"maps"
	"slices"

	"homstyle.dev/planner/bench/simulate"
)

// simulatedTable returns the estimates of bench/simulate and the sources of their latencies.
func simulatedTable() (string, error) {
	l, err := simulate.Load()
	if err != nil {
		return "", err
	}
	t := newTable("**simulated**, ms, without the network to the clients", "p50", "p99", "steps")
	for _, path := range slices.Sorted(maps.Keys(l.Paths)) {
		p50, p99 := l.Percentiles(path)
		t.row(path, fmt.Sprintf("%.0f", p50), fmt.Sprintf("%.0f", p99), fmt.Sprint(l.Paths[path]))
	}
	t.WriteByte('\n')
	for _, name := range slices.Sorted(maps.Keys(l.Steps)) {
		s := l.Steps[name]
		fmt.Fprintf(t, "- %s: %g to %g ms. %s.\n", name, s.P50, s.P99, s.Source)
	}
	return t.String(), nil
}
