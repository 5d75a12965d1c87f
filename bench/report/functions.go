package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"homstyle.dev/planner/bench/sysinfo"
)

var line = regexp.MustCompile(`^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op(.*)$`)

// hotpath reads what `go test -bench` printed; the medians of its repeats.
func hotpath() (string, error) {
	b, err := os.ReadFile(results + "hotpath.txt")
	if err != nil {
		return "", err
	}
	times, rest := map[string][]float64{}, map[string]string{}
	var order []string
	for l := range strings.Lines(string(b)) {
		m := line.FindStringSubmatch(strings.TrimSpace(l))
		if m == nil {
			continue
		}
		ns, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			return "", err
		}
		if times[m[1]] == nil {
			order = append(order, m[1])
		}
		times[m[1]], rest[m[1]] = append(times[m[1]], ns), m[3]
	}
	t := newTable("", "µs, median", "bytes", "allocations")
	for _, name := range order {
		t.row(label(name), fmt.Sprintf("%.1f", median(times[name])/1000), metric(rest[name], "B/op"), metric(rest[name], "allocs/op"))
	}
	ours, sdk := times["Post/client=ours"], times["Post/client=sdk"]
	if len(ours) == 0 || len(sdk) == 0 {
		return "", fmt.Errorf("no posts in hotpath.txt")
	}
	fmt.Fprintf(t, "\nA post of ours costs %.2f of what the SDK client's plain call costs (aim: at most 0.33).\n", median(ours)/median(sdk))
	return t.String(), nil
}

func label(name string) string {
	return map[string]string{
		"Function/route=move": "move, five peers", "Function/route=lock": "lock, five peers", "Function/route=cursor": "cursor, five peers",
		"Post/client=ours": "one post, ours", "Post/client=sdk": "one post, SDK client",
	}[name]
}

func metric(rest, unit string) string {
	before, _, _ := strings.Cut(rest, " "+unit)
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

func start() (string, error) {
	var r struct {
		Machine   sysinfo.Info
		Runs      int
		Functions []struct {
			Name                string
			Bytes               int64
			MinMs, P50Ms, MaxMs float64
		}
	}
	if err := load("start.json", &r); err != nil {
		return "", err
	}
	t := newTable("function", "arm64 binary, MB", "start to first poll, ms: min", "median", "max")
	for _, f := range r.Functions {
		t.row(f.Name, fmt.Sprintf("%.2f", float64(f.Bytes)/1e6), fmt.Sprintf("%.1f", f.MinMs), fmt.Sprintf("%.1f", f.P50Ms), fmt.Sprintf("%.1f", f.MaxMs))
	}
	fmt.Fprintf(t, "\n%d starts each.%s", r.Runs, on(r.Machine))
	return t.String(), nil
}

// profile is the head of what `go tool pprof -top` printed.
func profile() (string, error) {
	b, err := os.ReadFile(results + "profile.txt")
	if err != nil {
		return "", err
	}
	lines := strings.SplitAfter(string(b), "\n")
	return "```\n" + strings.Join(lines[:min(len(lines), 30)], "") + "```\n", nil
}
