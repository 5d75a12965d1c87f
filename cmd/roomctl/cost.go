package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"homstyle.dev/planner/shared/cost"
)

var costEstimateCommand = command{
	name:    "cost estimate",
	summary: "what rooms cost, here and elsewhere",
	help: `Reckons what rooms cost on this stack, as Durable Objects, and on Socket.IO with a
load balancer and Redis: the usual cases, or with -people and the rest a month of
your own. The prices are list prices without free tiers, each with its source in
shared/cost/page/prices.json.

  roomctl cost estimate
  roomctl cost estimate -people 2 -hours 500 -tabs 3000`,
	bind: func(fs *flag.FlagSet) action {
		var m month
		fs.Float64Var(&m.people, "people", 0, "people who plan together in a room")
		fs.Float64Var(&m.hours, "hours", 0, "hours of that in a month, all rooms together")
		fs.Float64Var(&m.tabs, "tabs", 0, "tabs that are open and idle")
		fs.Float64Var(&m.viewers, "viewers", 0, "viewers of a live event of an hour")
		fs.BoolVar(&m.awake, "awake", false, "idle tabs stay connected here, too")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(_ context.Context, a *app, _ *target) error { return costEstimate(a, m, *asJSON) }
	},
}

// month is what happens in one.
type month struct {
	people, hours, tabs, viewers float64
	awake                        bool
}

func costEstimate(a *app, m month, asJSON bool) error {
	if m.people < 0 || m.hours < 0 || m.tabs < 0 || m.viewers < 0 || (m.hours > 0) != (m.people > 0) {
		return usagef("-people and -hours go together, and nothing is below 0")
	}
	b, err := cost.Prices()
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, estimate(b, m))
	}
	fmt.Fprintf(a.stdout, "USD, %s, list prices of %s, without free tiers\n\n", b.Region, b.Date)
	if m == (month{}) {
		return a.printCases(b)
	}
	return a.printMonth(b, m)
}

func (a *app) printCases(b cost.Book) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\tthis stack\tDurable Objects\twith the plan\tSocket.IO\tcheapest, if that is all of a month\n")
	for _, c := range b.Cases() {
		fmt.Fprintf(w, "%s\t%.3f\t%.3f\t%.2f\t%.2f\t%s\n", c.Name, c.Functions, c.Object, c.Plan, c.SocketIO, c.Best())
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\nDurable Objects: by the piece, then with the paid plan of %.0f a month and what it includes.\n", b.Prices["workersPlan"].USD)
	for _, people := range []float64{2, 5} {
		object, redis := b.Break(people)
		fmt.Fprintf(a.stdout, "Rooms of %.0f: this stack is cheapest up to %.0f hours a month; Socket.IO's servers pay against it from %.0f.\n", people, object, redis)
	}
	return nil
}

func (a *app) printMonth(b cost.Book, m month) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, way := range m.ways(b) {
		fmt.Fprintf(w, "%s\t%.2f\n", way.Name, way.USD)
		for _, l := range way.Lines {
			fmt.Fprintf(w, "  %s\t%.2f\n", l.What, l.USD)
		}
	}
	return w.Flush()
}
