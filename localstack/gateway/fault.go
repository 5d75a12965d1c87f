package gateway

import (
	"net"
	"net/http"
	"time"
)

// PostOutcome is what happens to one post.
type PostOutcome int

// The fates of a post. A Drop is answered 200 and never arrives; of the others, those that
// say so are delivered though their answer says otherwise.
const (
	Deliver        PostOutcome = iota
	Drop                       // 200, not delivered
	Gone                       // 410, not delivered
	GoneDelivered              // 410, delivered
	Throttle                   // 429, not delivered
	ServerError                // 503, not delivered
	Reset                      // the TCP connection is reset without an answer, not delivered
	ResetDelivered             // the same, delivered
	Hang                       // no answer until the caller gives up, not delivered
)

// delivers reports whether the frame arrives.
func (f PostOutcome) delivers() bool {
	return f == Deliver || f == GoneDelivered || f == ResetDelivered
}

// Faults decides what goes wrong. It is asked once for each post.
type Faults interface {
	Post() (PostOutcome, time.Duration) // and how long the post takes beforehand
}

type noFaults struct{}

func (noFaults) Post() (PostOutcome, time.Duration) { return Deliver, 0 }

// Abort ends a request's TCP connection by a reset, without an answer. It does not return.
func Abort(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler) // net/http drops the connection, and anything else that serves the handler must
}
