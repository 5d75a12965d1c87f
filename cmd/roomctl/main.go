// Roomctl looks after rooms from a terminal: it mints room tokens, rotates the
// keys that sign them, makes and shows rooms, and watches what happens in one.
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
