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

// pools are the connections that functions keep open to what stands in for AWS. Lambda
// freezes a function between invocations; the other side meanwhile closes what is idle,
// and the function does not notice before it sends a request.
type pools struct {
	mu    sync.Mutex
	conns map[net.Conn]*pooled

	resets atomic.Int64 // requests that were reset
}

// pooled is one connection.
type pooled struct {
	idle bool // between two requests
	dead bool // its next request is reset
}

type pooledKey struct{}

// watch makes the server's connections known.
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

func (p *pools) dead(r *http.Request) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	one, ok := r.Context().Value(pooledKey{}).(*pooled)
	return ok && one.dead
}

// freeze makes every idle connection dead.
func (p *pools) freeze() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, one := range p.conns {
		one.dead = one.dead || one.idle
	}
}

// posts carries what functions of this process post to connections: by a call, or over
// sockets where functions are frozen, since a call has no connection that could die.
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

// CloseIdleConnections is called by http.Client.
func (p *posts) CloseIdleConnections() { p.sockets.CloseIdleConnections() }
