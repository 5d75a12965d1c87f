// Command report writes the tables of bench/README.md and README.md from
// bench/results, between their markers, and draws the plots beside the results: no
// figure there is typed by hand.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/sysinfo"
)

const results = "bench/results/"

// pages are the tables of each page, by the name of their markers.
var pages = map[string]map[string]func() (string, error){
	"bench/README.md": {
		"hotpath": hotpath, "start": start, "profile": profile,
		"where": measured(where), "latency": measured(latencies), "plan": measured(plans), "throughput": measured(throughputs),
		"race": measured(races), "wake": measured(wakes), "crowd": measured(crowds), "targets": measured(targets), "smooth": smoothness, "simulated": simulated,
	},
	"README.md": {"speed": measured(speed), "cost": costs},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

func run() error {
	for file, tables := range pages {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		page := string(text)
		for name, table := range tables {
			t, err := table()
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if page, err = put(page, name, t); err != nil {
				return fmt.Errorf("%s %w", file, err)
			}
		}
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			return err
		}
	}
	r, err := loaded()
	if err != nil {
		return err
	}
	return draw(r)
}

// put replaces what stands between the markers of that name.
func put(page, name, table string) (string, error) {
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->"
	before, rest, ok := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("has no markers for %s", name)
	}
	return before + begin + table + end + after, nil
}

func load(name string, v any) error {
	b, err := os.ReadFile(results + name)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

func loaded() (r result.Result, err error) {
	err = load("load.json", &r)
	return r, err
}

// measured makes a table of the run over all servers.
func measured(table func(result.Result) string) func() (string, error) {
	return func() (string, error) {
		r, err := loaded()
		if err != nil {
			return "", err
		}
		return table(r), nil
	}
}

func on(m sysinfo.Info) string {
	busy := ""
	if m.Load != "" {
		busy = ", load average " + m.Load + " before"
	}
	return fmt.Sprintf("\nMeasured %s on %d cores of %s, %s, %s%s.\n", m.Date, m.Cores, m.CPU, m.OS, m.Go, busy)
}

// table is one of Markdown; its first column is text, the others are numbers.
type table struct{ strings.Builder }

func newTable(columns ...string) *table {
	t := &table{}
	t.row(columns...)
	t.WriteString("|---|" + strings.Repeat("---:|", len(columns)-1) + "\n")
	return t
}

func (t *table) row(cells ...string) { t.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

func ms(v float64) string {
	if v >= 100 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func count(n int) string { return fmt.Sprint(n) }
