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

// directTable returns the result of web/bench/direct.bench.ts.
func directTable() (string, error) {
	var r struct {
		Ways []struct {
			Way                                          string
			FramesPerSecond, Sent, Arrived, ShownAfterMs float64
			WireMs, OffMm                                struct{ P50, P95 float64 }
		}
	}
	if err := readResult("direct.json", &r); err != nil {
		return "", err
	}
	t := newTable("", "frames a second", "arrived", "sent to received, ms: p50", "p95", "shown after, ms",
		"distance from the path, mm: p50", "p95")
	for _, w := range r.Ways {
		t.row(w.Way, fmt.Sprint(w.FramesPerSecond), fmt.Sprintf("%.0f of %.0f", w.Arrived, w.Sent),
			fmt.Sprint(w.WireMs.P50), fmt.Sprint(w.WireMs.P95), fmt.Sprint(w.ShownAfterMs),
			fmt.Sprint(w.OffMm.P50), fmt.Sprint(w.OffMm.P95))
	}
	return t.String(), nil
}

// cursorTable returns the result of bench/cursors.
func cursorTable() (string, error) {
	type look struct{ DelayMs, P50Mm, P95Mm float64 }
	type cursor struct {
		PerSecond, StutterMm float64
		look
		Item look
	}
	var r struct {
		Rooms []struct {
			People                 int
			Hand                   string
			Ours, Naive            cursor
			Billed, Stream, Moving int
		}
	}
	if err := readResult("smooth.json", &r); err != nil {
		return "", err
	}
	t := newTable("", "messages a second of each person", "delay, ms", "distance from the true path, mm: p50", "p95",
		"stutter, mm a frame", "dragged item: delay, ms", "p50, mm", "p95", "messages billed, an hour")
	for _, room := range r.Rooms {
		name := fmt.Sprintf("%d people, %s hands: ", room.People, room.Hand)
		c := room.Ours
		t.row(name+"this project's client", fmt.Sprintf("%.2f", c.PerSecond), fmt.Sprint(c.DelayMs), fmt.Sprint(c.P50Mm),
			fmt.Sprint(c.P95Mm), fmt.Sprint(c.StutterMm), fmt.Sprint(c.Item.DelayMs), fmt.Sprint(c.Item.P50Mm),
			fmt.Sprint(c.Item.P95Mm), formatInt(room.Billed))
		c = room.Naive
		t.row(name+"ten positions a second while the pointer moves", fmt.Sprintf("%.2f", c.PerSecond),
			fmt.Sprint(c.DelayMs), fmt.Sprint(c.P50Mm), fmt.Sprint(c.P95Mm), fmt.Sprint(c.StutterMm), "", "", "",
			formatInt(room.Moving))
	}
	t.WriteByte('\n')
	for _, room := range r.Rooms {
		fmt.Fprintf(t, "%d people, %s hands: %.0f %% of the messages of ten positions a second all the time ", room.People,
			room.Hand, 100*float64(room.Billed)/float64(room.Stream))
		fmt.Fprintf(t, "(target: at most 40 %%), and %.0f %% of those while the pointer moves.\n",
			100*float64(room.Billed)/float64(room.Moving))
	}
	t.WriteString("Billed are also the locks, drops and syncs of this project's client.\n")
	return t.String(), nil
}
