// Command coldstart measures how large each function is, as it is deployed, and how
// long it takes from the start of its process to its first question for work: the
// part of a cold start that is ours.
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

// result is what is written with -json.
type result struct {
	Machine   sysinfo.Info `json:"machine"`
	Runs      int          `json:"runs"`
	Functions []function   `json:"functions"`
}

type function struct {
	Name  string  `json:"name"`
	Bytes int64   `json:"bytes"` // of the arm64 bootstrap
	MinMs float64 `json:"minMs"` // process start to first poll, on this machine's architecture
	P50Ms float64 `json:"p50Ms"`
	MaxMs float64 `json:"maxMs"`
}

func main() {
	runs := flag.Int("runs", 20, "starts of each function")
	out := flag.String("json", "", "file for the result")
	flag.Parse()
	if err := run(*runs, *out); err != nil {
		fmt.Fprintln(os.Stderr, "coldstart:", err)
		os.Exit(1)
	}
}

func run(runs int, out string) error {
	mains, err := filepath.Glob("functions/*/main.go")
	if err != nil || len(mains) == 0 {
		return fmt.Errorf("no functions here: run this at the root of the repository (%v)", err)
	}
	dir, err := os.MkdirTemp("", "start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := result{Machine: sysinfo.Here(), Runs: runs}
	for _, m := range mains {
		f, err := measure(filepath.Base(filepath.Dir(m)), dir, runs)
		if err != nil {
			return err
		}
		fmt.Printf("%-11s %5.1f MB   start to first poll: min %5.1f  p50 %5.1f  max %5.1f ms\n", f.Name, float64(f.Bytes)/1e6, f.MinMs, f.P50Ms, f.MaxMs)
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

func measure(name, dir string, runs int) (function, error) {
	deployed, here := filepath.Join(dir, name+"-arm64"), filepath.Join(dir, name)
	if err := build(name, deployed, "GOOS=linux", "GOARCH=arm64"); err != nil {
		return function{}, err
	}
	if err := build(name, here); err != nil {
		return function{}, err
	}
	info, err := os.Stat(deployed)
	if err != nil {
		return function{}, err
	}
	var times []float64
	for range runs + 1 { // the first fills the disk's cache
		t, err := firstPoll(here)
		if err != nil {
			return function{}, fmt.Errorf("%s: %w", name, err)
		}
		times = append(times, float64(t.Microseconds())/1000)
	}
	times = times[1:]
	slices.SortFunc(times, cmp.Compare)
	return function{Name: name, Bytes: info.Size(), MinMs: times[0], P50Ms: times[len(times)/2], MaxMs: times[len(times)-1]}, nil
}

// build makes the binary as ci/function.sh does.
func build(name, out string, env ...string) error {
	cmd := exec.Command("go", "build", "-tags", "lambda.norpc", "-trimpath", "-ldflags=-s -w", "-o", out, "./functions/"+name)
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", name, err, text)
	}
	return nil
}

// firstPoll starts the function with a Runtime API that notes when it is asked.
func firstPoll(binary string) (time.Duration, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	polled := make(chan time.Time, 1)
	api := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case polled <- time.Now():
		default:
		}
		<-r.Context().Done()
	})}
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
		return 0, fmt.Errorf("never asked for work: %w", ctx.Err())
	}
}

// environment is what the template and Lambda give a function.
func environment(api string) []string {
	return []string{
		"AWS_LAMBDA_RUNTIME_API=" + api, "AWS_REGION=eu-north-1", "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x",
		"TABLE=rooms", "BUCKET=rooms", "KEY_PATH=/homstyle/dev/keys/", "ALLOWED_ORIGINS=*", "FANOUT_FUNCTION=fanout",
		"AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI=https://abc123.execute-api.eu-north-1.amazonaws.com/v1",
	}
}
