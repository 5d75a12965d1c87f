package main

import (
	"fmt"

	"homstyle.dev/planner/bench/result"
)

// target is a bound on the ratio of this project's figure to that of an alternative.
type target struct {
	label       string
	bound       float64
	atLeast     bool // whether bound is the lowest ratio; otherwise it is the highest
	figure      func(result.Server) float64
	alternative result.Server
}

// targetTable returns the ratios of this project's figures to those of its alternatives in the
// same run, with each of its tables.
func targetTable(r result.Result) string {
	servers := map[string]result.Server{}
	for _, s := range r.Servers {
		servers[s.Name] = s
	}
	object, socketIO := servers["durable-object"], servers["socketio"]
	t := newTable("", "target", "table in a file", "DynamoDB Local", "in memory")
	for _, g := range []target{
		{
			label: "move → peer, ten people, p50, to the Durable Object's", bound: 1,
			figure: moveP50, alternative: object,
		},
		{label: "the same, p99", bound: 1, figure: moveP99, alternative: object},
		{label: "move → peer, p50, to Socket.IO's", bound: 1, figure: moveP50, alternative: socketIO},
		{
			label: "moves a second in one room, to the Durable Object's", bound: 1, atLeast: true,
			figure: oneRoomRate, alternative: object,
		},
		{label: "in twenty rooms", bound: 2, atLeast: true, figure: twentyRoomsRate, alternative: object},
		{label: "race of fifty, own outcome, p50", bound: 1, figure: raceP50, alternative: object},
		{label: "first message after idle, p50", bound: 1, figure: wakeP50, alternative: object},
	} {
		t.row(g.label, g.formatBound(), g.compare(servers["disk"]), g.compare(servers["product"]), g.compare(servers["memory"]))
	}
	return t.String()
}

func (g target) formatBound() string {
	if g.atLeast {
		return fmt.Sprintf("≥ %g", g.bound)
	}
	return fmt.Sprintf("≤ %g", g.bound)
}

// compare returns the ratio of the server's figure to the alternative's, and whether it is
// within the bound.
func (g target) compare(s result.Server) string {
	ours, theirs := g.figure(s), g.figure(g.alternative)
	if theirs == 0 || ours == 0 && !g.atLeast {
		return "not measured"
	}
	ratio := ours / theirs
	if g.atLeast && ratio >= g.bound || !g.atLeast && ratio <= g.bound {
		return fmt.Sprintf("%.2f, reached", ratio)
	}
	return fmt.Sprintf("%.2f, **not reached**", ratio)
}

// The figures of a target; 0 if the server's scenario was not run.

func moveP50(s result.Server) float64 { return moveAmongTen(s).P50 }

func moveP99(s result.Server) float64 { return moveAmongTen(s).P99 }

func moveAmongTen(s result.Server) (l result.Latency) {
	for _, step := range s.Latency {
		if step.People == 10 {
			l = step.Move
		}
	}
	return l
}

func oneRoomRate(s result.Server) float64 { return sustainedRate(s.Throughput) }

func twentyRoomsRate(s result.Server) float64 { return sustainedRate(s.Rooms) }

func sustainedRate(t *result.Throughput) float64 {
	if t == nil {
		return 0
	}
	return float64(t.Sustained)
}

func raceP50(s result.Server) float64 {
	if s.Race == nil {
		return 0
	}
	return s.Race.Own.P50
}

func wakeP50(s result.Server) float64 {
	if s.Wake == nil {
		return 0
	}
	return s.Wake.First.P50
}

// cursorTable returns the result of bench/cursors.
func cursorTable() (string, error) {
	type cursor struct {
		Messages, DelayMs       int
		P50Mm, P95Mm, StutterMm float64
	}
	var r struct {
		Machine                          result.Machine
		People                           int
		Ours, Naive                      cursor
		Billed, Stream, Moving, Commands int
	}
	if err := readResult("smooth.json", &r); err != nil {
		return "", err
	}
	t := newTable("", "messages billed, an hour", "delay, ms", "distance from the true path, mm: p50", "p95",
		"stutter, mm a frame")
	row := func(name string, billed int, c cursor) {
		t.row(name, formatInt(billed), formatInt(c.DelayMs),
			fmt.Sprint(c.P50Mm), fmt.Sprint(c.P95Mm), fmt.Sprint(c.StutterMm))
	}
	row("this project's client, with its locks, drops and syncs", r.Billed, r.Ours)
	row("ten positions a second while the pointer moves", r.Moving, r.Naive)
	t.row("ten positions a second all the time", formatInt(r.Stream), "", "", "", "")
	ofStream := 100 * float64(r.Billed) / float64(r.Stream)
	ofMoving := 100 * float64(r.Billed) / float64(r.Moving)
	fmt.Fprintf(t, "\n%d people. This project's client needs %.0f %% of the messages of the stream all the time ",
		r.People, ofStream)
	fmt.Fprintf(t, "(target: at most 40 %%), and %.0f %% of those of the stream while the pointer moves.\n", ofMoving)
	return t.String(), nil
}
