package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// timeout limits the wait for a connection and for each event.
const timeout = 30 * time.Second

// target is a room of a running stack.
type target struct {
	url, room, origin string
	mint              func(room, sub, name, role string, ttl time.Duration) (string, error)
}

// client is one connection.
type client struct {
	ws     *websocket.Conn
	events chan received
	op     room.Op
}

// received is an event and the time of its receipt.
type received struct {
	event room.Event
	at    time.Time
}

// join connects a new user to the room and sends the first sync.
func join(ctx context.Context, t target, name string, m *times) (*client, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	user := name + "-" + strings.ToLower(rand.Text()[:8])
	token, err := t.mint(t.room, user, name, string(room.Editor), time.Hour)
	if err != nil {
		return nil, err
	}
	header := http.Header{}
	if t.origin != "" {
		header.Set("Origin", t.origin)
	}
	began := time.Now()
	ws, _, err := websocket.Dial(ctx, t.url+"?room="+t.room+"&tab="+user, &websocket.DialOptions{
		Subprotocols: []string{wire.Protocol, token}, HTTPHeader: header,
	})
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", t.url, err)
	}
	m.add("handshake", time.Since(began))
	ws.SetReadLimit(1 << 20)
	c := &client{ws: ws, events: make(chan received, 256)}
	go c.read()
	began = time.Now()
	op := c.nextOp()
	if err := c.send(ctx, wire.EncodeSync(room.SyncCommand{Op: op})); err != nil {
		return nil, err
	}
	state, err := await(ctx, c, func(s room.State) bool { return s.Op == op })
	if err != nil {
		return nil, fmt.Errorf("sync: %w", err)
	}
	m.add("sync: state", state.at.Sub(began))
	return c, nil
}

func (c *client) close() { _ = c.ws.Close(websocket.StatusGoingAway, "") }

// read passes the events to the channel until the connection ends; then it closes the channel.
func (c *client) read() {
	defer close(c.events)
	var d wire.Decoder
	for {
		_, frame, err := c.ws.Read(context.Background())
		if err != nil {
			return
		}
		at := time.Now()
		if e, err := d.Decode(frame); err == nil && e != nil {
			c.events <- received{e, at}
		}
	}
}

func (c *client) nextOp() room.Op {
	c.op++
	return c.op
}

func (c *client) send(ctx context.Context, frame []byte) error {
	return c.ws.Write(ctx, websocket.MessageText, frame)
}

// answered is an event of type E and the time of its receipt.
type answered[E room.Event] struct {
	event E
	at    time.Time
}

// await returns the first event of type E for which fits is true. It returns the refusal of the client's last
// command as an error.
func await[E room.Event](ctx context.Context, c *client, fits func(E) bool) (answered[E], error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	for {
		select {
		case r, open := <-c.events:
			if !open {
				return answered[E]{}, errors.New("the connection has ended")
			}
			if refused, ok := r.event.(room.Rejected); ok && (refused.Op == c.op || refused.Op == 0) {
				return answered[E]{}, refused.Err
			}
			if e, ok := r.event.(E); ok && fits(e) {
				return answered[E]{e, r.at}, nil
			}
		case <-ctx.Done():
			return answered[E]{}, fmt.Errorf("no answer in time: %w", ctx.Err())
		}
	}
}

// do sends a command with the op of the client's last call of nextOp, and returns its ack.
func (c *client) do(ctx context.Context, name string, frame []byte, m *times) (room.Ack, error) {
	began := time.Now()
	if err := c.send(ctx, frame); err != nil {
		return room.Ack{}, fmt.Errorf("%s: %w", name, err)
	}
	ack, err := await(ctx, c, func(a room.Ack) bool { return a.Op == c.op })
	if err != nil {
		return room.Ack{}, fmt.Errorf("%s: %w", name, err)
	}
	m.add(name+": ack", ack.at.Sub(began))
	return ack.event, nil
}
