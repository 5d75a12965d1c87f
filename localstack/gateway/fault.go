package gateway

import (
	"net"
	"net/http"
	"time"
)

// PostOutcome is what happens to one post.
type PostOutcome int

// The outcomes of a post. Drop is answered 200 and not delivered. GoneDelivered and ResetDelivered
// are delivered though the answer says otherwise.
const (
	Deliver        PostOutcome = iota
	Drop                       // 200, not delivered
	Gone                       // 410, not delivered
	GoneDelivered              // 410, delivered
	Throttle                   // 429, not delivered
	ServerError                // 503, not delivered
	Reset                      // the TCP connection is reset without an answer, not delivered
	ResetDelivered             // the same, delivered
	Hang                       // no answer until the caller's timeout, not delivered
)

// delivers reports whether the message is delivered.
func (f PostOutcome) delivers() bool {
	return f == Deliver || f == GoneDelivered || f == ResetDelivered
}

// Faults decides the outcome of each post. It is called once for each.
type Faults interface {
	Post() (PostOutcome, time.Duration) // the outcome, and the latency before it
}

type noFaults struct{}

func (noFaults) Post() (PostOutcome, time.Duration) { return Deliver, 0 }

// Abort resets the request's TCP connection without an answer. It does not return.
func Abort(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler) // net/http drops the connection; other servers of the handler must recover from it
}
