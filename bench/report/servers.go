package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"homstyle.dev/planner/bench/result"
)

func where(r result.Result) string {
	var b strings.Builder
	for _, s := range r.Servers {
		fmt.Fprintf(&b, "- **%s**: %s\n", s.Name, s.Label)
	}
	pinned := "Nothing was pinned to cores."
	if r.Cores.Server != "" {
		pinned = fmt.Sprintf("Servers ran on core %s, the load on core %s.", r.Cores.Server, r.Cores.Load)
	}
	var versions []string
	for _, name := range slices.Sorted(maps.Keys(r.Versions)) {
		versions = append(versions, name+" "+r.Versions[name])
	}
	fmt.Fprintf(&b, "\n%s %g s a stream. %s.\n%s", pinned, r.Seconds, strings.Join(versions, "; "), on(r.Machine))
	return b.String()
}

func latencies(r result.Result) string {
	t := newTable("", "2 people, p50", "p99", "10, p50", "p99", "50, p50", "p99", "cursor, 10, p50", "p99", "deliveries", "missing", "overtaken")
	for _, s := range r.Servers {
		row, deliveries, missing, overtaken := []string{s.Name}, 0, 0, 0
		var cursor result.Latency
		for _, l := range s.Latency {
			row = append(row, ms(l.Move.P50), ms(l.Move.P99))
			deliveries, missing, overtaken = deliveries+l.Deliveries, missing+l.Missing, overtaken+l.Overtaken
			if l.People == 10 {
				cursor = l.Cursor
			}
		}
		t.row(append(row, ms(cursor.P50), ms(cursor.P99), count(deliveries), count(missing), count(overtaken))...)
	}
	return t.String()
}

func throughputs(r result.Result) string {
	t := newTable("", "one room, moves/s", "p99 there, ms", "twenty rooms, moves/s", "p99 there, ms")
	for _, s := range r.Servers {
		if s.Throughput == nil {
			continue
		}
		one, p99 := sustained(s.Throughput)
		many, p99s := sustained(s.Rooms)
		t.row(s.Name, one, p99, many, p99s)
	}
	return t.String()
}

// sustained is the highest rung that held, and its p99.
func sustained(c *result.Throughput) (rate, p99 string) {
	if c == nil {
		return "–", "–"
	}
	rate, p99 = count(c.Sustained), "–"
	for _, s := range c.Steps {
		if s.Rate == c.Sustained {
			p99 = ms(s.Latency.P99)
		}
	}
	if last := c.Steps[len(c.Steps)-1]; last.Held {
		rate = "≥ " + rate
	}
	return rate, p99
}

func races(r result.Result) string {
	t := newTable("", "one winner in", "own outcome, ms: p50", "p99", "the last one knows: p50", "p99")
	for _, s := range r.Servers {
		if c := s.Race; c != nil {
			t.row(s.Name, fmt.Sprintf("%d of %d", c.Fair, c.Rounds), ms(c.Own.P50), ms(c.Own.P99), ms(c.Slowest.P50), ms(c.Slowest.P99))
		}
	}
	return t.String()
}

func wakes(r result.Result) string {
	t := newTable("", "first message, ms: p50", "max", "the next: p50", "max")
	for _, s := range r.Servers {
		if w := s.Wake; w != nil {
			t.row(s.Name, ms(w.First.P50), ms(w.First.Max), ms(w.Warm.P50), ms(w.Warm.Max))
		}
	}
	return t.String()
}

func plans(r result.Result) string {
	t := newTable("", "lock → ack, ms: p50", "max", "drop → ack: p50", "max", "cursor → others: p50", "p99", "batches", "missing", "refused")
	for _, s := range r.Servers {
		if p := s.Plan; p != nil {
			t.row(s.Name, ms(p.Lock.P50), ms(p.Lock.Max), ms(p.Drop.P50), ms(p.Drop.Max), ms(p.Preview.P50), ms(p.Preview.P99), count(p.Cursors), count(p.Missing), count(p.Refusals))
		}
	}
	return t.String()
}

func crowds(r result.Result) string {
	t := newTable("", "viewers", "all in after, s", "one viewer, ms: p50", "the last one: p50", "max", "deliveries", "missing")
	for _, s := range r.Servers {
		for _, c := range s.Crowd {
			t.row(s.Name, count(c.Viewers), fmt.Sprintf("%.1f", c.GatherS), ms(c.Each.P50), ms(c.Last.P50), ms(c.Last.Max), count(c.Deliveries), count(c.Missing))
		}
	}
	return t.String()
}

// speed is the short table of the first page.
func speed(r result.Result) string {
	t := newTable("", "move → peer, ten people, ms: p50", "p99", "moves/s, one room", "race of 50, ms", "wake, ms")
	for _, s := range r.Servers {
		row := []string{s.Label, "–", "–", "–", "–", "–"}
		for _, l := range s.Latency {
			if l.People == 10 {
				row[1], row[2] = ms(l.Move.P50), ms(l.Move.P99)
			}
		}
		row[3], _ = sustained(s.Throughput)
		if s.Race != nil {
			row[4] = ms(s.Race.Own.P50)
		}
		if s.Wake != nil {
			row[5] = ms(s.Wake.First.P50)
		}
		t.row(row...)
	}
	fmt.Fprintf(t, "%s", on(r.Machine))
	return t.String()
}
