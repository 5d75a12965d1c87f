// Roomctl administers rooms from the command line: it mints room tokens, rotates signing
// keys, creates, shows, watches, exports, restores and verifies rooms, and estimates costs.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := newApp().run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
