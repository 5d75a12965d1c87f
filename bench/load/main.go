// Command load has simulated people use one server after the other, and writes down
// what they saw: how long until the others know, how much is too much, who wins a
// race, what waking costs. Every delivery is counted, and time counts from when a
// command was due, not from when it was sent. `make bench` runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/bench/sysinfo"
)

// settings are the flags.
type settings struct {
	only, ask           string
	serverCPU, loadCPU  string
	out, profile, data  string
	seconds, rung, plan float64
	crowd               int
}

func main() {
	var s settings
	flag.StringVar(&s.only, "only", "", "measure these `servers` alone, by comma")
	flag.StringVar(&s.ask, "ask", "", "run this `scenario` alone: latency, race, plan, wake, throughput or crowd")
	flag.StringVar(&s.serverCPU, "server-cpu", "", "`cores` of the servers, as taskset has them")
	flag.StringVar(&s.loadCPU, "load-cpu", "", "`cores` of this program: only noted, whoever starts it pins it")
	flag.StringVar(&s.out, "json", "", "`file` for the result")
	flag.StringVar(&s.profile, "profile", "", "`file` for a profile of this project's server at work")
	flag.StringVar(&s.data, "data", "", "`folder` for what servers store; its disk is what durable means")
	flag.Float64Var(&s.seconds, "seconds", 6, "seconds of a stream")
	flag.Float64Var(&s.rung, "rung", 2, "seconds at each rate of the throughput scenario")
	flag.Float64Var(&s.plan, "plan", 10, "seconds of people who plan")
	flag.IntVar(&s.crowd, "crowd", 5000, "viewers at most")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, s settings) error {
	root, err := servers.Root()
	if err != nil {
		return err
	}
	raiseFiles()
	o := servers.Options{Root: root, CPU: s.serverCPU, Data: s.data}
	versions, err := servers.Versions(root)
	if err != nil {
		return err
	}
	found := result.Result{Machine: sysinfo.Here(), Versions: versions, Cores: result.Cores{Server: s.serverCPU, Load: s.loadCPU}, Seconds: s.seconds}
	if _, known := scenarios[s.ask]; s.ask != "" && !known {
		return fmt.Errorf("-ask %q is not a scenario", s.ask)
	}
	only := strings.FieldsFunc(s.only, func(c rune) bool { return c == ',' })
	for _, c := range candidates {
		if len(only) > 0 && !slices.Contains(only, c.name) {
			continue
		}
		fmt.Printf("\n%s: %s\n", c.name, c.label)
		one, err := c.measure(ctx, o, s)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		found.Servers = append(found.Servers, one)
	}
	if len(found.Servers) == 0 {
		return errors.New("-only names none of the servers")
	}
	return result.Write(s.out, found)
}

// raiseFiles takes as many open files as this process may have: a crowd needs them.
func raiseFiles() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
	}
}
