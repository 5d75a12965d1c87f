package runtime

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

// InProcess runs handlers in this process: the same JSON in and out, without a
// child process, so that a debugger and the race detector see all of it. One
// handler serves all invocations at once, where AWS would start an environment
// for each; [Process] is closer there.
type InProcess struct {
	functions map[string]Function
	handlers  map[string]lambda.Handler
}

// NewInProcess runs the handlers, keyed by the functions' names.
func NewInProcess(functions []Function, handlers map[string]lambda.Handler) *InProcess {
	p := &InProcess{functions: map[string]Function{}, handlers: handlers}
	for _, f := range functions {
		p.functions[f.Name] = f
	}
	return p
}

// Close has nothing to end.
func (p *InProcess) Close() {}

// Invoke implements [Runner]. A handler that doesn't heed its context's end is
// left to itself; its answer is thrown away.
func (p *InProcess) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	f, ok := p.functions[function]
	handler := p.handlers[function]
	if !ok || handler == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoFunction, function)
	}
	if len(payload) > maxPayload {
		return nil, tooLarge("the payload")
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.Timeout, timedOut(f.Timeout))
	defer cancel()
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: requestID(), InvokedFunctionArn: arn(f)})
	done := make(chan result, 1)
	go func() { done <- run(ctx, handler, payload) }()
	select {
	case r := <-done:
		return r.out, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

type result struct {
	out []byte
	err error
}

// run calls the handler and gives its error and its panic Lambda's form.
func run(ctx context.Context, h lambda.Handler, payload []byte) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r = result{nil, &FunctionError{Type: fmt.Sprintf("%T", p), Message: fmt.Sprintf("%v\n%s", p, debug.Stack())}}
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
	return result{out, nil}
}

func arn(f Function) string { return "arn:aws:lambda:us-east-1:000000000000:function:" + f.Name }

// deadline is when the invocation under ctx is killed.
func deadline(ctx context.Context) time.Time {
	at, _ := ctx.Deadline()
	return at
}
