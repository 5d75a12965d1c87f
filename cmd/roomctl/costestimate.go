package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"homstyle.dev/planner/cmd/roomctl/cost"
)

var costEstimateCommand = command{
	name:    "cost estimate",
	summary: "estimate the cost of rooms on this stack and its alternatives",
	help: `Calculates the cost of rooms on this stack, as Durable Objects, and on Socket.IO with a
load balancer and Redis: for typical cases, or for one month if -people, -hours, -tabs,
-direct, -viewers, -awake, -wishes or -learned is given. The typical cases have no wishes in words
and no learned pairs, which are off by default. The prices are list prices without free tiers, each with its
source in shared/pricing/aws.json or cmd/roomctl/cost/model.json.

  roomctl cost estimate
  roomctl cost estimate -people 2 -hours 500 -tabs 3000
  roomctl cost estimate -wishes 1000`,
	bind: func(fs *flag.FlagSet) action {
		month := monthFlags(fs)
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(_ context.Context, a *app, _ *stackConfig) error { return costEstimate(a, month(), *asJSON) }
	},
}

// monthFlags adds the flags of a month to a set. The function that it returns gives nil
// unless one of them was set.
func monthFlags(fs *flag.FlagSet) func() *cost.Month {
	var m cost.Month
	own := flag.NewFlagSet("month", flag.ContinueOnError)
	own.Float64Var(&m.People, "people", 0, "people in each room")
	own.Float64Var(&m.Hours, "hours", 0, "hours of planning a month, summed over all rooms")
	own.Float64Var(&m.Direct, "direct", 0, "share of pairs of people with a direct channel, 0 to 1")
	own.Float64Var(&m.Tabs, "tabs", 0, "idle open tabs")
	own.Float64Var(&m.Viewers, "viewers", 0, "viewers of one live event of an hour")
	own.Float64Var(&m.Wishes, "wishes", 0, "wishes in words a month, answered by Amazon Nova Lite")
	own.Float64Var(&m.Learned, "learned", 0, "rooms from which pairs are learned each day")
	own.BoolVar(&m.Awake, "awake", false, "idle tabs stay connected instead of hibernating")
	own.VisitAll(func(f *flag.Flag) { fs.Var(f.Value, f.Name, f.Usage) })
	return func() (given *cost.Month) {
		fs.Visit(func(f *flag.Flag) {
			if own.Lookup(f.Name) != nil {
				given = &m
			}
		})
		return given
	}
}

func costEstimate(a *app, month *cost.Month, asJSON bool) error {
	model, err := cost.Load()
	if err != nil {
		return err
	}
	e, err := model.Estimate(month)
	if err != nil {
		return usageError(err.Error())
	}
	if asJSON {
		return printJSON(a.stdout, e)
	}
	fmt.Fprintf(a.stdout, "USD, %s, list prices of %s, without free tiers\n\n", e.Region, e.Date)
	if month == nil {
		return a.printCases(model, e.Cases)
	}
	return a.printMonth(e.Month)
}

func (a *app) printCases(m cost.Model, cases []cost.Comparison) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\tthis stack\tDurable Objects\twith the plan\tSocket.IO\tcheapest, if that is all of a month\n")
	for _, c := range cases {
		fmt.Fprintf(w, "%s\t%.3f\t%.3f\t%.2f\t%.2f\t%s\n",
			c.Name, c.Functions, c.Object, c.Plan, c.SocketIO, c.Cheapest)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprint(a.stdout, "\nDurable Objects: at the price of each unit, ")
	fmt.Fprintf(a.stdout, "then with the plan of %.0f a month and what it includes.\n",
		m.Others.Prices["workersPlan"].USD)
	for _, people := range []float64{2, 5} {
		object, redis := m.BreakEven(people)
		fmt.Fprintf(a.stdout, "Rooms of %.0f: this stack is cheapest up to %.0f hours a month; ", people, object)
		fmt.Fprintf(a.stdout, "Socket.IO costs less than this stack from %.0f.\n", redis)
	}
	return nil
}

func (a *app) printMonth(month []cost.Alternative) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, alternative := range month {
		fmt.Fprintf(w, "%s\t%.2f\n", alternative.Name, alternative.USD)
		for _, l := range alternative.Lines {
			fmt.Fprintf(w, "  %s\t%.2f\n", l.What, l.USD)
		}
	}
	return w.Flush()
}
