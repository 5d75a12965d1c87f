// Command quiet returns when the machine is quiet enough for a measurement, and fails if it stays busy for three
// minutes. ci/bench.sh runs it before each measurement that another process could disturb.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"homstyle.dev/planner/bench/result"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := result.AwaitQuiet(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
