package lambdaruntime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

// InProcess runs handlers in this process, where a debugger and the race detector can be used. Events
// and answers are JSON as in Lambda. As Lambda does with environments, it builds a handler when all
// others are busy, runs one invocation at a time in each, and reuses them.
type InProcess struct {
	functions map[string]*handlers
}

// Builder builds a new handler of a function.
type Builder func() (lambda.Handler, error)

// NewInProcess returns a runner that builds handlers when they are needed. It builds the first handler
// of each function at once, so that a wrong configuration is an error here.
func NewInProcess(functions []Function, build map[string]Builder) (*InProcess, error) {
	p := &InProcess{functions: map[string]*handlers{}}
	for _, f := range functions {
		h := &handlers{function: f, build: build[f.Name]}
		first, err := h.take()
		if err != nil {
			return nil, fmt.Errorf("function %s: %w", f.Folder, err)
		}
		h.give(first)
		p.functions[f.Name] = h
	}
	return p, nil
}

// handlers are the handlers of one function.
type handlers struct {
	function Function
	build    Builder

	mu   sync.Mutex
	idle []lambda.Handler // a stack: the most recently used is reused first
}

// take returns an idle handler, or builds one.
func (h *handlers) take() (lambda.Handler, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if n := len(h.idle); n > 0 {
		warm := h.idle[n-1]
		h.idle = h.idle[:n-1]
		return warm, nil
	}
	return h.build()
}

// give returns a handler for reuse.
func (h *handlers) give(one lambda.Handler) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.idle = append(h.idle, one)
}

// Close does nothing.
func (p *InProcess) Close() {}

// Invoke runs a handler. If the context ends first, it returns without waiting for the handler, whose
// answer is discarded.
func (p *InProcess) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	h, ok := p.functions[function]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNoFunction, function)
	}
	f := h.function
	if len(payload) > maxPayload {
		return nil, tooLarge("the payload")
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.Timeout, timedOut(f.Timeout))
	defer cancel()
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{
		AwsRequestID: requestID(), InvokedFunctionArn: arn(f),
	})
	handler, err := h.take()
	if err != nil {
		return nil, &FunctionError{Type: "Runtime.ExitError", Message: err.Error()}
	}
	done := make(chan result, 1)
	go func() {
		r := run(ctx, handler, payload)
		h.give(handler)
		done <- r
	}()
	select {
	case r := <-done:
		return r.out, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// result is the result of an invocation.
type result struct {
	out []byte
	err error
}

// run calls the handler and converts its error or panic to Lambda's form.
func run(ctx context.Context, h lambda.Handler, payload []byte) (r result) {
	defer func() {
		if p := recover(); p != nil {
			message := fmt.Sprintf("%v\n%s", p, debug.Stack())
			r = result{nil, &FunctionError{Type: fmt.Sprintf("%T", p), Message: message}}
		}
	}()
	out, err := h.Invoke(ctx, payload)
	switch {
	case err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()):
		return result{nil, context.Cause(ctx)}
	case err != nil:
		return result{nil, &FunctionError{Type: strings.TrimPrefix(fmt.Sprintf("%T", err), "*"), Message: err.Error()}}
	case len(out) > maxPayload:
		return result{nil, tooLarge("the answer")}
	}
	// Copy: the handler's next answer overwrites this buffer.
	return result{bytes.Clone(out), nil}
}

func arn(f Function) string { return "arn:aws:lambda:us-east-1:000000000000:function:" + f.Name }

// deadline returns the time at which the invocation is killed.
func deadline(ctx context.Context) time.Time {
	at, _ := ctx.Deadline()
	return at
}
