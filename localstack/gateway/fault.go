package gateway

import (
	"context"
	"net/http"
	"time"
)

// Outcome is what happens to one POST or DELETE request to @connections.
type Outcome int

// The outcomes of a request. A delivered POST queues its message; a delivered DELETE closes the
// connection. Drop is for POST only.
const (
	Deliver        Outcome = iota
	Drop                   // 200, not delivered
	Gone                   // 410, not delivered
	GoneDelivered          // 410, delivered
	Throttle               // 429, not delivered
	ServerError            // 503, not delivered
	Reset                  // the TCP connection is reset without an answer, not delivered
	ResetDelivered         // the same, delivered
	Hang                   // no answer until the caller's timeout, not delivered
)

// delivers reports whether the request has its effect.
func (o Outcome) delivers() bool {
	return o == Deliver || o == GoneDelivered || o == ResetDelivered
}

// err returns the error that the caller gets, or nil.
func (o Outcome) err() error {
	switch o {
	case Gone, GoneDelivered:
		return errGone
	case Throttle:
		return errThrottled
	case ServerError:
		return errServer
	case Reset, ResetDelivered:
		return errReset
	}
	return nil
}

// Faults decides the outcome of each request and the latency before it. The gateway calls the
// method once for each request.
type Faults interface {
	Post() (Outcome, time.Duration)
	Delete() (Outcome, time.Duration)
}

type noFaults struct{}

func (noFaults) Post() (Outcome, time.Duration)   { return Deliver, 0 }
func (noFaults) Delete() (Outcome, time.Duration) { return Deliver, 0 }

// applyFault waits for the latency of a request, calls deliver if the outcome delivers it, and
// returns the error for the caller. A request that hangs ends with the caller's timeout or with
// the gateway.
func (g *Gateway) applyFault(ctx context.Context, o Outcome, latency time.Duration, deliver func() error) error {
	if !wait(ctx, latency) {
		return ctx.Err()
	}
	if o == Hang {
		select {
		case <-ctx.Done():
		case <-g.ctx.Done():
		}
		return errReset
	}
	if o.delivers() {
		if err := deliver(); err != nil {
			return err
		}
	}
	return o.err()
}

// Abort resets the request's TCP connection without an answer. It does not return.
func Abort(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if tcp, ok := conn.(interface{ SetLinger(seconds int) error }); ok {
			_ = tcp.SetLinger(0)
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler) // net/http ends the request; other callers of the handler must recover from it
}
