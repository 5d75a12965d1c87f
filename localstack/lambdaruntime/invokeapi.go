package lambdaruntime

import (
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
)

// InvokeAPI is the Lambda Invoke API, for functions that invoke others. The invocation type
// RequestResponse returns the function's result. Event returns 202 and then runs the function, with
// its retries.
type InvokeAPI struct {
	runner  Runner
	retries map[string]int
	log     *slog.Logger
	ctx     context.Context
	stop    context.CancelFunc
	events  sync.WaitGroup
}

// Serve returns the Invoke API of a runner. Close stops it.
func Serve(r Runner, functions []Function, log *slog.Logger) *InvokeAPI {
	a := &InvokeAPI{runner: r, retries: map[string]int{}, log: log}
	for _, f := range functions {
		a.retries[f.Name] = f.Retries
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
	retries, ok := a.retries[name]
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
		a.invokeLater(name, payload, retries)
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
	name := nameOf(function)
	retries, ok := a.retries[name]
	if ok {
		a.invokeLater(name, payload, retries)
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
// attempt. Unlike AWS, it retries without a delay.
func (a *InvokeAPI) invokeLater(name string, payload []byte, retries int) {
	a.events.Go(func() {
		for range retries + 1 {
			if _, err := a.runner.Invoke(a.ctx, name, payload); err == nil || a.ctx.Err() != nil {
				return
			}
		}
		a.log.Error("asynchronous invocation failed", "function", name, "attempts", retries+1)
	})
}

// refuse writes an error response with the type name.
func refuse(w http.ResponseWriter, status int, name, message string) {
	w.Header().Set("X-Amzn-Errortype", name)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"Message": message})
}
