// Command smoke measures a running stack as its clients see it: the time of a handshake, of each command's
// answer, and from a move to another client's event. The first time of each is listed apart: after a deployment
// it contains the cold starts. ci/smoke.sh runs it against a deployed stage.
//
// The signing key is read from HOMSTYLE_SECRET, since other users of the machine can read arguments.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"text/tabwriter"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

func main() {
	var t target
	flag.StringVar(&t.url, "url", "", "`address` of the WebSocket API, wss://…/v1")
	flag.StringVar(&t.room, "room", "", "`id` of a room that exists; items are added to it")
	flag.StringVar(&t.origin, "origin", "", "an allowed `origin`")
	kid := flag.String("kid", "", "`name` of the signing key, whose secret is HOMSTYLE_SECRET")
	times := flag.Int("times", 50, "`number` of measurements of each command")
	asJSON := flag.Bool("json", false, "print a JSON object")
	flag.Parse()
	t.mint = func(id, sub, name, role string, ttl time.Duration) (string, error) {
		return auth.Mint(*kid, []byte(os.Getenv("HOMSTYLE_SECRET")), auth.Claims{
			Room: room.ID(id), Subject: sub, Name: name, Role: room.Role(role), Expires: time.Now().Add(ttl),
		})
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	results, err := measure(ctx, t, *times)
	if err == nil {
		err = write(os.Stdout, results, *asJSON)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "smoke:", err)
		os.Exit(1)
	}
}

// write prints the results as a table or as JSON.
func write(out io.Writer, results []result, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(out).Encode(results)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tfirst ms\tp50 ms\tp99 ms\ttimes\t")
	for _, r := range results {
		fmt.Fprintf(w, "%s\t%.0f\t%.0f\t%.0f\t%d\t\n", r.Name, r.FirstMs, r.P50Ms, r.P99Ms, r.Times)
	}
	return w.Flush()
}
