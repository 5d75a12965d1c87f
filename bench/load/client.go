package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// client is one peer: a WebSocket connection to a server, with the answers and events that
// it receives.
type client struct {
	protocol protocol
	ws       *websocket.Conn
	op       atomic.Int64             // of the last command
	recorder atomic.Pointer[recorder] // of the current stream; nil between streams
	readErr  atomic.Pointer[error]    // the error that ended the connection
	ended    chan struct{}            // closed when the connection has ended

	mu      sync.Mutex
	waiting map[int]chan answer // by op
}

// answer is an ack, an error or a state, and the time of its receipt.
type answer struct {
	eventSummary
	frame []byte
	at    time.Time
}

// timeout limits the wait for a connection and for each answer.
const timeout = 30 * time.Second

// join connects a client to a room and sends its first sync. number is the client's number
// in the room, from 0; it determines the user, the tab and the server process.
func join(
	ctx context.Context, s *servers.Server, p protocol, id string, number int, role string,
) (*client, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	token := ""
	if p.hasRooms() {
		var err error
		sub, name := fmt.Sprintf("user-%d", number), fmt.Sprintf("Person %d", number)
		if token, err = s.Mint(id, sub, name, role, time.Hour); err != nil {
			return nil, err
		}
	}
	ws, err := p.dial(ctx, s.URLs[number%len(s.URLs)], id, fmt.Sprintf("tab-%d", number), token)
	if err != nil {
		return nil, fmt.Errorf("join %s: %w", id, err)
	}
	c := &client{protocol: p, ws: ws, waiting: map[int]chan answer{}, ended: make(chan struct{})}
	go c.readLoop()
	if p.hasRooms() {
		_, err = c.request(ctx, func(op room.Op) []byte { return wire.EncodeSync(room.SyncCommand{Op: op}) })
	}
	return c, err
}

func (c *client) close() { _ = c.ws.CloseNow() }

// readLoop reads frames until the connection ends, and stores the error in readErr.
func (c *client) readLoop() {
	defer close(c.ended)
	for {
		_, frame, err := c.ws.Read(context.Background())
		if err != nil {
			c.readErr.Store(&err)
			return
		}
		at := time.Now()
		event, reply := c.protocol.unwrap(frame)
		if reply != nil {
			_ = c.send(context.Background(), reply)
		}
		for _, e := range eventsIn(event) {
			c.receive(e, at)
		}
	}
}

// receive passes an answer to the caller that waits for it, and everything else to the
// recorder.
func (c *client) receive(event []byte, at time.Time) {
	s := summarize(event)
	r := c.recorder.Load()
	switch s.kind {
	case "moved", "cursor":
		if r != nil {
			r.recordDelivery(s.sender, s.seq, at)
		}
	case "ack", "error", "state":
		c.mu.Lock()
		waiting := c.waiting[s.op]
		delete(c.waiting, s.op)
		c.mu.Unlock()
		if waiting != nil {
			waiting <- answer{s, event, at}
		} else if r != nil {
			r.recordAnswer(s)
		}
	}
}

func (c *client) send(ctx context.Context, frame []byte) error {
	return c.ws.Write(ctx, websocket.MessageText, frame)
}

// nextOp returns the op of the client's next command.
func (c *client) nextOp() room.Op { return room.Op(c.op.Add(1)) }

// expectAnswer returns a channel that receives the answer to a command. Call it before the
// command is sent.
func (c *client) expectAnswer(op room.Op) <-chan answer {
	answers := make(chan answer, 1)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting[int(op)] = answers
	return answers
}

// request sends a command of SPEC §3 and returns its answer, which may be an error event. It
// returns an error if the command can't be sent or is not answered within timeout.
func (c *client) request(ctx context.Context, encode func(room.Op) []byte) (answer, error) {
	op := c.nextOp()
	answers := c.expectAnswer(op)
	if err := c.send(ctx, c.protocol.wrap(encode(op), op)); err != nil {
		return answer{}, err
	}
	return c.awaitAnswer(answers)
}

// requestMove sends a move and returns its answer, which may be an error event.
func (c *client) requestMove(ctx context.Context, m move) (answer, error) {
	op := c.nextOp()
	answers := c.expectAnswer(op)
	if err := c.send(ctx, c.protocol.encodeMove(op, m)); err != nil {
		return answer{}, err
	}
	return c.awaitAnswer(answers)
}

func (c *client) awaitAnswer(answers <-chan answer) (answer, error) {
	select {
	case a := <-answers:
		return a, nil
	case <-c.ended:
		return answer{}, fmt.Errorf("the connection has ended: %w", *c.readErr.Load())
	case <-time.After(timeout):
		return answer{}, fmt.Errorf("a command was not answered in %s", timeout)
	}
}

// addItems adds count items of the sender to the room. It returns an error if the server rejects them.
func (c *client) addItems(ctx context.Context, sender, count int) error {
	var steps []room.Mutation
	for item := range count {
		steps = append(steps, room.Add{ID: itemID(sender, item), Product: "sofa.klinte", Variant: "grey"})
	}
	a, err := c.request(ctx, func(op room.Op) []byte {
		return wire.EncodeEdit(room.EditCommand{Op: op, Steps: steps})
	})
	if err == nil && a.kind != "ack" {
		err = fmt.Errorf("add: %s", a.frame)
	}
	return err
}

// acquireCommand returns a function that encodes the command that locks a sender's item.
func acquireCommand(sender, item int) func(room.Op) []byte {
	items := []room.LockItem{{ID: itemID(sender, item)}}
	return func(op room.Op) []byte {
		return wire.EncodeLock(room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: items})
	}
}

// releaseCommand returns a function that encodes the command that unlocks a sender's item.
func releaseCommand(sender, item int, token room.Token) func(room.Op) []byte {
	items := []room.LockItem{{ID: itemID(sender, item), Token: token}}
	return func(op room.Op) []byte {
		return wire.EncodeLock(room.LockCommand{Op: op, Mode: room.ModeRelease, Items: items})
	}
}

// lock locks a sender's item and returns its fencing token. It returns an error if another
// client holds the item.
func (c *client) lock(ctx context.Context, sender, item int) (room.Token, error) {
	a, err := c.request(ctx, acquireCommand(sender, item))
	if err != nil {
		return 0, err
	}
	if a.kind != "ack" {
		return 0, fmt.Errorf("lock: %s", a.frame)
	}
	return a.token(), nil
}

// token returns the fencing token of the first item in an ack, or 0 if there is none.
func (a answer) token() room.Token {
	var m struct{ Items []struct{ Token room.Token } }
	if json.Unmarshal(a.frame, &m) != nil || len(m.Items) == 0 {
		return 0
	}
	return m.Items[0].Token
}
