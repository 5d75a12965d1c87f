// Command coldstart measures the size of each function's binary as it is deployed, and the
// time from the start of its process to its first request for an invocation: the part of a
// cold start that this project determines.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/localstack/template"
)

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
	root, err := servers.Root()
	if err != nil {
		return err
	}
	if err := os.Chdir(root); err != nil {
		return err
	}
	functions, err := readFunctions("template.yaml")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "start")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	r := result.Start{Machine: result.ReadMachine(), Runs: runs}
	for _, fn := range functions {
		f, err := measure(fn, dir, runs)
		if err != nil {
			return err
		}
		fmt.Printf("%-11s %5.2f MB   start to first poll: min %5.1f  p50 %5.1f  max %5.1f ms\n",
			f.Name, float64(f.Bytes)/1e6, f.MinMs, f.P50Ms, f.MaxMs)
		r.Functions = append(r.Functions, f)
	}
	return result.Write(out, r)
}

// readFunctions returns the template's functions in the order of their folders.
func readFunctions(file string) ([]template.Function, error) {
	t, err := template.Load(file, template.Options{Region: region})
	if err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(t.Functions), func(a, b template.Function) int {
		return cmp.Compare(a.Folder, b.Folder)
	}), nil
}

// measure builds the function into dir for arm64, for its size, and for this machine, for its
// starts.
func measure(fn template.Function, dir string, runs int) (result.Function, error) {
	name := fn.Folder
	deployed := filepath.Join(dir, name+"-arm64")
	local := filepath.Join(dir, name)
	if err := build(name, deployed, "GOOS=linux", "GOARCH=arm64"); err != nil {
		return result.Function{}, err
	}
	if err := build(name, local); err != nil {
		return result.Function{}, err
	}
	info, err := os.Stat(deployed)
	if err != nil {
		return result.Function{}, err
	}
	var times []float64
	for range runs + 1 { // the first start, which fills the page cache, is not counted
		t, err := firstPoll(local, fn.Env)
		if err != nil {
			return result.Function{}, fmt.Errorf("%s: %w", name, err)
		}
		times = append(times, float64(t.Microseconds())/1000)
	}
	times = times[1:]
	slices.SortFunc(times, cmp.Compare)
	return result.Function{
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

// firstPoll starts the function, with the variables that the template sets, with a Lambda Runtime API
// that never answers, and returns the time until the first request. It returns an error if the
// function ends without one or there is none within ten seconds.
func firstPoll(binary string, env map[string]string) (time.Duration, error) {
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
	cmd.Env = environment(listener.Addr().String(), env)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	defer func() { _ = cmd.Process.Kill() }()
	select {
	case at := <-polled:
		return at.Sub(began), nil
	case err := <-ended:
		return 0, fmt.Errorf("the function ended without a request for an invocation: %v", err)
	}
}

const region = "eu-north-1"

// environment returns the variables that the template and Lambda set for a function; api is the
// Runtime API's address.
func environment(api string, env map[string]string) []string {
	all := []string{
		"AWS_LAMBDA_RUNTIME_API=" + api, "AWS_REGION=" + region, "AWS_ACCESS_KEY_ID=x", "AWS_SECRET_ACCESS_KEY=x",
	}
	for name, value := range env {
		all = append(all, name+"="+value)
	}
	return all
}
