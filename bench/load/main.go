// Command load measures the compared servers, one after the other, under the load of simulated
// clients: the latency of deliveries, the sustained throughput, the outcome of a race for a
// lock, and the first message after a time of idleness. It counts every delivery, and
// measures times from when a command was due, not from when it was sent. `make bench` runs it.
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
)

// settings are the flags.
type settings struct {
	only, scenario      string
	serverCPU, loadCPU  string
	out, profile, data  string
	seconds, rung, plan float64
	crowd               int
	busy                bool
}

func main() {
	var s settings
	flag.StringVar(&s.only, "only", "", "measure only these `servers`, separated by commas")
	flag.StringVar(&s.scenario, "scenario", "",
		"run only this `scenario`: latency, race, plan, wake, throughput, crowd, syncs or deploy")
	flag.StringVar(&s.serverCPU, "server-cpu", "", "`cores` of the servers, in taskset's notation")
	flag.StringVar(&s.loadCPU, "load-cpu", "",
		"`cores` of this program, for the result only: the caller pins this program")
	flag.StringVar(&s.out, "json", "", "`file` for the result")
	flag.StringVar(&s.profile, "profile", "", "`file` for a CPU profile of this project's server under load")
	flag.StringVar(&s.data, "data", "", "`folder` for the servers' data; empty is the system's temporary folder")
	flag.Float64Var(&s.seconds, "seconds", 6, "seconds of each stream of the latency scenario")
	flag.Float64Var(&s.rung, "rung", 2, "seconds at each rate of the throughput scenario")
	flag.Float64Var(&s.plan, "plan", 10, "seconds of the plan scenario")
	flag.IntVar(&s.crowd, "crowd", 5000, "maximum number of viewers of the crowd scenario")
	flag.BoolVar(&s.busy, "busy", false, "measure also while other processes use the machine")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := measure(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, s settings) error {
	if _, known := scenarios[s.scenario]; s.scenario != "" && !known {
		return fmt.Errorf("-scenario %q is not a scenario", s.scenario)
	}
	root, err := servers.Root()
	if err != nil {
		return err
	}
	raiseFileLimit()
	o := servers.Options{Root: root, CPU: s.serverCPU, Data: s.data}
	versions, err := servers.Versions(root)
	if err != nil {
		return err
	}
	r := result.Result{
		Machine: result.ReadMachine(), Versions: versions,
		Cores: result.Cores{Server: s.serverCPU, Load: s.loadCPU}, Seconds: s.seconds,
	}
	only := strings.FieldsFunc(s.only, func(c rune) bool { return c == ',' })
	var failed error // what a server could not do; the others are measured all the same
	for _, t := range targets {
		if len(only) > 0 && !slices.Contains(only, t.name) {
			continue
		}
		fmt.Printf("\n%s: %s\n", t.name, t.label)
		if !s.busy {
			if err := result.AwaitQuiet(ctx); err != nil {
				return err
			}
		}
		server, err := t.measure(ctx, o, s)
		if err != nil {
			err = fmt.Errorf("%s: %w", t.name, err)
			fmt.Println(err)
			failed = errors.Join(failed, err)
		}
		if ctx.Err() != nil { // interrupted: an earlier result stays
			return errors.Join(failed, ctx.Err())
		}
		r.Servers = append(r.Servers, server)
	}
	if len(r.Servers) == 0 {
		return errors.New("-only names none of the servers")
	}
	return errors.Join(failed, result.Write(s.out, r))
}

// raiseFileLimit raises the soft limit of open files to the hard limit: the crowd scenario
// has up to 5,000 connections.
func raiseFileLimit() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
	}
}
