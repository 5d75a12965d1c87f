package main

import (
	"fmt"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/sysinfo"
)

// targets holds this project against its rivals, as ratios within the run: once with
// the emulator of DynamoDB, once without it.
func targets(r result.Result) string {
	t := newTable("", "wanted", "on DynamoDB Local", "table in memory")
	servers := map[string]result.Server{}
	for _, s := range r.Servers {
		servers[s.Name] = s
	}
	object, redis := servers["durable-object"], servers["socketio"]
	for _, w := range []struct {
		what   string
		wanted float64
		least  bool // wanted is a least, not a most
		of     func(result.Server) float64
		rival  result.Server
	}{
		{"move → peer, ten people, p50, to the Durable Object's", 1, false, func(s result.Server) float64 { return ten(s).P50 }, object},
		{"the same, p99", 1, false, func(s result.Server) float64 { return ten(s).P99 }, object},
		{"move → peer, p50, to Socket.IO's", 1, false, func(s result.Server) float64 { return ten(s).P50 }, redis},
		{"moves a second in one room, to the Durable Object's", 1, true, func(s result.Server) float64 { return rate(s.Throughput) }, object},
		{"in twenty rooms", 2, true, func(s result.Server) float64 { return rate(s.Rooms) }, object},
		{"race of fifty, own outcome, p50", 1, false, own, object},
		{"first message after idle, p50", 1, false, wake, object},
	} {
		t.row(w.what, bound(w.wanted, w.least), ratio(w.of(servers["product"]), w.of(w.rival), w.wanted, w.least), ratio(w.of(servers["memory"]), w.of(w.rival), w.wanted, w.least))
	}
	return t.String()
}

func bound(wanted float64, least bool) string {
	if least {
		return fmt.Sprintf("≥ %g", wanted)
	}
	return fmt.Sprintf("≤ %g", wanted)
}

// ratio says how ours stands to theirs, and whether that was wanted.
func ratio(ours, theirs, wanted float64, least bool) string {
	if theirs == 0 || ours == 0 && !least {
		return "not measured"
	}
	q := ours / theirs
	if least && q >= wanted || !least && q <= wanted {
		return fmt.Sprintf("%.2f, reached", q)
	}
	return fmt.Sprintf("%.2f, **not reached**", q)
}

func ten(s result.Server) (l result.Latency) {
	for _, step := range s.Latency {
		if step.People == 10 {
			l = step.Move
		}
	}
	return l
}

func rate(c *result.Throughput) float64 {
	if c == nil {
		return 0
	}
	return float64(c.Sustained)
}

func own(s result.Server) float64 {
	if s.Race == nil {
		return 0
	}
	return s.Race.Own.P50
}

func wake(s result.Server) float64 {
	if s.Wake == nil {
		return 0
	}
	return s.Wake.First.P50
}

func smoothness() (string, error) {
	type cursor struct {
		Messages, DelayMs       int
		P50Mm, P95Mm, StutterMm float64
	}
	var r struct {
		Machine                          sysinfo.Info
		People                           int
		Ours, Naive                      cursor
		Billed, Stream, Moving, Commands int
	}
	if err := load("smooth.json", &r); err != nil {
		return "", err
	}
	t := newTable("", "messages billed, an hour", "shown after, ms", "off the true path then, mm: p50", "p95", "stutter, mm a frame")
	row := func(name string, billed int, c cursor) {
		t.row(name, count(billed), count(c.DelayMs), fmt.Sprint(c.P50Mm), fmt.Sprint(c.P95Mm), fmt.Sprint(c.StutterMm))
	}
	row("this project's client, its locks and drops and syncs included", r.Billed, r.Ours)
	row("ten places a second while the hand moves", r.Moving, r.Naive)
	t.row("ten places a second all the time", count(r.Stream), "", "", "", "")
	fmt.Fprintf(t, "\n%d people. Ours bills %.0f %% of the naive stream (aim: at most 40 %%), and %.0f %% of one that rests with the hand.\n",
		r.People, 100*float64(r.Billed)/float64(r.Stream), 100*float64(r.Billed)/float64(r.Moving))
	return t.String(), nil
}
