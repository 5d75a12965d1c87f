package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

var tailCommand = command{
	name:    "tail",
	summary: "print a room's events as they happen",
	help: `Joins the room as a viewer and prints each event until it is interrupted. It reconnects
after a dropped connection. With -json it prints the messages as the server sent them,
one a line; with -cursors also cursor events.

  roomctl -local tail -room demo
  roomctl -env .local/prod.env tail -room demo -json | jq 'select(.type == "moved")'`,
	bind: func(fs *flag.FlagSet) action {
		w := watch{minter: minter{role: room.Viewer}}
		w.minter.flags(fs)
		fs.BoolVar(&w.json, "json", false, "print the server's messages, one a line")
		fs.BoolVar(&w.cursors, "cursors", false, "also print cursor events")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			if w.minter.name == "" {
				w.minter.name = "roomctl"
			}
			return w.run(ctx, a, t)
		}
	},
}

// watch prints one room's events and reconnects as needed.
type watch struct {
	minter        minter
	json, cursors bool
}

// syncOp is the op of the sync that a watch sends on each connection. Its pings have no op.
const syncOp = 1

// finalError ends a watch: another attempt would fail in the same manner.
type finalError struct{ error }

func (w *watch) run(ctx context.Context, a *app, t *stackConfig) error {
	if err := w.minter.check(); err != nil {
		return err
	}
	address, err := w.address(t)
	if err != nil {
		return err
	}
	key, err := w.minter.key(ctx, a, t)
	if err != nil {
		return err
	}
	out := newEventPrinter(a.stdout, w.json, w.cursors)
	pause := newBackoff()
	for {
		// Each connection gets a new token, so that a watch may last longer than one. The key
		// is read once, so that reconnecting does not depend on Parameter Store.
		token, err := w.minter.sign(key, a.now())
		if err != nil {
			return err
		}
		joined, err := follow(ctx, address, token, out)
		if ctx.Err() != nil {
			return nil
		}
		if errors.As(err, new(finalError)) {
			return err
		}
		if joined {
			pause = newBackoff()
		}
		wait := pause.next()
		fmt.Fprintf(a.stderr, "roomctl tail: %v; retrying in %v\n", err, wait.Round(100*time.Millisecond))
		select {
		case <-ctx.Done():
			return nil
		case <-a.after(wait):
		}
	}
}

// address returns the WebSocket API's URL with room and tab. All connections of a watch use
// one tab, so that a new one replaces the old one as the same peer.
func (w *watch) address(t *stackConfig) (string, error) {
	if err := t.needURL(); err != nil {
		return "", err
	}
	u, err := url.Parse(t.url)
	if err != nil || u.Host == "" || (u.Scheme != "ws" && u.Scheme != "wss") {
		return "", usagef("-url must begin with ws:// or wss://, not %q", t.url)
	}
	u.RawQuery = url.Values{"room": {w.minter.room}, "tab": {"roomctl-" + rand.Text()[:12]}}.Encode()
	return u.String(), nil
}

// follow prints one connection's events until it ends, and reports whether it received any
// message.
func follow(ctx context.Context, address, token string, out *eventPrinter) (joined bool, err error) {
	options := &websocket.DialOptions{Subprotocols: []string{wire.Protocol, token}}
	c, response, err := websocket.Dial(ctx, address, options)
	if err != nil {
		return false, dialError(response, err)
	}
	defer c.CloseNow()
	c.SetReadLimit(128 << 10) // the gateway's limit
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := c.Write(ctx, websocket.MessageText, fmt.Appendf(nil, `{"action":"sync","op":%d}`, syncOp)); err != nil {
		return false, fmt.Errorf("join: %w", err)
	}
	go keepAlive(ctx, c)
	for {
		_, frame, err := c.Read(ctx)
		if err != nil {
			return joined, fmt.Errorf("connection lost: %w", err)
		}
		joined = true
		if err := out.frame(frame); err != nil {
			return joined, err
		}
	}
}

// dialError returns a finalError for a handshake that was rejected, and an error that may be
// retried otherwise.
func dialError(response *http.Response, err error) error {
	if response == nil {
		return fmt.Errorf("connect: %w", err)
	}
	switch response.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		const hint = "check that the stack has the signing key"
		return finalError{fmt.Errorf("the handshake was rejected (%s): %s", response.Status, hint)}
	}
	return fmt.Errorf("connect: %s", response.Status)
}

// keepAlive pings every five minutes, since the gateway closes a connection that is idle for
// ten (CL5).
func keepAlive(ctx context.Context, c *websocket.Conn) {
	tick := time.NewTicker(5 * time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = c.Write(ctx, websocket.MessageText, []byte(`{"action":"ping"}`)) // the next read returns the error
		}
	}
}
