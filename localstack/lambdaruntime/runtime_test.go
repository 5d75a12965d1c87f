package lambdaruntime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

var binaries string // the folder of the compiled echo function

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "runtime")
	if err != nil {
		panic(err)
	}
	binary := filepath.Join(dir, "echo")
	out, err := exec.Command("go", "build", "-tags", "lambda.norpc", "-o", binary, "./testdata/echo").CombinedOutput()
	if err != nil {
		panic(string(out))
	}
	binaries = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

func echo() Function {
	return Function{
		Name: "st-Echo", Folder: "echo", Timeout: 10 * time.Second, MemoryMB: 128,
		Env: map[string]string{"TABLE": "rooms", "AWS_REGION": "us-east-1"},
	}
}

func process(t *testing.T, f Function, limit int) *Process {
	t.Helper()
	p := NewProcess([]Function{f}, ProcessOptions{Dir: binaries, Limit: limit})
	t.Cleanup(p.Close)
	return p
}

// invokeEcho invokes the function with an order and returns its answer as text.
func invokeEcho(ctx context.Context, r Runner, do, text string) (string, error) {
	payload, _ := json.Marshal(map[string]string{"do": do, "text": text})
	out, err := r.Invoke(ctx, "st-Echo", payload)
	if err != nil {
		return "", err
	}
	var answer string
	return answer, json.Unmarshal(out, &answer)
}

func mustInvoke(t *testing.T, r Runner, do, text string) string {
	t.Helper()
	got, err := invokeEcho(context.Background(), r, do, text)
	if err != nil {
		t.Fatalf("%s: %v", do, err)
	}
	return got
}

func TestProcess_runsTheRealBinary(t *testing.T) {
	p := process(t, echo(), 1)
	if got := mustInvoke(t, p, "echo", "hej ✓"); got != "hej ✓" {
		t.Errorf("got %q", got)
	}
	for name, want := range map[string]string{
		"TABLE": "rooms", "AWS_REGION": "us-east-1", "AWS_LAMBDA_FUNCTION_NAME": "st-Echo",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128", "HOME": "",
	} {
		if got := mustInvoke(t, p, "env", name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	const want = "true arn:aws:lambda:us-east-1:000000000000:function:st-Echo true"
	if got := mustInvoke(t, p, "request", ""); got != want {
		t.Errorf("got %s", got)
	}
}

func TestProcess_reusesAWarmEnvironment(t *testing.T) {
	p := process(t, echo(), 4)
	first := mustInvoke(t, p, "pid", "")
	if again := mustInvoke(t, p, "pid", ""); again != first {
		t.Error("the second invocation started another process")
	}
	_, _ = invokeEcho(context.Background(), p, "exit", "")
	if after := mustInvoke(t, p, "pid", ""); after == first {
		t.Error("a process that has ended was used again")
	}
}

func TestProcess_failures(t *testing.T) {
	tests := []struct{ do, text, kind, message string }{
		{"fail", "no such luck", "errorString", "no such luck"},
		{"panic", "oh", "string", "oh"},
		{"exit", "", "Runtime.ExitError", "exit status 7"},
		{"wait", "", "Sandbox.Timedout", "Task timed out after 0.20 seconds"},
	}
	for _, tt := range tests {
		t.Run(tt.do, func(t *testing.T) {
			f := echo()
			if tt.do == "wait" {
				f.Timeout = 200 * time.Millisecond
			}
			p := process(t, f, 1)
			_, err := invokeEcho(context.Background(), p, tt.do, tt.text)
			var failed *FunctionError
			if !errors.As(err, &failed) || failed.Type != tt.kind || !strings.Contains(failed.Message, tt.message) {
				t.Fatalf("got %v", err)
			}
			if got := mustInvoke(t, p, "echo", "again"); got != "again" {
				t.Errorf("the next invocation returned %q", got)
			}
		})
	}
}

func TestProcess_growsUpToItsLimit(t *testing.T) {
	begun := make(chan struct{}, 2)
	signal := func(http.ResponseWriter, *http.Request) { begun <- struct{}{} }
	server := httptest.NewServer(http.HandlerFunc(signal))
	defer server.Close()
	p := process(t, echo(), 2)
	ctx, cancel := context.WithCancel(context.Background())
	killed := make(chan error, 2)
	hang := func() { _, err := invokeEcho(ctx, p, "wait", server.URL); killed <- err }
	go hang()
	<-begun
	if got := mustInvoke(t, p, "echo", "second"); got != "second" {
		t.Errorf("got %q", got)
	}
	go hang()
	<-begun
	short, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if _, err := invokeEcho(short, p, "echo", "third"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a third invocation returned %v, want it to wait until its deadline", err)
	}
	cancel()
	for range 2 {
		if err := <-killed; !errors.Is(err, context.Canceled) {
			t.Errorf("a killed invocation returned %v", err)
		}
	}
}

func TestProcess_replacedProcessesCompleteTheirInvocations(t *testing.T) {
	begun, release := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		begun <- struct{}{}
		<-release
	}))
	defer server.Close()
	p := process(t, echo(), 2)
	idle := mustInvoke(t, p, "pid", "")
	running := make(chan string, 1)
	go func() {
		pid, err := invokeEcho(context.Background(), p, "get", server.URL)
		if err != nil {
			pid = err.Error()
		}
		running <- pid
	}()
	<-begun
	if pid := mustInvoke(t, p, "pid", ""); pid == idle {
		t.Fatal("two invocations at once ran in one process")
	}

	p.Replace()
	replacement := mustInvoke(t, p, "pid", "")
	close(release)
	if pid := <-running; pid != idle {
		t.Errorf("the running invocation returned %s, want the id of its process, %s", pid, idle)
	}
	for range 3 { // the old process is not used again, though it was used last
		if pid := mustInvoke(t, p, "pid", ""); pid != replacement {
			t.Errorf("process %s ran an invocation after the replacement, want %s", pid, replacement)
		}
	}
}

func TestBuild_changesNothingIfAFunctionIsNotValid(t *testing.T) {
	module, dir := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(module, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content := func(name string) string {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	write("go.mod", "module example.com/functions\n\ngo 1.26.0\n")
	write("functions/a/main.go", "package main\n\nfunc main() { println(1) }\n")
	write("functions/b/main.go", "package main\n\nfunc main() { println(1) }\n")
	if err := Build(t.Context(), module, dir); err != nil {
		t.Fatal(err)
	}
	before := content("a")
	write("functions/a/main.go", "package main\n\nfunc main() { println(2) }\n")
	write("functions/b/main.go", "package main\n\nfunc main() { nothing() }\n")
	if err := Build(t.Context(), module, dir); err == nil || !strings.Contains(err.Error(), "undefined: nothing") {
		t.Errorf("error %v, want the compiler's", err)
	}
	if content("a") != before {
		t.Error("a was replaced, though b can't be compiled")
	}
	write("functions/b/main.go", "package main\n\nfunc main() { println(2) }\n")
	if err := Build(t.Context(), module, dir); err != nil || content("a") == before {
		t.Errorf("a was not replaced (%v)", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("the folder has %v (%v), want a and b alone", left, err)
	}
}

func TestProcess_initFailures(t *testing.T) {
	f := echo()
	f.Env["FAIL_INIT"] = "1"
	_, err := invokeEcho(context.Background(), process(t, f, 1), "echo", "")
	var failed *FunctionError
	if !errors.As(err, &failed) || failed.Type != "Runtime.ExitError" {
		t.Errorf("got %v", err)
	}
	f.Folder = "missing"
	_, err = invokeEcho(context.Background(), process(t, f, 1), "echo", "")
	if !errors.As(err, &failed) || failed.Type != "Runtime.InvalidEntrypoint" {
		t.Errorf("got %v", err)
	}
}

func TestRunners_noSuchFunction(t *testing.T) {
	none, err := NewInProcess(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Runner{process(t, echo(), 1), none} {
		if _, err := r.Invoke(context.Background(), "other", nil); !errors.Is(err, ErrNoFunction) {
			t.Errorf("%T: %v", r, err)
		}
	}
}

func inProcess(t *testing.T, f Function, handler any) *InProcess {
	t.Helper()
	build := func() (lambda.Handler, error) { return lambda.NewHandler(handler), nil }
	p, err := NewInProcess([]Function{f}, map[string]Builder{f.Name: build})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A handler must not run two invocations at once: handlers of aws-lambda-go have the answer in a
// buffer that the next invocation overwrites, and the project's handlers have a cache of peers.
func TestInProcess_eachHandlerRunsOneInvocationAtATime(t *testing.T) {
	const invocations = 8
	var built atomic.Int32
	all := make(chan struct{})
	build := func() (lambda.Handler, error) {
		var busy atomic.Bool
		if built.Add(1) == invocations {
			close(all)
		}
		return lambda.NewHandler(func(_ context.Context, word string) (string, error) {
			if busy.Swap(true) {
				return "", errors.New("this handler is busy")
			}
			defer busy.Store(false)
			<-all // closed when there is a handler for each invocation
			return word, nil
		}), nil
	}
	f := echo()
	p, err := NewInProcess([]Function{f}, map[string]Builder{f.Name: build})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range invocations {
		wg.Go(func() {
			want := fmt.Sprintf("%q", fmt.Sprint("word ", n))
			out, err := p.Invoke(context.Background(), f.Name, []byte(want))
			if err != nil || strings.TrimSpace(string(out)) != want {
				t.Errorf("got %s, %v; want %s", out, err, want)
			}
		})
	}
	wg.Wait()
	out, err := p.Invoke(context.Background(), f.Name, []byte(`"again"`))
	if err != nil || built.Load() != invocations {
		t.Errorf("got %s, %v and %d handlers, want a reused one of %d", out, err, built.Load(), invocations)
	}
}

func TestInProcess(t *testing.T) {
	type order struct{ Do, Text string }
	p := inProcess(t, echo(), func(_ context.Context, o order) (string, error) {
		switch o.Do {
		case "fail":
			return "", errors.New(o.Text)
		case "panic":
			panic(o.Text)
		}
		return o.Text, nil
	})
	if got := mustInvoke(t, p, "echo", "hej"); got != "hej" {
		t.Errorf("got %q", got)
	}
	for _, do := range []string{"fail", "panic"} {
		_, err := invokeEcho(context.Background(), p, do, "oh")
		var failed *FunctionError
		if !errors.As(err, &failed) || !strings.HasPrefix(failed.Message, "oh") {
			t.Errorf("%s: %v", do, err)
		}
	}
}

func TestInProcess_timesOut(t *testing.T) {
	f := echo()
	f.Timeout = time.Millisecond
	for name, handler := range map[string]any{
		"returns at the end of its context": func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"never returns":                     func() error { select {} },
	} {
		_, err := invokeEcho(context.Background(), inProcess(t, f, handler), "wait", "")
		var failed *FunctionError
		if !errors.As(err, &failed) || failed.Type != "Sandbox.Timedout" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLogged_namesTheEventWithoutItsPayload(t *testing.T) {
	var out bytes.Buffer
	fail := func() (string, error) { return "", errors.New("boom") }
	r := Logged(inProcess(t, echo(), fail), slog.New(slog.NewTextHandler(&out, nil)))
	payload := `{
		"headers": {"Sec-WebSocket-Protocol": "homstyle.v2, secret"},
		"requestContext": {"routeKey": "move", "authorizer": {"roomId": "r1", "peerId": "p1"}}
	}`
	_, _ = r.Invoke(context.Background(), "st-Echo", []byte(payload))
	for _, want := range []string{"function=st-Echo", "route=move", "room=r1", "peer=p1", "ms=", "boom"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "secret") || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("got %s", out.String())
	}
}
