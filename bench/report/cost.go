package main

import (
	"fmt"

	"homstyle.dev/planner/cmd/roomctl/cost"
)

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
