package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"homstyle.dev/planner/bench/result"
)

// benchmarkLine matches a result of `go test -bench`: name, ns/op, other metrics.
var benchmarkLine = regexp.MustCompile(`^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op(.*)$`)

// hotpathTable returns the results in hotpath.txt. Times are medians over the repetitions.
func hotpathTable() (string, error) {
	b, err := os.ReadFile(results + "hotpath.txt")
	if err != nil {
		return "", err
	}
	times := map[string][]float64{} // ns/op, by benchmark
	metrics := map[string]string{}  // of the last repetition, by benchmark
	var order []string
	for l := range strings.Lines(string(b)) {
		m := benchmarkLine.FindStringSubmatch(strings.TrimSpace(l))
		if m == nil {
			continue
		}
		name := m[1]
		ns, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return "", err
		}
		if times[name] == nil {
			order = append(order, name)
		}
		times[name] = append(times[name], ns)
		metrics[name] = m[3]
	}
	t := newTable("", "µs, median", "bytes", "allocations")
	for _, name := range order {
		t.row(benchmarkLabels[name], fmt.Sprintf("%.1f", median(times[name])/1000),
			metric(metrics[name], "B/op"), metric(metrics[name], "allocs/op"))
	}
	ours, sdk := times["Post/client=ours"], times["Post/client=sdk"]
	if len(ours) == 0 || len(sdk) == 0 {
		return "", fmt.Errorf("hotpath.txt has no results of BenchmarkPost")
	}
	ratio := median(ours) / median(sdk)
	fmt.Fprint(t, "\nA post with this project's client takes ")
	fmt.Fprintf(t, "%.2f of the CPU time of the SDK's client (target: at most 0.33).\n", ratio)
	return t.String(), nil
}

// benchmarkLabels are the texts of the table, by benchmark.
var benchmarkLabels = map[string]string{
	"Function/route=move":   "move, five peers",
	"Function/route=lock":   "lock, five peers",
	"Function/route=cursor": "cursor, five peers",
	"Post/client=ours":      "one post, ours",
	"Post/client=sdk":       "one post, SDK client",
}

// metric returns the value before a unit, or "" if there is none.
func metric(metrics, unit string) string {
	before, _, _ := strings.Cut(metrics, " "+unit)
	f := strings.Fields(before)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// The targets of each function: the size of its binary, and the time of its slowest start.
const (
	maxBytes   = 10e6
	maxStartMs = 20
)

// startTable returns the results of bench/coldstart.
func startTable() (string, error) {
	var r result.Start
	if err := readResult("start.json", &r); err != nil {
		return "", err
	}
	t := newTable("function", "arm64 binary, MB", "start to first poll, ms: min", "median", "max")
	small, quick := 0, 0
	for _, f := range r.Functions {
		if float64(f.Bytes) <= maxBytes {
			small++
		}
		if f.MaxMs <= maxStartMs {
			quick++
		}
		t.row(f.Name, fmt.Sprintf("%.2f", float64(f.Bytes)/1e6),
			fmt.Sprintf("%.1f", f.MinMs), fmt.Sprintf("%.1f", f.P50Ms), fmt.Sprintf("%.1f", f.MaxMs))
	}
	total := len(r.Functions)
	fmt.Fprintf(t, "\n%d starts each. %d of %d functions meet the target of %g MB, ",
		r.Runs, small, total, maxBytes/1e6)
	fmt.Fprintf(t, "and %d of %d that of %g ms.%s", quick, total, float64(maxStartMs), describeMachine(r.Machine))
	return t.String(), nil
}

// profileText returns the first 30 lines of profile.txt, the output of `go tool pprof -top`.
func profileText() (string, error) {
	b, err := os.ReadFile(results + "profile.txt")
	if err != nil {
		return "", err
	}
	lines := strings.SplitAfter(string(b), "\n")
	return "```\n" + strings.Join(lines[:min(len(lines), 30)], "") + "```\n", nil
}
