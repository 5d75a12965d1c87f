// Command cursors measures how many messages the cursors of an hour cost, and how smooth they
// look to the other clients: the client library's own batching and playback (cursors.ts, run
// by Node) against a naive stream of ten positions a second.
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
	"homstyle.dev/planner/bench/workload"
)

// measured is the result of -json. Billed, Stream and Moving are messages of an hour.
type measured struct {
	Machine  result.Machine `json:"machine"`
	People   int            `json:"people"`
	Minutes  float64        `json:"minutes"`
	Ours     cursor         `json:"ours"`
	Naive    cursor         `json:"naive"`
	Billed   int            `json:"billed"`   // the client library's, locks, drops and syncs included
	Stream   int            `json:"stream"`   // of ten positions a second from each person all the time
	Moving   int            `json:"moving"`   // of ten positions a second while the pointer moves
	Commands int            `json:"commands"` // locks, drops and syncs; part of Billed
}

// cursor is the cost and the look of one method of sending the pointer's positions.
type cursor struct {
	Messages  int     `json:"messages"`  // from all people, in the measured time
	DelayMs   int     `json:"delayMs"`   // the constant delay that fits the drawn cursor best
	P50Mm     float64 `json:"p50Mm"`     // distance from the pointer's position at that delay
	P95Mm     float64 `json:"p95Mm"`     // of the same distance
	StutterMm float64 `json:"stutterMm"` // change of the drawn step from frame to frame
}

const (
	people = 5
	budget = 100 // the template's MessageBudget
)

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
	var traces [][]workload.Sample
	drags := 0
	for seed := range uint64(people) {
		samples := workload.Person(seed+1, time.Duration(minutes*float64(time.Minute)))
		traces = append(traces, samples)
		for _, s := range samples {
			if s.Drop {
				drags++
			}
		}
	}
	r := measured{Machine: result.ReadMachine(), People: people, Minutes: minutes}
	if err := play(traces, &r); err != nil {
		return err
	}
	perHour := func(messages int) int { return int(float64(messages) * 60 / minutes) }
	// A drag is two commands, a lock and a drop, each with a message in, an answer and four
	// events. No lease is renewed: drags are shorter than the renewal interval of 5 s. Each
	// person syncs once a minute.
	r.Commands = perHour(2*drags*(people+1)) + 60*people*2
	r.Billed = perHour(r.Ours.Messages)*people + r.Commands
	r.Moving = perHour(r.Naive.Messages) * people
	r.Stream = 10 * 3600 * people * people
	fmt.Printf("%d people, an hour: %d messages billed, %.0f %% of a stream at 10 Hz, ",
		people, r.Billed, percent(r.Billed, r.Stream))
	fmt.Printf("%.0f %% of one that pauses while the pointer rests\n", percent(r.Billed, r.Moving))
	fmt.Printf("ours  %+v\nnaive %+v\n", r.Ours, r.Naive)
	return result.Write(out, r)
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(whole) }

// play runs cursors.ts with the traces and decodes its output into r.
func play(traces [][]workload.Sample, r *measured) error {
	root, err := servers.Root()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "cursors")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	bundle := filepath.Join(dir, "cursors.mjs")
	modules := filepath.Join(root, "bench", "durable-object", "node_modules")
	source := filepath.Join(root, "bench", "cursors", "cursors.ts")
	if err := servers.Bundle(modules, source, bundle, "--platform=node", "--target=node20"); err != nil {
		return err
	}
	in, err := json.Marshal(map[string]any{"people": people, "messagesPerSecond": budget, "traces": traces})
	if err != nil {
		return err
	}
	node := exec.Command("node", bundle)
	node.Stdin = bytes.NewReader(in)
	node.Stderr = os.Stderr
	out, err := node.Output()
	if err != nil {
		return fmt.Errorf("cursors.ts: %w", err)
	}
	return json.Unmarshal(out, r)
}
