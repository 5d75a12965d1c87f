package lambdaruntime

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// api is the Lambda Runtime API of one environment. The process requests its next invocation and
// posts the result.
type api struct {
	arn        string
	asked      chan struct{} // closed at the first request for an invocation
	askedOnce  sync.Once
	initFailed chan error
	next       chan *invocation

	mu      sync.Mutex
	current *invocation
}

type invocation struct {
	id       string
	payload  []byte
	deadline time.Time
	taken    atomic.Bool // the process has requested it
	done     chan result // of capacity one; only the first result counts
}

func newAPI(arn string) *api {
	return &api{arn: arn, asked: make(chan struct{}), initFailed: make(chan error, 1), next: make(chan *invocation, 1)}
}

// begin sets the next invocation. The previous one must have ended.
func (a *api) begin(inv *invocation) {
	a.mu.Lock()
	a.current = inv
	a.mu.Unlock()
	a.next <- inv
}

func (a *api) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /2018-06-01/runtime/invocation/next", a.serveNext)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/response", a.serveResponse)
	mux.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/error", a.serveError)
	mux.HandleFunc("POST /2018-06-01/runtime/init/error", a.serveInitError)
	return mux
}

func (a *api) serveNext(w http.ResponseWriter, r *http.Request) {
	a.askedOnce.Do(func() { close(a.asked) })
	select {
	case <-r.Context().Done():
	case inv := <-a.next:
		inv.taken.Store(true)
		h := w.Header()
		h.Set("Lambda-Runtime-Aws-Request-Id", inv.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(inv.deadline.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", a.arn)
		h.Set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0")
		h.Set("Content-Type", "application/json")
		_, _ = w.Write(inv.payload)
	}
}

func (a *api) serveResponse(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxPayload+1))
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadRequest)
	case len(body) > maxPayload:
		a.finish(w, r.PathValue("id"), http.StatusRequestEntityTooLarge, result{err: tooLarge("the answer")})
	default:
		a.finish(w, r.PathValue("id"), http.StatusAccepted, result{out: body})
	}
}

func (a *api) serveError(w http.ResponseWriter, r *http.Request) {
	a.finish(w, r.PathValue("id"), http.StatusAccepted, result{err: functionError(r)})
}

func (a *api) serveInitError(w http.ResponseWriter, r *http.Request) {
	select {
	case a.initFailed <- functionError(r):
	default:
	}
	w.WriteHeader(http.StatusAccepted)
}

// finish ends the invocation with the id. It refuses the late result of an earlier invocation.
func (a *api) finish(w http.ResponseWriter, id string, status int, r result) {
	a.mu.Lock()
	inv := a.current
	if inv != nil && inv.id == id {
		a.current = nil
	}
	a.mu.Unlock()
	if inv == nil || inv.id != id {
		http.Error(w, `{"errorType":"InvalidRequestID"}`, http.StatusBadRequest)
		return
	}
	w.WriteHeader(status)
	inv.done <- r
}

func functionError(r *http.Request) error {
	e := &FunctionError{}
	body, _ := io.ReadAll(io.LimitReader(r.Body, maxPayload))
	if json.Unmarshal(body, e) != nil || e.Message == "" {
		e.Type, e.Message = "Unhandled", string(body)
	}
	return e
}
