// Package lambdaruntime runs Lambda functions: as handlers in this process
// ([InProcess], the default) or as the real compiled binaries over the Lambda
// Runtime API ([Process]). Both are a [Runner], and [Serve] puts the Lambda
// Invoke API in front of either.
package lambdaruntime

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Function is one function to run.
type Function struct {
	Name        string // physical name, as callers name it
	Folder      string // under functions/, and its binary's name
	Env         map[string]string
	Timeout     time.Duration
	MemoryMB    int
	Concurrency int // environments at most; 0 for the default
	Retries     int // of an asynchronous invocation that failed
}

// Runner runs functions by their physical name. It must be safe for concurrent use.
type Runner interface {
	// Invoke runs the function and returns the JSON that it answers. A function
	// that failed is a *FunctionError, one that isn't there ErrNoFunction. When
	// ctx ends first, the invocation is killed.
	Invoke(ctx context.Context, function string, payload []byte) ([]byte, error)
	// Close ends every environment.
	Close()
}

// ErrNoFunction says that there is no function of that name.
var ErrNoFunction = errors.New("no such function")

// FunctionError is the error of a function, as Lambda reports it.
type FunctionError struct {
	Type    string `json:"errorType"`
	Message string `json:"errorMessage"`
}

func (e *FunctionError) Error() string { return e.Type + ": " + e.Message }

func timedOut(after time.Duration) *FunctionError {
	return &FunctionError{Type: "Sandbox.Timedout", Message: fmt.Sprintf("Task timed out after %.2f seconds", after.Seconds())}
}

// maxPayload is Lambda's limit of an invocation's payload and answer, in bytes.
const maxPayload = 6 << 20

func tooLarge(what string) *FunctionError {
	return &FunctionError{Type: "RequestEntityTooLargeException", Message: what + " is over 6 MB"}
}

// requestID returns a random UUID, as Lambda's are.
func requestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Logged wraps a runner so that every invocation is logged in one line: function, route, room,
// peer, duration and error. Payloads are not logged, since a handshake's headers hold a token.
func Logged(r Runner, log *slog.Logger) Runner { return logged{r, log} }

type logged struct {
	Runner
	log *slog.Logger
}

func (l logged) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	began := time.Now()
	out, err := l.Runner.Invoke(ctx, function, payload)
	if err == nil && !l.log.Enabled(ctx, slog.LevelInfo) {
		return out, nil
	}
	attrs := append([]any{"function", function}, describe(payload)...)
	attrs = append(attrs, "ms", float64(time.Since(began).Microseconds())/1000)
	if err != nil {
		l.log.Error("invoke", append(attrs, "error", err)...)
	} else {
		l.log.Info("invoke", attrs...)
	}
	return out, err
}

// describe returns the attributes that identify an event: route, room and peer of a gateway's
// event, the number of records of a stream's.
func describe(payload []byte) []any {
	var e struct {
		RequestContext struct {
			RouteKey   string         `json:"routeKey"`
			Authorizer map[string]any `json:"authorizer"`
		} `json:"requestContext"`
		Records []json.RawMessage `json:"Records"`
	}
	if json.Unmarshal(payload, &e) != nil {
		return nil
	}
	var attrs []any
	add := func(key string, value any) {
		if value != nil && value != "" {
			attrs = append(attrs, key, value)
		}
	}
	add("route", e.RequestContext.RouteKey)
	add("room", e.RequestContext.Authorizer["roomId"])
	add("peer", e.RequestContext.Authorizer["peerId"])
	if len(e.Records) > 0 {
		add("records", len(e.Records))
	}
	return attrs
}
