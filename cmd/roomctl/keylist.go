package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"
	"time"
)

var keyListCommand = command{
	name:    "key list",
	summary: "list the keys that sign room tokens",
	help: `Prints the kid of each active key and when it was added, oldest first. It prints no
secrets.

  roomctl -local key list`,
	bind: func(fs *flag.FlagSet) action {
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return keyList(ctx, a, t, *asJSON) }
	},
}

func keyList(ctx context.Context, a *app, t *stackConfig, asJSON bool) error {
	ring, err := a.openKeyring(ctx, t)
	if err != nil {
		return err
	}
	keys, err := ring.list(ctx, false)
	if err != nil {
		return err
	}
	list := []keyView{}
	for _, k := range keys {
		list = append(list, keyView{k.kid, k.since.UTC()})
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Keys []keyView `json:"keys"`
		}{list})
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, k := range list {
		since := ""
		if !k.Since.IsZero() {
			since = k.Since.Format(time.RFC3339)
		}
		fmt.Fprintf(table, "%s\t%s\n", k.KID, since)
	}
	return table.Flush()
}
