package boot

import (
	"net"
	"net/http"
	"time"
)

// The time in which a service must begin its answer. After it the SDK retries, so several
// attempts must fit into the function's timeout.
const (
	tableTimeout  = time.Second
	paramsTimeout = time.Second
	invokeTimeout = 2 * time.Second

	schedulerTimeout = time.Second
	bucketTimeout    = 5 * time.Second
	catalogTimeout   = 5 * time.Second // for the whole answer
	// dialTimeout and tlsTimeout bound the TCP connect and the TLS handshake.
	dialTimeout = 500 * time.Millisecond
	tlsTimeout  = time.Second
)

// client returns an HTTP client for requests to AWS, whose transport is c.Transport's if that is set.
func (c Config) client(answer time.Duration) *http.Client {
	return c.through(client(answer))
}

// through returns the client with the transport that c.Transport makes of its own.
func (c Config) through(to *http.Client) *http.Client {
	if c.Transport == nil {
		return to
	}
	return &http.Client{Transport: c.Transport(to.Transport)}
}

// client returns an HTTP client with a connection pool of its own. A request fails if its
// answer has not begun after the given time; 0 means no limit. The pool keeps enough idle
// connections for a whole fanout, so that most posts need no handshake.
//
// The client uses HTTP/1.1 only. Over HTTP/2 all requests share one connection, which stays
// open when a request is cancelled: after a freeze of the function each further attempt would
// use the same dead connection until a ping detects it. Over HTTP/1.1 a request that fails or
// is cancelled closes its connection, and the next request opens another.
func client(answer time.Duration) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns = 256
	t.MaxIdleConnsPerHost = 128
	t.DialContext = (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext
	t.TLSHandshakeTimeout = tlsTimeout
	t.ResponseHeaderTimeout = answer
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	return &http.Client{Transport: t}
}
