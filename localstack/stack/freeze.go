package stack

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"

	"homstyle.dev/planner/localstack/faults"
	"homstyle.dev/planner/localstack/gateway"
	"homstyle.dev/planner/localstack/lambdaruntime"
)

// pools tracks the connections that functions keep open to the local services. It simulates what
// happens while Lambda has frozen a function between invocations: servers close idle connections, and
// the function gets an error only when it sends its next request.
type pools struct {
	mu    sync.Mutex
	conns map[net.Conn]*pooled

	resets atomic.Int64 // number of requests that were reset
}

// pooled is one connection.
type pooled struct {
	idle bool // between two requests
	dead bool // reset the next request
}

type pooledKey struct{}

// watch tracks the server's connections.
func (p *pools) watch(s *http.Server) {
	p.conns = map[net.Conn]*pooled{}
	s.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.conns[c] = &pooled{}
		return context.WithValue(ctx, pooledKey{}, p.conns[c])
	}
	s.ConnState = func(c net.Conn, state http.ConnState) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch one := p.conns[c]; {
		case state == http.StateClosed || state == http.StateHijacked:
			delete(p.conns, c)
		case one != nil:
			one.idle = state == http.StateIdle
		}
	}
	served := s.Handler
	s.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.dead(r) {
			p.resets.Add(1)
			gateway.Abort(w)
		}
		served.ServeHTTP(w, r)
	})
}

// dead reports whether the request came on a connection that is marked as dead.
func (p *pools) dead(r *http.Request) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	one, ok := r.Context().Value(pooledKey{}).(*pooled)
	return ok && one.dead
}

// freeze marks every idle connection as dead.
func (p *pools) freeze() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.conns {
		one.dead = one.dead || one.idle
	}
}

// posts sends the @connections requests of in-process functions: by direct calls, or over sockets if
// functions are frozen, since a direct call has no connection that could be closed.
type posts struct {
	direct  lambdaruntime.HandlerTransport
	sockets *http.Transport
	faults  *faults.Faults
}

func (p *posts) RoundTrip(r *http.Request) (*http.Response, error) {
	if p.faults.Freezes() {
		return p.sockets.RoundTrip(r)
	}
	return p.direct.RoundTrip(r)
}

// CloseIdleConnections closes the idle sockets. http.Client calls it.
func (p *posts) CloseIdleConnections() { p.sockets.CloseIdleConnections() }
