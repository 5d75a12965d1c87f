package gateway

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// connection is one WebSocket. The fields above the mutex are set before other goroutines get the
// connection and do not change, except socket, which is set after the upgrade and used only by the
// goroutines of readMessages.
type connection struct {
	id          string
	domain      string
	connectedAt time.Time
	identity    identity
	authorizer  map[string]any
	socket      *websocket.Conn
	out         *outbox
	closing     chan struct{} // closed when the gateway starts to close the connection

	mu         sync.Mutex
	lastActive time.Time
	ending     *closeReason // why the connection closes; nil while it is open
}

// closeReason is the code and reason that $disconnect gets.
type closeReason struct {
	code      websocket.StatusCode
	reason    string
	byGateway bool // the gateway closes the connection, so it sends the close frame
}

// closeGrace is the time that a client has to read the queued messages and to answer the close frame.
const closeGrace = 2 * time.Second

func (g *Gateway) newConnection(r *http.Request) *connection {
	now := g.cfg.Now()
	return &connection{
		id: connectionID(), domain: r.Host, connectedAt: now, lastActive: now,
		identity: identity{SourceIP: sourceIP(r), UserAgent: r.UserAgent()},
		out:      newOutbox(g.cfg.Limits.Buffer), closing: make(chan struct{}),
	}
}

// end starts to close the connection from the gateway's side: the queued messages are sent, then the
// close frame. Only the first call has an effect. It does not wait.
func (c *connection) end(code websocket.StatusCode, reason string) {
	if c.setReason(closeReason{code, reason, true}) {
		close(c.closing)
	}
}

// setReason stores why the connection closes, unless a reason is stored already, and closes the
// outbox. It reports whether e was stored.
func (c *connection) setReason(e closeReason) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending != nil {
		return false
	}
	c.ending = &e
	c.out.close()
	return true
}

// ended returns why the connection closes, or nil while it is open.
func (c *connection) ended() *closeReason {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ending
}

func (c *connection) frameTooLarge() { c.end(websocket.StatusMessageTooBig, "Frame too large") }

// touch sets the time of the last message.
func (c *connection) touch(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastActive = now
}

// readMessages reads and dispatches messages until either side closes the connection.
func (g *Gateway) readMessages(c *connection) {
	away := func() { c.end(websocket.StatusGoingAway, "Going away") }
	idle := time.AfterFunc(g.cfg.Limits.Idle, away)
	life := time.AfterFunc(g.cfg.Limits.Life, away)
	stopped := context.AfterFunc(g.ctx, away)
	defer func() { idle.Stop(); life.Stop(); stopped() }()

	writer, over := make(chan struct{}), make(chan struct{})
	go func() { defer close(writer); c.write() }()
	go c.closeAfterGrace(over)
	defer close(over)
	slots := make(chan struct{}, g.cfg.Limits.InFlight)
	for {
		kind, data, err := c.socket.Read(context.Background())
		if err != nil {
			c.setReason(closeReasonOf(err))
			break
		}
		if c.ended() != nil {
			continue // discard messages until the closing handshake is done
		}
		if kind == websocket.MessageBinary { // a WebSocket API does not support binary frames
			c.end(websocket.StatusUnsupportedData, "Binary frames are not supported")
			continue
		}
		idle.Reset(g.cfg.Limits.Idle)
		c.touch(g.cfg.Now())
		slots <- struct{}{}
		g.work.Add(1)
		go func() {
			defer func() { <-slots; g.work.Done() }()
			g.dispatch(c, data)
		}()
	}
	_ = c.socket.CloseNow()
	<-writer
}

// closeAfterGrace closes the socket if the closing handshake is not done closeGrace after it began.
func (c *connection) closeAfterGrace(over <-chan struct{}) {
	select {
	case <-over:
		return
	case <-c.closing:
	}
	select {
	case <-over:
	case <-time.After(closeGrace):
		_ = c.socket.CloseNow()
	}
}

// closeReasonOf returns the close code of a failed read, 1006 if the client disconnected without a
// close frame.
func closeReasonOf(err error) closeReason {
	var closed websocket.CloseError
	switch {
	case errors.As(err, &closed):
		return closeReason{code: closed.Code, reason: closed.Reason}
	case errors.Is(err, websocket.ErrMessageTooBig): // the library has closed it already
		return closeReason{code: websocket.StatusMessageTooBig, reason: "Message too big"}
	}
	return closeReason{code: websocket.StatusAbnormalClosure}
}

// write sends the messages in the outbox until the outbox is closed and empty, and then the close
// frame if the gateway sends it.
func (c *connection) write() {
	for {
		message, ok := c.out.take()
		if !ok {
			break
		}
		if err := c.socket.Write(context.Background(), websocket.MessageText, message); err != nil {
			c.out.close()
			return
		}
	}
	if end := c.ended(); end.byGateway {
		_ = c.socket.Close(end.code, end.reason)
	}
}
