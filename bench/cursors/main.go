// Command cursors measures what an hour of people's cursors costs, and how smooth they
// look to the others: the client library's own batching and playback (cursors.ts, run by
// Node) against a naive stream of ten places a second.
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

// measured is what is written with -json.
type measured struct {
	Machine  sysinfo.Info `json:"machine"`
	People   int          `json:"people"`
	Minutes  float64      `json:"minutes"`
	Ours     cursor       `json:"ours"`
	Naive    cursor       `json:"naive"`
	Billed   int          `json:"billed"`   // messages in an hour, ours, locks and drops and all
	Stream   int          `json:"stream"`   // of ten places a second from each, all the time
	Moving   int          `json:"moving"`   // of the same, but only while the hand moves
	Commands int          `json:"commands"` // locks, drops and syncs among Billed
}

// cursor is how one way of sending a hand's places looks to another.
type cursor struct {
	Messages  int     `json:"messages"`  // in, all people
	DelayMs   int     `json:"delayMs"`   // the delay that fits best
	P50Mm     float64 `json:"p50Mm"`     // distance from where the hand was then
	P95Mm     float64 `json:"p95Mm"`     // likewise
	StutterMm float64 `json:"stutterMm"` // change of the step from frame to frame
}

const (
	people = 5
	budget = 100 // the template's MessageBudget
)

func main() {
	minutes := flag.Float64("minutes", 10, "minutes of planning that an hour is reckoned from")
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
	r := measured{Machine: sysinfo.Here(), People: people, Minutes: minutes}
	if err := play(traces, &r); err != nil {
		return err
	}
	hour := func(messages int) int { return int(float64(messages) * 60 / minutes) }
	// A drag is a lock and a drop: each comes in, is told to four and answered. Drags are
	// shorter than the five seconds after which a lease is renewed. Syncs come once a minute.
	r.Commands = hour(2*drags*(people+1)) + 60*people*2
	r.Billed = hour(r.Ours.Messages)*people + r.Commands
	r.Moving = hour(r.Naive.Messages) * people
	r.Stream = 10 * 3600 * people * people
	fmt.Printf("%d people, an hour: %d messages billed, %.0f %% of a stream at 10 Hz, %.0f %% of one that rests with the hand\n",
		people, r.Billed, 100*float64(r.Billed)/float64(r.Stream), 100*float64(r.Billed)/float64(r.Moving))
	fmt.Printf("ours  %+v\nnaive %+v\n", r.Ours, r.Naive)
	return result.Write(out, r)
}

// play has the client library send and show the traces.
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
	if err := servers.Bundle(modules, filepath.Join(root, "bench", "cursors", "cursors.ts"), bundle, "--platform=node", "--target=node20"); err != nil {
		return err
	}
	in, err := json.Marshal(map[string]any{"people": people, "messagesPerSecond": budget, "traces": traces})
	if err != nil {
		return err
	}
	node := exec.Command("node", bundle)
	node.Stdin, node.Stderr = bytes.NewReader(in), os.Stderr
	said, err := node.Output()
	if err != nil {
		return fmt.Errorf("cursors.ts: %w", err)
	}
	return json.Unmarshal(said, r)
}
