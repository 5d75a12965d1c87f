package boot

import (
	"net"
	"net/http"
	"time"
)

// How long a service may take to begin its answer. The SDK then tries again, which must
// fit into the function's own time: what hangs for longer fails anyway.
const (
	tableTimeout  = time.Second
	paramsTimeout = time.Second
	invokeTimeout = 2 * time.Second
	bucketTimeout = 5 * time.Second
	// dialTimeout and tlsTimeout bound the beginning of a connection.
	dialTimeout = 500 * time.Millisecond
	tlsTimeout  = time.Second
)

// client is one pool of connections, on which an answer begins within that time; 0 is
// without end. Its idle connections must cover a whole fan-out, or most posts would begin
// with a handshake.
//
// It speaks HTTP/1.1 alone. Over HTTP/2 all requests share one connection, and a request
// that is given up leaves it in place: after a freeze of the function, each further attempt
// would go down the same dead connection until a ping finds it out. Over HTTP/1.1 a request
// that fails or is given up takes its own connection with it, and the next one dials.
func client(answer time.Duration) *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = 256, 128
	t.DialContext = (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext
	t.TLSHandshakeTimeout, t.ResponseHeaderTimeout = tlsTimeout, answer
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	return &http.Client{Transport: t}
}
