package lambdaruntime

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"time"

	"homstyle.dev/planner/localstack/subprocess"
)

// environment is one process of a function and its Runtime API. It runs one invocation at a time.
type environment struct {
	function Function
	cmd      *exec.Cmd
	server   *http.Server
	api      *api
	exited   <-chan struct{} // closed when the process has ended
	replaced int             // pool.replaced at its start
}

// initLimit is the maximum time until a function requests its first invocation, as in Lambda.
const initLimit = 10 * time.Second

// errNotTaken is the error of an invocation whose process ended before it requested the invocation.
// Another process may run it.
var errNotTaken = errors.New("the process ended before it took the invocation")

// start starts a process and waits until it requests an invocation.
func (p *pool) start(ctx context.Context) (*environment, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("runtime API: %w", err)
	}
	env := &environment{function: p.function, api: newAPI(arn(p.function))}
	env.server = &http.Server{Handler: env.api.handler(), ReadHeaderTimeout: time.Minute}
	go func() { _ = env.server.Serve(listener) }()
	env.cmd = exec.Command(p.binary)
	env.cmd.Env = p.environ(listener.Addr().String())
	env.cmd.Stdout, env.cmd.Stderr = p.output, p.output
	if env.exited, err = subprocess.Start(env.cmd); err != nil {
		_ = env.server.Close()
		return nil, &FunctionError{Type: "Runtime.InvalidEntrypoint", Message: err.Error()}
	}
	go func() {
		<-env.exited
		_ = env.server.Close()
	}()
	return env, env.ready(ctx)
}

// ready waits for the first request for an invocation.
func (e *environment) ready(ctx context.Context) error {
	limit := time.NewTimer(initLimit)
	defer limit.Stop()
	select {
	case <-e.api.asked:
		return nil
	case err := <-e.api.initFailed:
		e.kill()
		return err
	case <-e.exited:
		return e.exitError("the function ended before it took an invocation")
	case <-limit.C:
		e.kill()
		return &FunctionError{Type: "Sandbox.Timedout", Message: fmt.Sprintf("Init timed out after %v", initLimit)}
	case <-ctx.Done():
		e.kill()
		return context.Cause(ctx)
	}
}

// invoke runs one invocation. If ctx ends first, it kills the process, whose state is then
// unknown.
func (e *environment) invoke(ctx context.Context, payload []byte) ([]byte, error) {
	inv := &invocation{id: requestID(), payload: payload, deadline: deadline(ctx), done: make(chan result, 1)}
	e.api.begin(inv)
	select {
	case r := <-inv.done:
		return r.out, r.err
	case <-ctx.Done():
		e.kill()
		return nil, context.Cause(ctx)
	case <-e.exited:
		return e.resultAfterExit(inv)
	}
}

// resultAfterExit returns the result of an invocation whose process has ended.
func (e *environment) resultAfterExit(inv *invocation) ([]byte, error) {
	select {
	case r := <-inv.done: // it sent a result before it ended
		return r.out, r.err
	default:
	}
	if !inv.taken.Load() {
		return nil, errNotTaken
	}
	return nil, e.exitError("the function's process ended")
}

// exitError returns the error of a process that has ended, with its exit status.
func (e *environment) exitError(message string) error {
	return &FunctionError{Type: "Runtime.ExitError", Message: message + ": " + e.cmd.ProcessState.String()}
}

// kill kills the process and waits for its end.
func (e *environment) kill() {
	_ = e.cmd.Process.Kill()
	<-e.exited
}

// alive reports whether the process runs.
func (e *environment) alive() bool {
	select {
	case <-e.exited:
		return false
	default:
		return true
	}
}

// environ returns the function's environment and the variables that Lambda sets. It does not have the
// variables of this process.
func (p *pool) environ(runtimeAPI string) []string {
	f := p.function
	vars := map[string]string{}
	for _, from := range []map[string]string{f.Env, {
		"AWS_LAMBDA_RUNTIME_API":          runtimeAPI,
		"AWS_LAMBDA_FUNCTION_NAME":        f.Name,
		"AWS_LAMBDA_FUNCTION_VERSION":     "$LATEST",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": fmt.Sprint(f.MemoryMB),
		"AWS_LAMBDA_LOG_GROUP_NAME":       "/aws/lambda/" + f.Name,
		"AWS_LAMBDA_LOG_STREAM_NAME":      "local",
		"AWS_LAMBDA_INITIALIZATION_TYPE":  "on-demand",
		"AWS_EXECUTION_ENV":               "AWS_Lambda_provided.al2023",
		"_HANDLER":                        "bootstrap",
		"TZ":                              ":UTC",
		"PATH":                            "/usr/local/bin:/usr/bin:/bin",
	}} {
		for k, v := range from {
			vars[k] = v
		}
	}
	out := make([]string, 0, len(vars))
	for k, v := range vars {
		out = append(out, k+"="+v)
	}
	return out
}
