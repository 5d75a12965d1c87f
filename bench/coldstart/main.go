// Command coldstart measures the size of each function's binary as it is deployed, and the
// time from the start of its process to its first request for an invocation: the part of a
// cold start that this project determines.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"homstyle.dev/planner/bench/sysinfo"
)

// result is the result of -json.
type result struct {
	Machine   sysinfo.Info `json:"machine"`
	Runs      int          `json:"runs"`
	Functions []function   `json:"functions"`
}

type function struct {
	Name  string  `json:"name"`
	Bytes int64   `json:"bytes"` // of the arm64 bootstrap
	MinMs float64 `json:"minMs"` // process start to first poll, of a binary for this machine's architecture
	P50Ms float64 `json:"p50Ms"`
	MaxMs float64 `json:"maxMs"`
}

func main() {
	runs := flag.Int("runs", 20, "number of starts of each function")
	out := flag.String("json", "", "`file` for the result")
	flag.Parse()
	if err := run(*runs, *out); err != nil {
		fmt.Fprintln(os.Stderr, "coldstart:", err)
		os.Exit(1)
	}
}

func run(runs int, out string) error {
	mains, err := filepath.Glob("functions/*/main.go")
	if err != nil || len(mains) == 0 {
		return fmt.Errorf("no functions found: run this at the root of the repository (%v)", err)
	}
	dir, err := os.MkdirTemp("", "start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := result{Machine: sysinfo.Read(), Runs: runs}
	for _, m := range mains {
		f, err := measure(filepath.Base(filepath.Dir(m)), dir, runs)
		if err != nil {
			return err
		}
		fmt.Printf("%-11s %5.2f MB   start to first poll: min %5.1f  p50 %5.1f  max %5.1f ms\n",
			f.Name, float64(f.Bytes)/1e6, f.MinMs, f.P50Ms, f.MaxMs)
		r.Functions = append(r.Functions, f)
	}
	if out == "" {
		return nil
	}
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(out, append(b, '\n'), 0o644)
}

// measure builds the function into dir for arm64, for its size, and for this machine, for its
// starts.
func measure(name, dir string, runs int) (function, error) {
	deployed := filepath.Join(dir, name+"-arm64")
	local := filepath.Join(dir, name)
	if err := build(name, deployed, "GOOS=linux", "GOARCH=arm64"); err != nil {
		return function{}, err
	}
	if err := build(name, local); err != nil {
		return function{}, err
	}
	info, err := os.Stat(deployed)
	if err != nil {
		return function{}, err
	}
	var times []float64
	for range runs + 1 { // the first start, which fills the page cache, is not counted
		t, err := firstPoll(local)
		if err != nil {
			return function{}, fmt.Errorf("%s: %w", name, err)
		}
		times = append(times, float64(t.Microseconds())/1000)
	}
	times = times[1:]
	slices.SortFunc(times, cmp.Compare)
	return function{
		Name: name, Bytes: info.Size(),
		MinMs: times[0], P50Ms: times[len(times)/2], MaxMs: times[len(times)-1],
	}, nil
}

// build builds a function with the flags of ci/function.sh.
func build(name, out string, env ...string) error {
	flags := []string{"build", "-tags", "lambda.norpc", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", out}
	cmd := exec.Command("go", append(flags, "./functions/"+name)...)
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", name, err, output)
	}
	return nil
}

// firstPoll starts the function with a Lambda Runtime API that never answers, and returns the
// time until the first request. It returns an error if there is none within ten seconds.
func firstPoll(binary string) (time.Duration, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	polled := make(chan time.Time, 1)
	handler := func(_ http.ResponseWriter, r *http.Request) {
		select {
		case polled <- time.Now():
		default:
		}
		<-r.Context().Done()
	}
	api := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(handler)}
	go func() { _ = api.Serve(listener) }()
	defer api.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary)
	cmd.Stderr = os.Stderr
	cmd.Env = environment(listener.Addr().String())
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	select {
	case at := <-polled:
		return at.Sub(began), nil
	case <-ctx.Done():
		return 0, fmt.Errorf("no request for an invocation: %w", ctx.Err())
	}
}

// environment returns the environment variables that the template and Lambda set for a
// function; api is the Runtime API's address.
func environment(api string) []string {
	return []string{
		"AWS_LAMBDA_RUNTIME_API=" + api, "AWS_REGION=eu-north-1", "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x",
		"TABLE=rooms", "BUCKET=rooms", "KEY_PATH=/homstyle/dev/keys/", "ALLOWED_ORIGINS=*", "FANOUT_FUNCTION=fanout",
		"AWS_ENDPOINT_URL_LAMBDA=https://lambda.eu-north-1.amazonaws.com",
		"AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI=https://abc123.execute-api.eu-north-1.amazonaws.com/v1",
	}
}
