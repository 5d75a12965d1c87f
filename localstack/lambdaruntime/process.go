package lambdaruntime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync"

	"homstyle.dev/planner/localstack/subprocess"
)

// Process runs compiled functions in processes of their own. A process runs one invocation at a
// time, so there are as many processes as concurrent invocations, up to a limit. A process that fails,
// times out or exits is replaced at the next invocation.
type Process struct {
	pools map[string]*pool
}

// ProcessOptions configure a Process.
type ProcessOptions struct {
	Dir    string    // folder of the binaries, which have the names of the functions' folders
	Limit  int       // maximum number of processes of each function, default 10
	Output io.Writer // gets the output of the functions
	// Freeze reports whether to stop a process between its invocations, as Lambda does; nil: never.
	Freeze func() bool
}

// NewProcess returns a runner of binaries. It starts a process when it is needed.
func NewProcess(functions []Function, o ProcessOptions) *Process {
	if o.Limit == 0 {
		o.Limit = 10
	}
	if o.Freeze == nil {
		o.Freeze = func() bool { return false }
	}
	p := &Process{pools: map[string]*pool{}}
	for _, f := range functions {
		p.pools[f.Name] = &pool{
			function: f, binary: filepath.Join(o.Dir, f.Folder), output: o.Output,
			freeze: o.Freeze, slots: make(chan struct{}, max(o.Limit, f.Concurrency)),
		}
	}
	return p
}

func (p *Process) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	pool, ok := p.pools[function]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNoFunction, function)
	}
	if len(payload) > maxPayload {
		return nil, tooLarge("the payload")
	}
	return pool.invoke(ctx, payload)
}

// Replace has every invocation that begins from now on run in a new process, of the binary that then has
// the function's name in ProcessOptions.Dir, as Lambda does after a deployment. Running invocations
// complete in their old processes.
func (p *Process) Replace() {
	for _, pool := range p.pools {
		pool.replace()
	}
}

// Close kills every process.
func (p *Process) Close() {
	for _, pool := range p.pools {
		pool.close()
	}
}

// pool has the environments of one function.
type pool struct {
	function Function
	binary   string
	output   io.Writer
	freeze   func() bool
	slots    chan struct{} // one for each running invocation

	mu       sync.Mutex
	idle     []*environment // a stack: the most recently used is reused first
	replaced int            // number of calls of replace
	closed   bool
}

func (p *pool) invoke(ctx context.Context, payload []byte) ([]byte, error) {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	for {
		out, err := p.invokeOnce(ctx, payload)
		if !errors.Is(err, errNotTaken) {
			return out, err
		}
	}
}

func (p *pool) invokeOnce(ctx context.Context, payload []byte) ([]byte, error) {
	env, err := p.take(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, p.function.Timeout, timedOut(p.function.Timeout))
	defer cancel()
	out, err := env.invoke(ctx, payload)
	if env.alive() {
		p.give(env)
	}
	return out, err
}

// take returns an idle environment, or starts one.
func (p *pool) take(ctx context.Context) (*environment, error) {
	p.mu.Lock()
	for len(p.idle) > 0 {
		env := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		if env.alive() {
			p.mu.Unlock()
			subprocess.Resume(env.cmd.Process)
			return env, nil
		}
	}
	replaced := p.replaced
	p.mu.Unlock()
	env, err := p.start(ctx)
	if err == nil {
		env.replaced = replaced
	}
	return env, err
}

// give returns an environment for reuse, and freezes it if Freeze says so.
func (p *pool) give(env *environment) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || env.replaced < p.replaced {
		env.kill()
		return
	}
	if p.freeze() {
		subprocess.Pause(env.cmd.Process)
	}
	p.idle = append(p.idle, env)
}

func (p *pool) replace() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.replaced++
	p.killIdle()
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.killIdle()
}

// killIdle kills all idle environments. The caller holds p.mu.
func (p *pool) killIdle() {
	for _, env := range p.idle {
		env.kill()
	}
	p.idle = nil
}
