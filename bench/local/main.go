// Command local measures the whole local stack: how long it takes from a move to
// its receipt by each other peer, with 2, 10 and 50 of them in the room, on
// DynamoDB Local. It counts every delivery. Server and peers share this machine, so
// the figures are an upper bound of what the code costs and say nothing about AWS's
// network.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"

	"homstyle.dev/planner/bench/machine"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
)

// result is what is written with -json.
type result struct {
	Machine machine.Info `json:"machine"`
	Lambda  string       `json:"lambda"` // how functions ran
	Store   string       `json:"store"`
	Seconds int          `json:"seconds"` // of moves, for each number of peers
	Steps   []step       `json:"steps"`
}

// step is one number of peers.
type step struct {
	Peers      int     `json:"peers"`
	Deliveries int64   `json:"deliveries"`
	Overtaken  int64   `json:"overtaken"` // deliveries of moves that a later one passed: rightly not made
	Missing    int64   `json:"missing"`
	Move       latency `json:"move"`   // scheduled send to a peer's receipt
	Cursor     latency `json:"cursor"` // likewise
	Lock       latency `json:"lock"`   // send to the sender's ack
}

// latency is in milliseconds.
type latency struct {
	P50 float64 `json:"p50"`
	P90 float64 `json:"p90"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// movesPerSecond is how fast one person drags, each point of the way stored.
const movesPerSecond = 20

func main() {
	lambda := flag.String("lambda", stack.InProcess, "inprocess or process")
	seconds := flag.Int("seconds", 10, "seconds of moves for each number of peers")
	out := flag.String("json", "", "file for the result")
	flag.Parse()
	if err := run(context.Background(), *lambda, *seconds, *out); err != nil {
		fmt.Fprintln(os.Stderr, "local:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, lambda string, seconds int, out string) error {
	s, err := stack.Start(ctx, stack.Options{Lambda: lambda})
	if err != nil {
		return err
	}
	defer s.Close()
	r := result{Machine: machine.Here(), Lambda: lambda, Store: "DynamoDB Local", Seconds: seconds}
	fmt.Printf("%d moves/s, stored one by one; functions %s; %s, %d cores, %s; peers share the machine\n",
		movesPerSecond, lambda, r.Machine.CPU, r.Machine.Cores, r.Machine.Go)
	if _, err := measure(ctx, s, "warm-up", 2, 3); err != nil { // Java compiles what it runs often
		return err
	}
	for _, peers := range []int{2, 10, 50} {
		step, err := measure(ctx, s, room.ID(fmt.Sprintf("bench-%d", peers)), peers, seconds)
		if err != nil {
			return fmt.Errorf("%d peers: %w", peers, err)
		}
		fmt.Printf("%2d peers  move→peer %v  cursor→peer %v  lock→ack %v ms  %d deliveries, %d overtaken, %d missing\n",
			peers, step.Move, step.Cursor, step.Lock, step.Deliveries, step.Overtaken, step.Missing)
		r.Steps = append(r.Steps, step)
	}
	if out == "" {
		return nil
	}
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(b, '\n'), 0o644)
}

func (l latency) String() string {
	return fmt.Sprintf("p50 %.1f p90 %.1f p99 %.1f max %.1f", l.P50, l.P90, l.P99, l.Max)
}

// read turns a histogram of microseconds into milliseconds.
func read(h *hdrhistogram.Histogram) latency {
	at := func(q float64) float64 { return float64(h.ValueAtQuantile(q)) / 1000 }
	return latency{P50: at(50), P90: at(90), P99: at(99), Max: float64(h.Max()) / 1000}
}

func measure(ctx context.Context, s *stack.Stack, id room.ID, peers, seconds int) (step, error) {
	people, err := gather(ctx, s, id, peers)
	if err != nil {
		return step{}, err
	}
	defer func() {
		for _, p := range people {
			p.leave()
		}
	}()
	mover := people[0]
	if err := mover.add(ctx, sofa); err != nil {
		return step{}, err
	}
	var r step
	r.Peers = peers
	lock, token, err := mover.locks(ctx, 50)
	if err != nil {
		return r, err
	}
	r.Lock = read(lock)
	n := seconds * movesPerSecond
	mover.mu.Lock()
	mover.first = mover.op + 1
	mover.mu.Unlock()
	moves, missing, err := stream(ctx, people, n, func(n int) []byte { return mover.move(token, n) })
	if err != nil {
		return r, err
	}
	r.Overtaken = mover.overtaken.Load() * int64(peers-1)
	r.Move, r.Missing, r.Deliveries = read(moves), missing-r.Overtaken, moves.TotalCount()
	cursors, _, err := stream(ctx, people, n, func(n int) []byte { return mover.cursor(n) })
	r.Cursor = read(cursors)
	return r, err
}

// stream has the first of people send n frames at movesPerSecond, whatever becomes of
// them, and measures from when each was due to when each other person has it.
func stream(ctx context.Context, people []*person, n int, frame func(n int) []byte) (*hdrhistogram.Histogram, int64, error) {
	due := make([]time.Time, n)
	began := time.Now().Add(100 * time.Millisecond)
	for i := range due {
		due[i] = began.Add(time.Duration(i) * time.Second / movesPerSecond)
	}
	for _, p := range people[1:] {
		p.expect(due)
	}
	for i, at := range due {
		time.Sleep(time.Until(at)) // the schedule itself
		if err := people[0].send(ctx, frame(i)); err != nil {
			return nil, 0, err
		}
	}
	h := hdrhistogram.New(1, 60_000_000, 3)
	missing := int64(0)
	deadline := time.After(10 * time.Second)
	for _, p := range people[1:] {
		missing += p.collect(h, deadline)
	}
	return h, missing, nil
}
