package stack

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/localstack/iam"
	"homstyle.dev/planner/localstack/lambdaruntime"
	"homstyle.dev/planner/localstack/scheduler"
	"homstyle.dev/planner/localstack/template"
	"homstyle.dev/planner/shared/boot"
)

// startFunctions creates the runner that Options.Lambda selects.
func (s *Stack) startFunctions(ctx context.Context) error {
	functions := s.functions()
	s.guard.Names = iam.Names{Region: region, Stage: s.template.API.Stage, Buckets: s.buckets()}
	var runner lambdaruntime.Runner
	var err error
	if s.opts.Lambda == Process {
		runner, err = s.processes(ctx, functions)
	} else {
		runner, err = s.handlers(ctx, functions)
	}
	if err != nil {
		return err
	}
	s.onClose(runner.Close)
	faulty := &faultRunner{runner, s, folders(functions)}
	account := s.opts.Account.WithDefaults()
	s.runner = lambdaruntime.Logged(lambdaruntime.Limited(faulty, functions, account.Concurrency), s.opts.Log)
	s.invoke = lambdaruntime.Serve(s.runner, functions, s.opts.Log)
	s.schedules = scheduler.New(s.invoke, s.opts.after)
	return nil
}

// Guard returns the check of the functions' requests, which is done if Options.IAM is set.
func (s *Stack) Guard() *iam.Guard { return &s.guard }

// accessKeyOf returns the function's access key. It is its own if the local services check its role, and else the
// same for all, since a DynamoDB at another endpoint may have tables of each key.
func (s *Stack) accessKeyOf(f template.Function) string {
	if s.opts.IAM && s.opts.Lambda == Process {
		return accessKey + f.ID
	}
	return accessKey
}

// functionNamed returns the template's function with that physical name.
func (s *Stack) functionNamed(name string) template.Function {
	for _, f := range s.template.Functions {
		if f.Name == name {
			return f
		}
	}
	return template.Function{}
}

// functions returns the template's functions, each with its environment.
func (s *Stack) functions() []lambdaruntime.Function {
	var out []lambdaruntime.Function
	for _, f := range s.template.Functions {
		env := s.environment(f.Env)
		env["AWS_ACCESS_KEY_ID"] = s.accessKeyOf(f)
		out = append(out, lambdaruntime.Function{
			Name: f.Name, Folder: f.Folder, Env: env, Timeout: f.Timeout,
			MemoryMB: f.MemoryMB, Concurrency: f.Concurrency, Retries: f.Retries, EventAge: f.EventAge,
		})
	}
	slices.SortFunc(out, func(a, b lambdaruntime.Function) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// processes builds the functions and returns a runner of their binaries.
func (s *Stack) processes(ctx context.Context, functions []lambdaruntime.Function) (lambdaruntime.Runner, error) {
	dir, err := s.binaries()
	if err != nil {
		return nil, err
	}
	if err := lambdaruntime.Build(ctx, s.opts.Module, dir); err != nil {
		return nil, err
	}
	s.compiled = lambdaruntime.NewProcess(functions, lambdaruntime.ProcessOptions{
		Dir: dir, Limit: s.opts.Environments, Output: s.opts.Output, Freeze: s.faults.Freezes,
	})
	return s.compiled, nil
}

// binaries returns the folder of the compiled functions.
func (s *Stack) binaries() (string, error) {
	return filepath.Abs(filepath.Join(s.opts.Module, ".local", "bin"))
}

// DeployFunctions builds the functions again and has all further invocations run the new binaries. As on AWS, it
// closes no connection. It returns an error, and keeps the old binaries, if a function can't be built or
// functions run in this process.
func (s *Stack) DeployFunctions(ctx context.Context) error {
	if s.compiled == nil {
		return fmt.Errorf("functions in this process can't be replaced: use -lambda %s", Process)
	}
	dir, err := s.binaries()
	if err != nil {
		return err
	}
	if err := lambdaruntime.Build(ctx, s.opts.Module, dir); err != nil {
		return err
	}
	s.compiled.Replace()
	return nil
}

// handlers returns a runner of the functions in this process.
func (s *Stack) handlers(ctx context.Context, functions []lambdaruntime.Function) (lambdaruntime.Runner, error) {
	handlers := map[string]lambdaruntime.Builder{}
	posts := &posts{
		direct:  sync.OnceValue(s.connections),
		sockets: http.DefaultTransport.(*http.Transport).Clone(),
		faults:  &s.faults,
	}
	s.onClose(posts.CloseIdleConnections)
	for _, f := range functions {
		build, ok := builders[f.Folder]
		if !ok {
			const format = "%s has a function %s that localstack/stack/functions.go does not list: " +
				"add it there, or use -lambda %s"
			return nil, fmt.Errorf(format, s.opts.Template, f.Folder, Process)
		}
		c, err := boot.Load(environmentOf(f))
		if err != nil {
			return nil, fmt.Errorf("function %s: %w", f.Folder, err)
		}
		c.Output, c.Posts = s.opts.Output, posts
		if s.opts.IAM {
			of := s.functionNamed(f.Name)
			c.Transport = func(next http.RoundTripper) http.RoundTripper { return s.guard.Transport(of, next) }
		}
		if s.store.local != nil {
			c.Store = s.store.local
		}
		handlers[f.Name] = func() (lambda.Handler, error) { return build(context.WithoutCancel(ctx), c) }
	}
	return lambdaruntime.NewInProcess(functions, handlers)
}

// environmentOf returns a lookup of the variables that Lambda sets and those of the template.
func environmentOf(f lambdaruntime.Function) func(string) string {
	return func(key string) string {
		switch key {
		case "AWS_LAMBDA_FUNCTION_NAME":
			return f.Name
		case "AWS_LAMBDA_FUNCTION_VERSION":
			return "$LATEST"
		}
		return f.Env[key]
	}
}

// faultRunner injects faults: it kills invocations and freezes functions between them.
type faultRunner struct {
	lambdaruntime.Runner
	stack   *Stack
	folders map[string]string // by function name
}

func (k *faultRunner) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	ctx, cancel := k.stack.faults.Kill(ctx, function, k.folders[function])
	defer cancel()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if k.stack.faults.Freeze(function) {
		k.stack.pools.freeze()
	}
	return k.Runner.Invoke(ctx, function, payload)
}

// folders returns the folder of each function, by name.
func folders(functions []lambdaruntime.Function) map[string]string {
	out := make(map[string]string, len(functions))
	for _, f := range functions {
		out[f.Name] = f.Folder
	}
	return out
}
