package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"homstyle.dev/planner/shared/pricing"
	"homstyle.dev/planner/shared/usage"
)

var costRoomCommand = command{
	name:    "cost room",
	summary: "estimate the cost of a room, by day",
	help: `Reads the room's metered usage of AWS and calculates its cost at list prices without
free tiers. The usage is an estimate: one invocation in 20, chosen at random, is counted,
with its messages and its table reads and writes, and counts 20 times. Connection minutes
are counted for every connection, when it ends. Only the functions of connections and
messages are metered: the authorizer, the fan-out of large rooms, snapshots, the HTTP API,
logs and storage are not included.

  roomctl -local cost room -room demo
  roomctl -local cost room -room demo -days 90 -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		days := fs.Int("days", 30, "number of days including today, 1 to 400")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return costRoom(ctx, a, t, *id, *days, *asJSON)
		}
	},
}

// usageRow is the usage and cost of one day or of all days, as cost room prints it.
type usageRow struct {
	Day  usage.Day    `json:"day,omitzero"`
	USD  float64      `json:"usd"`
	Bill pricing.Bill `json:"bill"`
	usage.Usage
}

func costRoom(ctx context.Context, a *app, t *stackConfig, name string, days int, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	if days < 1 || days > 400 {
		return usagef("-days must be 1 to 400, not %d", days)
	}
	store, err := a.openTable(ctx, t)
	if err != nil {
		return err
	}
	prices, err := pricing.Prices()
	if err != nil {
		return err
	}
	now := a.now().UTC()
	uses, err := store.ListUsage(ctx, id, usage.DayOf(now.AddDate(0, 0, 1-days)), usage.DayOf(now))
	if err != nil {
		return err
	}
	list := []usageRow{}
	var sum usage.Usage
	for _, u := range uses {
		sum = sum.Add(u.Usage)
		list = append(list, newUsageRow(prices, u.Day, u.Usage))
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Days []usageRow `json:"days"`
			Sum  usageRow   `json:"sum"`
		}{list, newUsageRow(prices, "", sum)})
	}
	return a.printUsage(prices, list, newUsageRow(prices, "", sum))
}

func newUsageRow(l pricing.PriceList, day usage.Day, u usage.Usage) usageRow {
	bill := l.UsageBill(u)
	return usageRow{day, bill.Total(), bill, u}
}

func (a *app) printUsage(prices pricing.PriceList, days []usageRow, sum usageRow) error {
	if len(days) == 0 {
		_, err := fmt.Fprintln(a.stdout, "No usage was counted on these days. "+
			"One invocation in 20 is counted, so a short visit may not be.")
		return err
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "day\tUSD\tmessages\tfunctions\tms\tminutes\twrites\treads\t\n")
	row := func(name string, s usageRow) {
		fmt.Fprintf(w, "%s\t%.4f\t%d\t%d\t%d\t%d\t%.0f\t%.1f\t\n",
			name, s.USD, s.In+s.Out, s.Invocations, s.Millis, s.Minutes, s.Writes, s.Reads)
	}
	for _, d := range days {
		row(string(d.Day), d)
	}
	row("all", sum)
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "\nUSD, %s, list prices of %s, without free tiers:\n", prices.Region, prices.Date)
	for _, l := range sum.Bill {
		fmt.Fprintf(a.stdout, "  %-34s %.4f\n", l.What, l.USD)
	}
	return nil
}
