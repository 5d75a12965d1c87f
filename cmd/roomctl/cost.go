package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"text/tabwriter"
	"time"

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
		return func(_ context.Context, a *app, _ *target) error { return costEstimate(a, m) }
	},
}

// month is what happens in one.
type month struct {
	people, hours, tabs, viewers float64
	awake                        bool
}

func costEstimate(a *app, m month) error {
	if m.people < 0 || m.hours < 0 || m.tabs < 0 || m.viewers < 0 || (m.hours > 0) != (m.people > 0) {
		return usagef("-people and -hours go together, and nothing is below 0")
	}
	b, err := cost.Prices()
	if err != nil {
		return err
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
	work := cost.Usage{}
	if m.people > 0 {
		work = b.Planning(m.people, m.hours)
	}
	if m.viewers > 0 {
		work = work.Plus(b.Event(m.viewers, 1))
	}
	here := work.Plus(b.Asleep(m.tabs))
	if m.awake {
		here = work.Plus(b.Idle(m.tabs))
	}
	elsewhere := work.Plus(b.Idle(m.tabs))
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, way := range []struct {
		name string
		bill cost.Bill
	}{
		{"This stack", b.Functions(here)},
		{"Durable Objects, with what the plan includes", b.DurableObjectMonth(elsewhere)},
		{"Socket.IO, load balancer, Redis", b.SocketIO(elsewhere)},
	} {
		fmt.Fprintf(w, "%s\t%.2f\n", way.name, way.bill.Total())
		for _, l := range way.bill {
			fmt.Fprintf(w, "  %s\t%.2f\n", l.What, l.USD)
		}
	}
	return w.Flush()
}

var costServeCommand = command{
	name:    "cost serve",
	summary: "the same as a page with sliders",
	help: `Serves the page on this machine until Ctrl-C. It is static: shared/cost/page can
stand on any web server.

  roomctl cost serve`,
	bind: func(fs *flag.FlagSet) action {
		addr := fs.String("addr", "127.0.0.1:0", "`address` to listen at")
		return func(ctx context.Context, a *app, _ *target) error { return costServe(ctx, a, *addr) }
	},
}

func costServe(ctx context.Context, a *app, addr string) error {
	page, err := fs.Sub(cost.Page, "page")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "http://%s/\n", listener.Addr())
	server := &http.Server{Handler: http.FileServerFS(page), ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}
