// Command smoke measures a running stack as its clients see it: the time of a handshake, of each command's
// answer, and from a move to another client's event. The first time of each is listed apart: after a deployment
// it contains the cold starts. It writes a JSON array to standard output. ci/smoke.sh runs it against a deployed stage.
//
// The signing key is read from HOMSTYLE_SECRET, since other users of the machine can read arguments.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
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
		err = json.NewEncoder(os.Stdout).Encode(results)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "smoke:", err)
		os.Exit(1)
	}
}
