package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"homstyle.dev/planner/bench/result"
)

// serverList returns the compared servers, and on which cores and with which versions they
// ran.
func serverList(r result.Result) string {
	var b strings.Builder
	for _, s := range r.Servers {
		fmt.Fprintf(&b, "- **%s**: %s\n", s.Name, s.Label)
	}
	cores := "Nothing was pinned to cores."
	if r.Cores.Server != "" {
		cores = fmt.Sprintf("Servers ran on core %s, the load on core %s.", r.Cores.Server, r.Cores.Load)
	}
	var versions []string
	for _, name := range slices.Sorted(maps.Keys(r.Versions)) {
		versions = append(versions, name+" "+r.Versions[name])
	}
	fmt.Fprintf(&b, "\n%s Each stream of the latency scenario took %g s. %s.\n%s",
		cores, r.Seconds, strings.Join(versions, "; "), describeMachine(r.Machine))
	return b.String()
}

func latencyTable(r result.Result) string {
	t := newTable("", "2 people, p50", "p99", "10, p50", "p99", "50, p50", "p99", "cursor, 10, p50", "p99",
		"deliveries", "missing", "overtaken")
	for _, s := range r.Servers {
		if s.Latency == nil {
			continue
		}
		row := []string{s.Name}
		var sum result.LatencyStep
		var cursor result.Latency
		for _, l := range s.Latency {
			row = append(row, formatMs(l.Move.P50), formatMs(l.Move.P99))
			sum.Deliveries += l.Deliveries
			sum.Missing += l.Missing
			sum.Overtaken += l.Overtaken
			if l.People == 10 {
				cursor = l.Cursor
			}
		}
		row = append(row, formatMs(cursor.P50), formatMs(cursor.P99))
		t.row(append(row, formatInt(sum.Deliveries), formatInt(sum.Missing), formatInt(sum.Overtaken))...)
	}
	return t.String()
}

func throughputTable(r result.Result) string {
	t := newTable("", "one room, moves/s", "p99, ms", "twenty rooms, moves/s", "p99, ms")
	for _, s := range r.Servers {
		if s.Throughput == nil {
			continue
		}
		oneRate, oneP99 := sustained(s.Throughput)
		twentyRate, twentyP99 := sustained(s.Rooms)
		t.row(s.Name, oneRate, oneP99, twentyRate, twentyP99)
	}
	return t.String()
}

// sustained returns the highest sustained rate and its p99, or dashes if t is nil. The rate
// has a "≥" if the server sustained all rates.
func sustained(t *result.Throughput) (rate, p99 string) {
	if t == nil {
		return "–", "–"
	}
	rate = formatInt(t.Sustained)
	p99 = "–"
	for _, s := range t.Steps {
		if s.Rate == t.Sustained {
			p99 = formatMs(s.Latency.P99)
		}
	}
	if last := t.Steps[len(t.Steps)-1]; last.Held {
		rate = "≥ " + rate
	}
	return rate, p99
}

func raceTable(r result.Result) string {
	t := newTable("", "rounds with one winner", "own outcome, ms: p50", "p99", "last outcome of a round: p50", "p99")
	for _, s := range r.Servers {
		if c := s.Race; c != nil {
			t.row(s.Name, fmt.Sprintf("%d of %d", c.Fair, c.Rounds), formatMs(c.Own.P50), formatMs(c.Own.P99),
				formatMs(c.Slowest.P50), formatMs(c.Slowest.P99))
		}
	}
	return t.String()
}

func wakeTable(r result.Result) string {
	t := newTable("", "first message, ms: p50", "max", "second: p50", "max")
	for _, s := range r.Servers {
		if w := s.Wake; w != nil {
			t.row(s.Name, formatMs(w.First.P50), formatMs(w.First.Max), formatMs(w.Warm.P50), formatMs(w.Warm.Max))
		}
	}
	return t.String()
}

func planTable(r result.Result) string {
	t := newTable("", "lock → ack, ms: p50", "max", "drop → ack: p50", "max", "cursor → others: p50", "p99",
		"batches", "missing", "refused")
	for _, s := range r.Servers {
		if p := s.Plan; p != nil {
			t.row(s.Name, formatMs(p.Lock.P50), formatMs(p.Lock.Max), formatMs(p.Drop.P50), formatMs(p.Drop.Max),
				formatMs(p.Preview.P50), formatMs(p.Preview.P99),
				formatInt(p.Cursors), formatInt(p.Missing), formatInt(p.Refusals))
		}
	}
	return t.String()
}

func crowdTable(r result.Result) string {
	t := newTable("", "viewers", "all joined after, s", "each viewer, ms: p50", "last viewer: p50", "max",
		"deliveries", "missing")
	for _, s := range r.Servers {
		for _, c := range s.Crowd {
			t.row(s.Name, formatInt(c.Viewers), fmt.Sprintf("%.1f", c.GatherS),
				formatMs(c.Each.P50), formatMs(c.Last.P50), formatMs(c.Last.Max),
				formatInt(c.Deliveries), formatInt(c.Missing))
		}
	}
	return t.String()
}

func syncTable(r result.Result) string {
	t := newTable("", "moves", "fsync and fdatasync", "a move")
	for _, s := range r.Servers {
		if c := s.Syncs; c != nil {
			t.row(s.Name, formatInt(c.Moves), formatInt(c.Calls), fmt.Sprintf("%.2f", float64(c.Calls)/float64(c.Moves)))
		}
	}
	return t.String()
}

func deploymentTable(r result.Result) string {
	t := newTable("", "people", "deployments", "connections ended", "move → answer, ms: p50", "longest")
	for _, s := range r.Servers {
		if d := s.Deployments; d != nil {
			t.row(s.Name, formatInt(d.People), formatInt(d.Deployments), formatInt(d.Ended),
				formatMs(d.Move.P50), formatMs(d.Move.Max))
		}
	}
	return t.String()
}

// speedTable returns the summary in the repository's README.md.
func speedTable(r result.Result) string {
	t := newTable("", "move → peer, ten people, ms: p50", "p99", "moves/s, one room", "race of 50, ms", "wake, ms")
	for _, s := range r.Servers {
		if s.Latency == nil {
			continue
		}
		row := []string{s.Label, "–", "–", "–", "–", "–"}
		for _, l := range s.Latency {
			if l.People == 10 {
				row[1] = formatMs(l.Move.P50)
				row[2] = formatMs(l.Move.P99)
			}
		}
		row[3], _ = sustained(s.Throughput)
		if s.Race != nil {
			row[4] = formatMs(s.Race.Own.P50)
		}
		if s.Wake != nil {
			row[5] = formatMs(s.Wake.First.P50)
		}
		t.row(row...)
	}
	fmt.Fprintf(t, "%s", describeMachine(r.Machine))
	return t.String()
}
