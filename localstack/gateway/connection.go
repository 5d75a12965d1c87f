package gateway

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// connection is one WebSocket. Its fields above the mutex are set before others
// can see it and never change after that; only socket, which the goroutines of
// converse alone use, follows when the upgrade is done.
type connection struct {
	id          string
	domain      string
	connectedAt time.Time
	identity    identity
	authorizer  map[string]any
	socket      *websocket.Conn
	out         *outbox
	closing     chan struct{} // closed when we begin to end it

	mu         sync.Mutex
	lastActive time.Time
	ending     *closeReason // why it ends; nil while it is open
}

// closeReason is what $disconnect is told.
type closeReason struct {
	code   websocket.StatusCode
	reason string
	ours   bool // we end it, so we send the closing frame
}

// closeGrace is how long a slow reader may take over what is queued for it and
// the closing handshake.
const closeGrace = 2 * time.Second

func (g *Gateway) newConnection(r *http.Request) *connection {
	now := g.cfg.Now()
	return &connection{
		id: connectionID(), domain: r.Host, connectedAt: now, lastActive: now,
		identity: identity{SourceIP: sourceIP(r), UserAgent: r.UserAgent()},
		out:      newOutbox(g.cfg.Limits.Buffer), closing: make(chan struct{}),
	}
}

// end closes the connection from our side, after what is queued for it. Only
// the first call counts. It doesn't wait.
func (c *connection) end(code websocket.StatusCode, reason string) {
	if c.note(closeReason{code, reason, true}) {
		close(c.closing)
	}
}

// note records why the connection ends, if nothing has yet, and lets nothing
// more be queued.
func (c *connection) note(e closeReason) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending != nil {
		return false
	}
	c.ending = &e
	c.out.close()
	return true
}

func (c *connection) ended() *closeReason {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ending
}

func (c *connection) frameTooLarge() { c.end(websocket.StatusMessageTooBig, "Frame too large") }

func (c *connection) touch(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastActive = now
}

// converse reads messages until the connection ends, for whatever reason.
func (g *Gateway) converse(c *connection) {
	away := func() { c.end(websocket.StatusGoingAway, "Going away") }
	idle := time.AfterFunc(g.cfg.Limits.Idle, away)
	life := time.AfterFunc(g.cfg.Limits.Life, away)
	stopped := context.AfterFunc(g.ctx, away)
	defer func() { idle.Stop(); life.Stop(); stopped() }()

	writer, over := make(chan struct{}), make(chan struct{})
	go func() { defer close(writer); c.write() }()
	go c.hurry(over)
	defer close(over)
	free := make(chan struct{}, g.cfg.Limits.InFlight)
	for {
		kind, data, err := c.socket.Read(context.Background())
		if err != nil {
			c.note(endingOf(err))
			break
		}
		if c.ended() != nil {
			continue // drain until the closing handshake is done
		}
		if kind == websocket.MessageBinary { // a WebSocket API has no use for one
			c.end(websocket.StatusUnsupportedData, "Binary frames are not supported")
			continue
		}
		idle.Reset(g.cfg.Limits.Idle)
		c.touch(g.cfg.Now())
		free <- struct{}{}
		g.work.Add(1)
		go func() {
			defer func() { <-free; g.work.Done() }()
			g.dispatch(c, data)
		}()
	}
	_ = c.socket.CloseNow()
	<-writer
}

// hurry ends the connection for good when it is still there some time after we
// began to end it.
func (c *connection) hurry(over <-chan struct{}) {
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

// endingOf reads the close code out of a failed read: 1006 when the client went
// without a closing frame.
func endingOf(err error) closeReason {
	var closed websocket.CloseError
	switch {
	case errors.As(err, &closed):
		return closeReason{code: closed.Code, reason: closed.Reason}
	case errors.Is(err, websocket.ErrMessageTooBig): // the library has closed it
		return closeReason{code: websocket.StatusMessageTooBig, reason: "Message too big"}
	}
	return closeReason{code: websocket.StatusAbnormalClosure}
}

// write sends what the outbox holds until it closes, then the closing frame if
// it is ours to send.
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
	if end := c.ended(); end.ours {
		_ = c.socket.Close(end.code, end.reason)
	}
}
