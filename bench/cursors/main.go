// Command cursors measures how many messages the cursors and drag previews of an hour cost, and how smooth they
// look to the other clients: the client library's own batching and playback (cursors.ts, run by Node) against a
// naive stream of ten positions a second, for smooth and for rough hands.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/bench/sysinfo"
	"homstyle.dev/planner/bench/workload"
)

// measured is the result of -json.
type measured struct {
	Machine sysinfo.Info `json:"machine"`
	Minutes float64      `json:"minutes"`
	Rooms   []room       `json:"rooms"`
}

// room is the result of one room. Billed, Stream and Moving are messages of an hour.
type room struct {
	People   int    `json:"people"`
	Hand     string `json:"hand"` // a key of hands
	Ours     cursor `json:"ours"`
	Naive    cursor `json:"naive"`
	Billed   int    `json:"billed"`   // the client library's, locks, drops and syncs included
	Stream   int    `json:"stream"`   // of ten positions a second from each person all the time
	Moving   int    `json:"moving"`   // of ten positions a second while the pointer moves
	Commands int    `json:"commands"` // locks, drops and syncs; part of Billed
}

// cursor is the cost and the look of one method of sending the pointer's positions, and of the items that it drags.
type cursor struct {
	Messages  int     `json:"messages"`  // from all people, in the measured time
	PerSecond float64 `json:"perSecond"` // from each person
	DelayMs   int     `json:"delayMs"`   // the constant delay that fits the drawn cursor best
	P50Mm     float64 `json:"p50Mm"`     // distance from the pointer's position at that delay
	P95Mm     float64 `json:"p95Mm"`     // of the same distance
	StutterMm float64 `json:"stutterMm"` // change of the drawn step from frame to frame
	Item      item    `json:"item"`      // the same of what is dragged; zero for the naive stream, which has none
}

type item struct {
	DelayMs int     `json:"delayMs"`
	P50Mm   float64 `json:"p50Mm"`
	P95Mm   float64 `json:"p95Mm"`
}

const (
	budget = 100  // the template's MessageBudget
	width  = 5000 // of the plan, in millimetres
)

// hands are the functions that simulate a person's pointer.
var hands = map[string]func(seed uint64, duration time.Duration) []workload.Sample{
	"smooth": workload.Person,
	"rough":  workload.Rough,
}

func main() {
	minutes := flag.Float64("minutes", 10, "minutes of planning to simulate; the result is scaled to an hour")
	out := flag.String("json", "", "`file` for the result")
	flag.Parse()
	if err := run(*minutes, *out); err != nil {
		fmt.Fprintln(os.Stderr, "cursors:", err)
		os.Exit(1)
	}
}

func run(minutes float64, out string) error {
	dir, err := os.MkdirTemp("", "cursors")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	script, err := bundle(dir)
	if err != nil {
		return err
	}
	r := measured{Machine: sysinfo.Read(), Minutes: minutes}
	for _, people := range []int{2, 5} {
		for _, hand := range []string{"smooth", "rough"} {
			one, err := measure(script, people, hand, minutes)
			if err != nil {
				return err
			}
			r.Rooms = append(r.Rooms, one)
		}
	}
	return result.Write(out, r)
}

// measure simulates one room and prints its result.
func measure(script string, people int, hand string, minutes float64) (room, error) {
	r := room{People: people, Hand: hand}
	var traces [][]workload.Sample
	drags := 0
	for seed := range uint64(people) {
		samples := hands[hand](seed+1, time.Duration(minutes*float64(time.Minute)))
		traces = append(traces, samples)
		for _, s := range samples {
			if s.Drop {
				drags++
			}
		}
	}
	if err := play(script, traces, &r); err != nil {
		return r, err
	}
	perHour := func(messages int) int { return int(float64(messages) * 60 / minutes) }
	// A drag is two commands, a lock and a drop, each with a message in, an answer and an event for each other
	// person. No lease is renewed: drags are shorter than the renewal interval of 5 s. Each person syncs once a
	// minute.
	r.Commands = perHour(2*drags*(people+1)) + 60*people*2
	r.Billed = perHour(r.Ours.Messages)*people + r.Commands
	r.Moving = perHour(r.Naive.Messages) * people
	r.Stream = 10 * 3600 * people * people
	for _, c := range []*cursor{&r.Ours, &r.Naive} {
		c.PerSecond = float64(int(100*float64(c.Messages)/(60*minutes*float64(people))+0.5)) / 100
	}
	fmt.Printf("%d people, %s hands, an hour: %d messages billed, %.0f %% of a stream at 10 Hz, ",
		people, hand, r.Billed, percent(r.Billed, r.Stream))
	fmt.Printf("%.0f %% of one that pauses while the pointer rests\n", percent(r.Billed, r.Moving))
	fmt.Printf("ours  %+v\nnaive %+v\n", r.Ours, r.Naive)
	return r, nil
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(whole) }

// bundle makes a module of cursors.ts in a folder, and returns its file.
func bundle(dir string) (string, error) {
	root, err := servers.Root()
	if err != nil {
		return "", err
	}
	script := filepath.Join(dir, "cursors.mjs")
	modules := filepath.Join(root, "bench", "durable-object", "node_modules")
	source := filepath.Join(root, "bench", "cursors", "cursors.ts")
	return script, servers.Bundle(modules, source, script, "--platform=node", "--target=node20")
}

// play runs the bundle of cursors.ts with the traces and decodes its output into r.
func play(script string, traces [][]workload.Sample, r *room) error {
	in, err := json.Marshal(map[string]any{
		"people": r.People, "messagesPerSecond": budget, "planWidth": width, "traces": traces,
	})
	if err != nil {
		return err
	}
	node := exec.Command("node", script)
	node.Stdin = bytes.NewReader(in)
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		return fmt.Errorf("cursors.ts: %w", err)
	}
	return json.Unmarshal(out, r)
}
