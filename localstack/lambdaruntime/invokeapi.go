package lambdaruntime

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	smithytime "github.com/aws/smithy-go/time"
)

// InvokeAPI is the Lambda Invoke API, for functions that invoke others. The invocation type
// RequestResponse returns the function's result, or 429 if the function is throttled. Event returns 202
// and then runs the function, with its retries.
type InvokeAPI struct {
	runner    Runner
	functions map[string]Function
	log       *slog.Logger
	ctx       context.Context
	stop      context.CancelFunc
	events    sync.WaitGroup
}

// Serve returns the Invoke API of a runner. Close stops it.
func Serve(r Runner, functions []Function, log *slog.Logger) *InvokeAPI {
	a := &InvokeAPI{runner: r, functions: map[string]Function{}, log: log}
	for _, f := range functions {
		a.functions[f.Name] = f
	}
	a.ctx, a.stop = context.WithCancel(context.Background())
	return a
}

// Handler serves POST /2015-03-31/functions/{name}/invocations. The name may be an ARN.
func (a *InvokeAPI) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /2015-03-31/functions/{name}/invocations", a.serve)
	return mux
}

// Close cancels the asynchronous invocations and waits for them.
func (a *InvokeAPI) Close() {
	a.stop()
	a.events.Wait()
}

func (a *InvokeAPI) serve(w http.ResponseWriter, r *http.Request) {
	name := nameOf(r.PathValue("name"))
	f, ok := a.functions[name]
	if !ok {
		refuse(w, http.StatusNotFound, "ResourceNotFoundException", "Function not found: "+name)
		return
	}
	kind, limit := r.Header.Get("X-Amz-Invocation-Type"), maxPayload
	if kind == "Event" {
		limit = maxAsync
	}
	payload, err := io.ReadAll(io.LimitReader(r.Body, int64(limit)+1))
	if err != nil {
		refuse(w, http.StatusBadRequest, "InvalidRequestContentException", "the payload is incomplete: "+err.Error())
		return
	}
	if len(payload) > limit {
		message := fmt.Sprintf("Request must be smaller than %d bytes for the InvokeFunction operation", limit)
		refuse(w, http.StatusRequestEntityTooLarge, "RequestTooLargeException", message)
		return
	}
	switch kind {
	case "Event":
		a.invokeLater(f, payload)
		w.WriteHeader(http.StatusAccepted)
	case "", "RequestResponse":
		a.invokeNow(w, r, name, payload)
	default:
		message := "the local stack does not support the invocation type " + kind
		refuse(w, http.StatusBadRequest, "InvalidParameterValueException", message)
	}
}

// InvokeLater invokes the function with that name or ARN asynchronously, as the invocation type Event
// does. It returns false if there is none. It must not be called after Close.
func (a *InvokeAPI) InvokeLater(function string, payload []byte) bool {
	f, ok := a.functions[nameOf(function)]
	if ok {
		a.invokeLater(f, payload)
	}
	return ok
}

// nameOf returns the name in a function's ARN, or a name unchanged.
func nameOf(function string) string {
	if _, after, ok := strings.Cut(function, ":function:"); ok {
		function, _, _ = strings.Cut(after, ":")
	}
	return function
}

// invokeNow runs a function and answers with its result.
func (a *InvokeAPI) invokeNow(w http.ResponseWriter, r *http.Request, name string, payload []byte) {
	// The server's read timeout would cancel r.Context() if the function ran longer.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	out, err := a.runner.Invoke(r.Context(), name, payload)
	if errors.Is(err, ErrThrottled) {
		refuse(w, http.StatusTooManyRequests, "TooManyRequestsException", "Rate Exceeded.")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		var failed *FunctionError
		if !errors.As(err, &failed) {
			failed = &FunctionError{Type: "ServiceException", Message: err.Error()}
		}
		w.Header().Set("X-Amz-Function-Error", "Unhandled")
		out, _ = json.Marshal(failed)
	}
	_, _ = w.Write(out)
}

// invokeLater runs an asynchronous invocation and its retries in the background. The runner logs each
// attempt. Unlike AWS, it retries a failed one without a delay.
func (a *InvokeAPI) invokeLater(f Function, payload []byte) {
	a.events.Go(func() {
		queued := time.Now()
		for range f.Retries + 1 {
			err := a.invokeUntilStarted(f, payload, queued)
			if err == nil || a.ctx.Err() != nil {
				return
			}
			if errors.Is(err, ErrThrottled) {
				a.log.Error("asynchronous invocation was throttled until its maximum age", "function", f.Name)
				return
			}
		}
		a.log.Error("asynchronous invocation failed", "function", f.Name, "attempts", f.Retries+1)
	})
}

// invokeUntilStarted invokes the function. While it is throttled, it is tried again, as Lambda's queue does:
// after 1 s, with a delay that doubles up to 5 min, until the event has its maximum age. These attempts do
// not count as retries.
func (a *InvokeAPI) invokeUntilStarted(f Function, payload []byte, queued time.Time) error {
	age := cmp.Or(f.EventAge, 6*time.Hour)
	for delay := time.Second; ; delay = min(2*delay, 5*time.Minute) {
		_, err := a.runner.Invoke(a.ctx, f.Name, payload)
		if !errors.Is(err, ErrThrottled) || time.Since(queued)+delay > age {
			return err
		}
		if err := smithytime.SleepWithContext(a.ctx, delay); err != nil {
			return err
		}
	}
}

// refuse writes an error response with the type name.
func refuse(w http.ResponseWriter, status int, name, message string) {
	w.Header().Set("X-Amzn-Errortype", name)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"Message": message})
}
