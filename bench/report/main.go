// Command report writes the tables of bench/README.md from bench/results, between
// their markers: no figure there is typed by hand.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
)

const (
	readme  = "bench/README.md"
	results = "bench/results/"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

func run() error {
	text, err := os.ReadFile(readme)
	if err != nil {
		return err
	}
	page := string(text)
	for name, table := range map[string]func() (string, error){"hotpath": hotpath, "start": start, "local": local} {
		t, err := table()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if page, err = put(page, name, t); err != nil {
			return err
		}
	}
	return os.WriteFile(readme, []byte(page), 0o644)
}

// put replaces what stands between the markers of that name.
func put(page, name, table string) (string, error) {
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("%s has no markers for %s", readme, name)
	}
	return before + begin + table + end + after, nil
}

type machine struct {
	Date, CPU, OS, Go string
	Cores             int
}

func (m machine) String() string {
	return fmt.Sprintf("\nMeasured %s on %d cores of %s, %s, %s.\n", m.Date, m.Cores, m.CPU, m.OS, m.Go)
}

func load(name string, v any) error {
	b, err := os.ReadFile(results + name)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

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
	var t strings.Builder
	t.WriteString("| | µs, median | bytes | allocations |\n|---|---:|---:|---:|\n")
	for _, name := range order {
		fmt.Fprintf(&t, "| %s | %.1f | %s | %s |\n", label(name), median(times[name])/1000, metric(rest[name], "B/op"), metric(rest[name], "allocs/op"))
	}
	ours, sdk := times["Post/client=ours"], times["Post/client=sdk"]
	if len(ours) == 0 || len(sdk) == 0 {
		return "", fmt.Errorf("no posts in hotpath.txt")
	}
	fmt.Fprintf(&t, "\nA post of ours costs %.2f of what the SDK client's plain call costs (aim: at most 0.33).\n", median(ours)/median(sdk))
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

func start() (string, error) {
	var r struct {
		Machine   machine
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
	var t strings.Builder
	t.WriteString("| function | arm64 binary, MB | start to first poll, ms: min | median | max |\n|---|---:|---:|---:|---:|\n")
	for _, f := range r.Functions {
		fmt.Fprintf(&t, "| %s | %.2f | %.1f | %.1f | %.1f |\n", f.Name, float64(f.Bytes)/1e6, f.MinMs, f.P50Ms, f.MaxMs)
	}
	fmt.Fprintf(&t, "\n%d starts each.%s", r.Runs, r.Machine)
	return t.String(), nil
}

func local() (string, error) {
	type latency struct{ P50, P90, P99, Max float64 }
	var r struct {
		Machine       machine
		Lambda, Store string
		Seconds       int
		Steps         []struct {
			Peers, Deliveries, Overtaken, Missing int
			Move, Cursor, Lock                    latency
		}
	}
	if err := load("local.json", &r); err != nil {
		return "", err
	}
	var t strings.Builder
	t.WriteString("| peers | move → peer, ms: p50 | p99 | cursor → peer: p50 | p99 | lock → ack: p50 | p99 | deliveries | overtaken | missing |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, s := range r.Steps {
		fmt.Fprintf(&t, "| %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %d | %d |\n",
			s.Peers, s.Move.P50, s.Move.P99, s.Cursor.P50, s.Cursor.P99, s.Lock.P50, s.Lock.P99, s.Deliveries, s.Overtaken, s.Missing)
	}
	fmt.Fprintf(&t, "\n%d s of moves a row; functions %s, table %s.%s", r.Seconds, r.Lambda, r.Store, r.Machine)
	return t.String(), nil
}
