// Command report writes the tables of bench/README.md and README.md from the files in
// bench/results, between the tables' markers, and draws the plots into bench/results.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
)

const results = "bench/results/"

// pages are the functions that return the tables of each page, by the name of the marker.
var pages = map[string]map[string]func() (string, error){
	"bench/README.md": {
		"hotpath": hotpathTable, "start": startTable, "profile": profileText,
		"smooth": cursorTable, "direct": directTable, "bill": billTable,
		"where": fromLoad(serverList), "targets": fromLoad(targetTable),
		"latency": fromLoad(latencyTable), "plan": fromLoad(planTable), "throughput": fromLoad(throughputTable),
		"race": fromLoad(raceTable), "wake": fromLoad(wakeTable), "crowd": fromLoad(crowdTable),
		"syncs": fromLoad(syncTable), "deploy": fromLoad(deploymentTable),
	},
	"README.md": {"speed": fromLoad(speedTable), "cost": costTable},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := servers.Root()
	if err != nil {
		return err
	}
	if err := os.Chdir(root); err != nil {
		return err
	}
	for file, tables := range pages {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		page := string(text)
		for name, table := range tables {
			t, err := table()
			if errors.Is(err, fs.ErrNotExist) { // a measurement that did not run yet
				t, err = "Not measured yet: the next `make bench` writes this table.\n", nil
			}
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			if page, err = replaceTable(page, name, t); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			return err
		}
	}
	r, err := readLoad()
	if err != nil {
		return err
	}
	return drawPlots(r)
}

// replaceTable replaces the text between the markers of that name. It returns an error if the
// page does not have both markers.
func replaceTable(page, name, table string) (string, error) {
	begin := "<!-- " + name + " -->\n"
	end := "<!-- /" + name + " -->"
	before, rest, ok := strings.Cut(page, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", fmt.Errorf("there are no markers for %s", name)
	}
	return before + begin + table + end + after, nil
}

// readResult decodes a JSON file of bench/results into v.
func readResult(name string, v any) error {
	b, err := os.ReadFile(results + name)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// readLoad returns the result of bench/load.
func readLoad() (r result.Result, err error) {
	err = readResult("load.json", &r)
	return r, err
}

// fromLoad returns a function that calls table with the result of bench/load.
func fromLoad(table func(result.Result) string) func() (string, error) {
	return func() (string, error) {
		r, err := readLoad()
		if err != nil {
			return "", err
		}
		return table(r), nil
	}
}

// describeMachine returns a line of text after an empty line.
func describeMachine(m result.Machine) string {
	return fmt.Sprintf("\nMeasured %s on %d cores of %s, %s, %s.\n", m.Date, m.Cores, m.CPU, m.OS, m.Go)
}

// markdown is a table in Markdown. Its first column is text, the others are numbers.
type markdown struct{ strings.Builder }

func newTable(columns ...string) *markdown {
	t := &markdown{}
	t.row(columns...)
	t.WriteString("|---|" + strings.Repeat("---:|", len(columns)-1) + "\n")
	return t
}

func (t *markdown) row(cells ...string) { t.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// formatMs formats milliseconds, without decimals from 100 on.
func formatMs(v float64) string {
	if v >= 100 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func formatInt(n int) string { return fmt.Sprint(n) }
