// Package lambdaruntime runs Lambda functions, either as handlers in this process ([InProcess], the
// default) or as compiled binaries that use the Lambda Runtime API ([Process]). Both implement
// [Runner]. [Serve] serves the Lambda Invoke API for a Runner.
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
	Name        string // physical name, as in invocations
	Folder      string // under functions/, and the name of its binary
	Env         map[string]string
	Timeout     time.Duration
	MemoryMB    int
	Concurrency int // reserved concurrent invocations; 0: none
	Retries     int // maximum retries of a failed asynchronous invocation
	// EventAge is the time after which an asynchronous invocation that was throttled is not tried again;
	// 0: 6 hours.
	EventAge time.Duration
}

// Runner runs functions by their physical name. It must be safe for concurrent use.
type Runner interface {
	// Invoke runs the function and returns its JSON answer. The error is a *FunctionError if
	// the function failed, ErrThrottled if it was not started because of a limit, and
	// ErrNoFunction if there is no such function. If ctx ends first, the invocation is killed.
	Invoke(ctx context.Context, function string, payload []byte) ([]byte, error)
	// Close ends every environment.
	Close()
}

// ErrNoFunction is the error of an invocation of a function that does not exist.
var ErrNoFunction = errors.New("no such function")

// FunctionError is the error of a function, as Lambda reports it.
type FunctionError struct {
	Type    string `json:"errorType"`
	Message string `json:"errorMessage"`
}

func (e *FunctionError) Error() string { return e.Type + ": " + e.Message }

func timedOut(after time.Duration) *FunctionError {
	message := fmt.Sprintf("Task timed out after %.2f seconds", after.Seconds())
	return &FunctionError{Type: "Sandbox.Timedout", Message: message}
}

// maxPayload is Lambda's limit of an invocation's payload and answer, in bytes.
const maxPayload = 6 << 20

// maxAsync is Lambda's limit of the payload of an asynchronous invocation, in bytes.
const maxAsync = 1 << 20

func tooLarge(what string) *FunctionError {
	return &FunctionError{Type: "RequestEntityTooLargeException", Message: what + " is over 6 MB"}
}

// requestID returns a random UUID, which is Lambda's format.
func requestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Logged returns a runner that logs one line for each invocation: function, route, room, peer,
// duration and error. It does not log payloads, since the headers of a handshake have a token.
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

// describe returns the attributes of an event for the log: route, room and peer of a gateway event,
// the number of records of a stream event.
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
