package wiretest

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

// patience limits every wait. It is long for the sake of slow machines: a test that reaches it
// has failed.
const patience = 30 * time.Second

// resend is the time after which a client sends a sync again that was not answered: the post of a
// state may be lost, and a server may be slow. The client of the planner waits 5 s (CL1).
const resend = 10 * time.Second

// client is one tab.
type client struct {
	*table
	sub, tab string
	ws       *websocket.Conn
	state    room.State // the answer to the first sync
	events   chan room.Event
	closed   chan struct{}
	code     websocket.StatusCode // the close code; valid after closed is closed
	op       room.Op
}

// unique returns a name that no other test uses.
func unique(name string) string { return name + "-" + strings.ToLower(rand.Text()[:10]) }

func item(name string) room.ItemID { return room.ItemID(unique(name)) }

// mint returns a token for the target's room.
func (t *table) mint(sub, name, role string, ttl time.Duration) string {
	t.Helper()
	token, err := t.target.Mint(string(t.target.Room), sub, name, role, ttl)
	if err != nil {
		t.Fatalf("token: %v", err)
	}
	return token
}

// dial opens a WebSocket and returns the HTTP status of the handshake, 0 without an answer.
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

// enter connects a new user, syncs, and returns the client with the room's state.
func (t *table) enter(name, role string) *client {
	t.Helper()
	return t.enterAs(unique("user"), unique("tab"), name, role)
}

func (t *table) enterAs(sub, tab, name, role string) *client {
	t.Helper()
	c, err := t.tryEnter(sub, tab, name, role)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// tryEnter is enterAs for goroutines other than the test's, which must not call Fatal.
func (t *table) tryEnter(sub, tab, name, role string) (*client, error) {
	token, err := t.target.Mint(string(t.target.Room), sub, name, role, time.Hour)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	c, err := t.tryConnect(sub, tab, token)
	if err != nil {
		return nil, err
	}
	sync := wire.EncodeSync(room.SyncCommand{Op: c.next()})
	for until := time.Now().Add(patience); ; {
		op, err := c.trySend(sync)
		if err != nil {
			return nil, err
		}
		c.state, err = awaitWithin(c, resend, "state", func(s room.State) bool { return s.Op == op })
		if err == nil || time.Now().After(until) {
			return c, err
		}
	}
}

// connect opens a connection without a sync.
func (t *table) connect(sub, tab, token string) *client {
	t.Helper()
	c, err := t.tryConnect(sub, tab, token)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (t *table) tryConnect(sub, tab, token string) (*client, error) {
	ws, status, err := t.dial(string(t.target.Room), tab, t.target.Origin, wire.Protocol, token)
	if err != nil {
		return nil, fmt.Errorf("connect: %w (status %d)", err, status)
	}
	c := t.listen(ws)
	c.sub, c.tab = sub, tab
	return c, nil
}

// listen starts to read the events of a connection. The test's end closes it.
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

// pong is the event of an answer to a ping. It embeds Left only to be a room.Event.
type pong struct{ room.Left }

func (c *client) next() room.Op {
	c.op++
	return c.op
}

// send writes a frame unchanged and returns the last op that next returned.
func (c *client) send(frame []byte) room.Op {
	c.Helper()
	op, err := c.trySend(frame)
	if err != nil {
		c.Fatal(err)
	}
	return op
}

func (c *client) trySend(frame []byte) (room.Op, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.ws.Write(ctx, websocket.MessageText, frame); err != nil {
		return 0, fmt.Errorf("send: %w", err)
	}
	return c.op, nil
}

// await returns the first event of type E for which fits is true and discards those before it.
func await[E room.Event](c *client, what string, fits func(E) bool) E {
	c.Helper()
	e, err := tryAwait(c, what, fits)
	if err != nil {
		c.Fatal(err)
	}
	return e
}

func tryAwait[E room.Event](c *client, what string, fits func(E) bool) (E, error) {
	return awaitWithin(c, patience, what, fits)
}

func awaitWithin[E room.Event](c *client, limit time.Duration, what string, fits func(E) bool) (E, error) {
	timeout := time.After(limit)
	for {
		select {
		case e := <-c.events:
			if e, ok := e.(E); ok && fits(e) {
				return e, nil
			}
		case <-timeout:
			var none E
			return none, fmt.Errorf("no %s came in %s", what, limit)
		}
	}
}

// errNoAnswer says that a command got no answer in time.
var errNoAnswer = errors.New("the command was not answered")

// answer returns the ack of a command, or the *room.Error that it was refused with.
func (c *client) answer(op room.Op) (room.Ack, error) {
	c.Helper()
	ack, err := c.tryAnswer(op)
	if errors.Is(err, errNoAnswer) {
		c.Fatalf("command %d: %v", op, err)
	}
	return ack, err
}

// tryAnswer is answer for goroutines other than the test's. It returns errNoAnswer after
// patience.
func (c *client) tryAnswer(op room.Op) (room.Ack, error) {
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
			return room.Ack{}, errNoAnswer
		}
	}
}

// do sends a command, which must be acknowledged, and returns its first row.
func (c *client) do(frame []byte) room.Item {
	c.Helper()
	ack, err := c.answer(c.send(frame))
	if err != nil {
		c.Fatalf("refused: %v\n%s", err, frame)
	}
	return ack.Items[0]
}

// refused sends a command, which must be refused with the code want, and returns the error's
// rows.
func (c *client) refused(frame []byte, want room.Code) []room.Item {
	c.Helper()
	_, err := c.answer(c.send(frame))
	if err == nil || room.CodeOf(err) != want {
		c.Fatalf("answered %v, want %s\n%s", err, want, frame)
	}
	return room.ItemsOf(err)
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
	place := room.Place{X: 1, Y: 2, Rotation: 3}
	return c.do(c.edit(room.Add{ID: id, Product: "sofa.klinte", Variant: "grey", Place: place}))
}

// point sends a cursor until the other client has got one that fits, and returns it. A cursor may be lost, as
// the list of peers for which a server sends it may be some seconds old.
func (c *client) point(to *client, command room.CursorCommand, fits func(room.Cursor) bool) room.Cursor {
	c.Helper()
	for began := time.Now(); ; {
		c.send(wire.EncodeCursor(command))
		got, err := awaitWithin(to, time.Second, "cursor", fits)
		if err == nil {
			return got
		}
		if time.Since(began) > patience {
			c.Fatal(err)
		}
	}
}

// leave closes the connection as a browser does when its tab is closed (1001).
func (c *client) leave() { _ = c.ws.Close(websocket.StatusGoingAway, "") }

// gone waits until the server has closed the connection and returns the close code.
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
