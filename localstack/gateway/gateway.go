// Package gateway serves a WebSocket API as Amazon API Gateway does. It selects the route by a field
// of the message, runs a REQUEST authorizer at $connect, invokes a function once for each message,
// and serves the @connections API, by which functions send messages to clients.
//
// Read in this order: handshake.go (how a connection is opened), dispatch.go (what happens to a
// message), connections.go (how functions post), event.go (the events of functions). AWS
// guarantees no order of messages or posts, and neither does this package.
package gateway

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/template"
)

// Invoker runs functions by their physical name and returns their JSON answer. A function that
// failed is an error. Implementations must be safe for concurrent use.
type Invoker interface {
	Invoke(ctx context.Context, function string, payload []byte) ([]byte, error)
}

// Config is the configuration of a Gateway. The zero values of Limits are AWS's quotas.
type Config struct {
	API     template.API
	Region  string
	Account string
	Invoker Invoker
	Limits  Limits
	Faults  Faults         // nil for none
	Quota   *quota.Account // shared with the account's other APIs; nil for no limits
	// RequireSignature refuses @connections calls without a SigV4 header for execute-api, as AWS
	// does. The signature itself is not checked.
	RequireSignature bool
	Log              *slog.Logger
	Now              func() time.Time // default time.Now
}

// Limits are API Gateway's quotas. Tests set shorter ones.
type Limits struct {
	Message  int           // bytes of a message in either direction; default 128 KB
	Frame    int           // bytes of one frame from a client; default 32 KB
	Idle     time.Duration // time without a message from the client; default 10 min
	Life     time.Duration // duration of a connection; default 2 h
	Buffer   int           // bytes queued for a slow client; default 1 MB
	InFlight int           // concurrent invocations for one connection's messages; default 64
}

func (l Limits) withDefaults() Limits {
	set := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	set(&l.Message, 128<<10)
	set(&l.Frame, 32<<10)
	set(&l.Buffer, 1<<20)
	set(&l.InFlight, 64)
	if l.Idle == 0 {
		l.Idle = 10 * time.Minute
	}
	if l.Life == 0 {
		l.Life = 2 * time.Hour
	}
	return l
}

// Gateway is one deployed stage. Make it with [New].
type Gateway struct {
	cfg      Config
	throttle throttles

	mu     sync.Mutex
	conns  map[string]*connection // open connections by connection id
	closed bool

	ctx  context.Context // cancelled by Close
	stop context.CancelFunc
	work sync.WaitGroup // handshakes, connections and $disconnect invocations
}

// New returns a running gateway. Close stops it.
func New(c Config) *Gateway {
	c.Limits = c.Limits.withDefaults()
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Faults == nil {
		c.Faults = noFaults{}
	}
	g := &Gateway{cfg: c, throttle: newThrottles(c.API), conns: map[string]*connection{}}
	g.ctx, g.stop = context.WithCancel(context.Background())
	return g
}

// Sockets returns the handler of WebSocket handshakes, to be mounted at /<stage>.
func (g *Gateway) Sockets() http.Handler { return http.HandlerFunc(g.handshake) }

// Connections returns the handler of the @connections API, to be mounted at
// /<stage>/@connections/.
func (g *Gateway) Connections() http.Handler {
	return http.StripPrefix("/"+g.cfg.API.Stage+"/@connections/", http.HandlerFunc(g.serveConnections))
}

// Count returns the number of open connections.
func (g *Gateway) Count() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// Close closes every connection with 1001, runs their $disconnect, and returns when all
// invocations have ended.
func (g *Gateway) Close() {
	g.mu.Lock()
	g.closed = true
	g.mu.Unlock()
	g.stop()
	g.work.Wait()
}

// begin adds a piece of work that Close waits for. It returns false if the gateway is closing.
func (g *Gateway) begin() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.work.Add(1)
	return true
}

// add makes c an open connection.
func (g *Gateway) add(c *connection) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.conns[c.id] = c
}

func (g *Gateway) remove(c *connection) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c.id)
}

// find returns the open connection with the id, or nil.
func (g *Gateway) find(id string) *connection {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.conns[id]
}
