package main

import (
	"fmt"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/cmd/roomctl/cost"
)

// billTable returns the result of bench/bill: each line as it was counted, and as the cost model estimates it.
func billTable() (string, error) {
	var bill result.Bill
	if err := readResult("bill.json", &bill); err != nil {
		return "", err
	}
	t := newTable("USD an hour", "counted", "estimated", "estimated, Durable Object")
	for _, r := range bill.Rooms {
		name := fmt.Sprintf("%d people: ", r.People)
		counted := map[string]float64{}
		total, estimated := 0.0, 0.0
		for _, l := range r.Counted {
			counted[l.What] = l.USD
			total += l.USD
		}
		for _, l := range r.Estimated {
			usd, ok := counted[l.What]
			if !ok {
				continue
			}
			estimated += l.USD
			t.row(name+l.What, fmt.Sprintf("%.4f", usd), fmt.Sprintf("%.4f", l.USD), "")
		}
		t.row(name+"together", fmt.Sprintf("%.4f", total), fmt.Sprintf("%.4f", estimated),
			fmt.Sprintf("%.4f", r.DurableObject))
	}
	fmt.Fprintf(t, "\n%g minutes in each room, scaled to an hour.%s", bill.Minutes, describeMachine(bill.Machine))
	return t.String(), nil
}

// costTable returns the cases that roomctl cost estimate prints.
func costTable() (string, error) {
	m, err := cost.Load()
	if err != nil {
		return "", err
	}
	t := newTable("USD", "this stack", "Durable Objects, by the piece", "with their plan", "Socket.IO, a month",
		"cheapest, if that is all of a month")
	for _, c := range m.Cases() {
		t.row(c.Name, fmt.Sprintf("%.3f", c.Functions), fmt.Sprintf("%.3f", c.Object),
			fmt.Sprintf("%.2f", c.Plan), fmt.Sprintf("%.2f", c.SocketIO), c.Best())
	}
	t.WriteByte('\n')
	for _, people := range []float64{2, 5} {
		object, redis := m.BreakEven(people)
		fmt.Fprintf(t, "Rooms of %.0f: this stack is cheapest up to %.0f hours a month; ", people, object)
		fmt.Fprintf(t, "Socket.IO costs less than this stack from %.0f.\n", redis)
	}
	fmt.Fprintf(t, "List prices of %s, %s, without free tiers.\n", m.Date(), m.Region())
	return t.String(), nil
}
