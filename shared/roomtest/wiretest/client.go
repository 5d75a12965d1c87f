package wiretest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// patience bounds every wait. It is long, since a machine may be slow, and no
// assertion: what is awaited comes, or the test has failed.
const patience = 30 * time.Second

// client is one person's tab.
type client struct {
	*table
	sub, tab string
	ws       *websocket.Conn
	state    room.State // of the first sync
	events   chan room.Event
	closed   chan struct{}
	code     websocket.StatusCode // why it was closed; valid once closed is
	op       room.Op
}

// unique is a name that no other test uses.
func unique(name string) string { return name + "-" + strings.ToLower(rand.Text()[:10]) }

func item(name string) room.ItemID { return room.ItemID(unique(name)) }

// mint gets a token for the target's room.
func (t *table) mint(sub, name, role string, ttl time.Duration) string {
	t.Helper()
	token, err := t.target.Mint(string(t.target.Room), sub, name, role, ttl)
	if err != nil {
		t.Fatalf("token: %v", err)
	}
	return token
}

// dial opens a WebSocket, and returns the status of a refused handshake.
func (t *table) dial(room, tab, origin string, protocols ...string) (*websocket.Conn, int, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	ws, res, err := websocket.Dial(ctx, t.target.URL+"?room="+room+"&tab="+tab, &websocket.DialOptions{
		Subprotocols: protocols, HTTPHeader: header,
	})
	status := 0
	if res != nil {
		status = res.StatusCode
	}
	return ws, status, err
}

// enter is a person who comes into the room and has its state.
func (t *table) enter(name, role string) *client {
	t.Helper()
	return t.enterAs(unique("user"), unique("tab"), name, role)
}

func (t *table) enterAs(sub, tab, name, role string) *client {
	t.Helper()
	c := t.connect(sub, tab, t.mint(sub, name, role, time.Hour))
	op := c.send(wire.EncodeSync(room.SyncCommand{Op: c.next()}))
	c.state = await(c, "state", func(s room.State) bool { return s.Op == op })
	return c
}

// connect opens a connection without a sync.
func (t *table) connect(sub, tab, token string) *client {
	t.Helper()
	ws, status, err := t.dial(string(t.target.Room), tab, t.target.Origin, "homstyle.v1", token)
	if err != nil {
		t.Fatalf("connect: %v (status %d)", err, status)
	}
	c := t.listen(ws)
	c.sub, c.tab = sub, tab
	return c
}

// listen gathers what comes over a connection.
func (t *table) listen(ws *websocket.Conn) *client {
	ws.SetReadLimit(1 << 20)
	c := &client{table: t, ws: ws, events: make(chan room.Event, 4096), closed: make(chan struct{})}
	go c.read()
	t.Cleanup(func() { _ = ws.CloseNow() })
	return c
}

func (c *client) read() {
	defer close(c.closed)
	var d wire.Decoder
	for {
		_, frame, err := c.ws.Read(context.Background())
		if err != nil {
			c.code = websocket.CloseStatus(err)
			return
		}
		if string(frame) == `{"type":"pong"}` {
			c.events <- pong{}
			continue
		}
		e, err := d.Decode(frame)
		if err != nil {
			c.Errorf("unreadable frame: %v: %s", err, frame)
		}
		if e != nil {
			c.events <- e
		}
	}
}

// pong stands for the answer to a ping among the events.
type pong struct{ room.Left }

func (c *client) next() room.Op {
	c.op++
	return c.op
}

// send writes a frame as it is, and returns the op that was used last.
func (c *client) send(frame []byte) room.Op {
	c.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.ws.Write(ctx, websocket.MessageText, frame); err != nil {
		c.Fatalf("send: %v", err)
	}
	return c.op
}

// await passes events over until one of kind E fits.
func await[E room.Event](c *client, what string, fits func(E) bool) E {
	c.Helper()
	timeout := time.After(patience)
	for {
		select {
		case e := <-c.events:
			if e, ok := e.(E); ok && fits(e) {
				return e
			}
		case <-timeout:
			c.Fatalf("no %s came in %s", what, patience)
		}
	}
}

// answer is the ack or the error of a command.
func (c *client) answer(op room.Op) (room.Ack, error) {
	c.Helper()
	timeout := time.After(patience)
	for {
		select {
		case e := <-c.events:
			switch e := e.(type) {
			case room.Ack:
				if e.Op == op {
					return e, nil
				}
			case room.Rejected:
				if e.Op == op {
					return room.Ack{}, e.Err
				}
			}
		case <-timeout:
			c.Fatalf("command %d was never answered", op)
		}
	}
}

// do sends a command and returns its row; it has to be acknowledged.
func (c *client) do(frame []byte) room.Item {
	c.Helper()
	ack, err := c.answer(c.send(frame))
	if err != nil {
		c.Fatalf("refused: %v\n%s", err, frame)
	}
	return ack.Items[0]
}

// refused sends a command that has to be refused with that code, and returns the
// rows that came with it.
func (c *client) refused(frame []byte, want room.Code) []room.Item {
	c.Helper()
	_, err := c.answer(c.send(frame))
	if err == nil || room.CodeOf(err) != want {
		c.Fatalf("answered %v, want %s\n%s", err, want, frame)
	}
	rows := room.ItemsOf(err)
	return rows
}

func (c *client) lock(mode room.LockMode, items ...room.LockItem) []byte {
	return wire.EncodeLock(room.LockCommand{Op: c.next(), Mode: mode, Items: items})
}

func (c *client) acquire(ids ...room.ItemID) []byte {
	var items []room.LockItem
	for _, id := range ids {
		items = append(items, room.LockItem{ID: id})
	}
	return c.lock(room.ModeAcquire, items...)
}

func (c *client) move(id room.ItemID, x int, token room.Token, drop bool) []byte {
	moves := []room.Placement{{ID: id, Place: room.Place{X: x, Y: 20, Rotation: 90}, Token: token}}
	return wire.EncodeMove(room.MoveCommand{Op: c.next(), Moves: moves, Drop: drop})
}

func (c *client) edit(steps ...room.Mutation) []byte {
	return wire.EncodeEdit(room.EditCommand{Op: c.next(), Steps: steps})
}

func (c *client) add(id room.ItemID) room.Item {
	c.Helper()
	return c.do(c.edit(room.Add{ID: id, Product: "sofa.klinte", Variant: "grey", Place: room.Place{X: 1, Y: 2, Rotation: 3}}))
}

// leave closes the tab.
func (c *client) leave() { _ = c.ws.Close(websocket.StatusGoingAway, "") }

// gone waits until the server has closed the connection.
func (c *client) gone() websocket.StatusCode {
	c.Helper()
	select {
	case <-c.closed:
		return c.code
	case <-time.After(patience):
		c.Fatal("the server did not close the connection")
		return 0
	}
}

func has(items []room.Item, id room.ItemID) bool {
	for _, i := range items {
		if i.ID == id {
			return true
		}
	}
	return false
}

func describe(v any) string { return fmt.Sprintf("%+v", v) }
