// Command bill counts what rooms of two and of five people use, in the units that AWS bills: simulated people plan
// for some minutes with the client library (people.ts, run by Node) on the local stack, which counts as on AWS
// (SPEC US1). The result is scaled to an hour and stands beside the estimate of the cost model.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/bench/workload"
	"homstyle.dev/planner/cmd/roomctl/cost"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

func main() {
	minutes := flag.Float64("minutes", 3, "minutes of planning, in real time; the result is scaled to an hour")
	out := flag.String("json", "", "`file` for the result")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *minutes, *out); err != nil {
		fmt.Fprintln(os.Stderr, "bill:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, minutes float64, out string) error {
	root, err := servers.Root()
	if err != nil {
		return err
	}
	model, err := cost.Load()
	if err != nil {
		return err
	}
	s, err := stack.Start(ctx, stack.Options{
		Module: root, Store: stack.DynamoDB, Params: map[string]string{"UsageSample": "1"},
	})
	if err != nil {
		return err
	}
	defer s.Close()
	bill := result.Bill{Machine: result.ReadMachine(), Minutes: minutes}
	for _, people := range []int{2, 5} {
		counted, err := plan(ctx, s, root, people, time.Duration(minutes*float64(time.Minute)))
		if err != nil {
			return fmt.Errorf("%d people: %w", people, err)
		}
		hourly := 60 / minutes
		planning := model.Planning(float64(people), 1, 0)
		r := result.RoomBill{
			People: people, Messages: float64(counted.In+counted.Out) * hourly,
			Writes: counted.Writes * hourly, Reads: counted.Reads * hourly,
			Invocations: float64(counted.Invocations) * hourly,
		}
		for _, l := range model.AWS.UsageBill(counted) {
			r.Counted = append(r.Counted, result.Cost{What: l.What, USD: l.USD * hourly})
		}
		for _, l := range model.Functions(planning) {
			r.Estimated = append(r.Estimated, result.Cost(l))
		}
		r.DurableObject = model.DurableObject(planning).Total()
		fmt.Printf("%d people, an hour: %.0f messages, %.0f writes, %.1f reads, %.0f invocations\n",
			people, r.Messages, r.Writes, r.Reads, r.Invocations)
		bill.Rooms = append(bill.Rooms, r)
	}
	return result.Write(out, bill)
}

// person is the input of people.ts.
type person struct {
	Room    string            `json:"room"`
	Token   string            `json:"token"`
	Item    room.ItemID       `json:"item"`
	Samples []workload.Sample `json:"samples"`
}

// plan has people plan in a room of their own, and returns what the room used. Every other person has a rough hand.
func plan(ctx context.Context, s *stack.Stack, root string, people int, duration time.Duration) (usage.Usage, error) {
	id := room.ID(fmt.Sprintf("room-of-%d", people))
	origin := room.Origin{Peer: "bill", Op: 1, At: time.Now().UTC().Truncate(time.Millisecond)}
	if err := s.Store().Create(ctx, id, origin, servers.Plan()); err != nil {
		return usage.Usage{}, err
	}
	var all []person
	for n := range people {
		item := room.ItemID(fmt.Sprintf("sofa-%d", n))
		origin.Op++
		add := []room.Mutation{room.Add{ID: item, Product: "sofa.klinte", Variant: "grey"}}
		if _, err := s.Store().Commit(ctx, id, origin, add); err != nil {
			return usage.Usage{}, err
		}
		name := fmt.Sprintf("Person %d", n)
		token, err := s.Mint(string(id), fmt.Sprintf("user-%d", n), name, "editor", time.Hour)
		if err != nil {
			return usage.Usage{}, err
		}
		hand := workload.Person
		if n%2 == 1 {
			hand = workload.Rough
		}
		all = append(all, person{string(id), token, item, hand(uint64(n)+1, duration)})
	}
	if err := runPeople(ctx, root, s.WSURL(), all); err != nil {
		return usage.Usage{}, err
	}
	return awaitUsage(ctx, s, id, people)
}

// awaitUsage returns what a room used, when the minutes of all its connections are counted, which is after their
// end.
func awaitUsage(ctx context.Context, s *stack.Stack, id room.ID, people int) (usage.Usage, error) {
	counts, ok := s.Store().(usage.Store)
	if !ok {
		return usage.Usage{}, fmt.Errorf("%T does not count usage", s.Store())
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		now := time.Now()
		days, err := counts.ListUsage(ctx, id, usage.DayOf(now.Add(-24*time.Hour)), usage.DayOf(now))
		if err != nil {
			return usage.Usage{}, err
		}
		var sum usage.Usage
		for _, d := range days {
			sum = sum.Add(d.Usage)
		}
		if sum.Minutes >= int64(people) && s.Connections() == 0 {
			return sum, nil
		}
		if now.After(end) {
			return sum, fmt.Errorf("the connections are not closed: %+v", sum)
		}
	}
}

// runPeople bundles people.ts, and runs it until all people have left.
func runPeople(ctx context.Context, root, url string, people []person) error {
	dir, err := os.MkdirTemp("", "bill")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	bundle := filepath.Join(dir, "people.mjs")
	err = servers.Bundle(filepath.Join(root, "bench", "durable-object", "node_modules"),
		filepath.Join(root, "bench", "bill", "people.ts"), bundle, "--platform=node", "--target=node20",
		servers.RequireBanner, "--alias:ws="+filepath.Join(root, "web", "node_modules", "ws", "wrapper.mjs"))
	if err != nil {
		return err
	}
	in, err := json.Marshal(map[string]any{"url": url, "people": people})
	if err != nil {
		return err
	}
	node := exec.CommandContext(ctx, "node", bundle)
	node.Stdin = strings.NewReader(string(in))
	if out, err := node.CombinedOutput(); err != nil {
		return fmt.Errorf("people.ts: %w\n%s", err, out)
	}
	return nil
}
