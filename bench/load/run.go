package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"homstyle.dev/planner/bench/result"
	"homstyle.dev/planner/bench/servers"
)

// candidate is a server, and what is asked of it.
type candidate struct {
	name, label string
	protocol    protocol
	start       func(context.Context, servers.Options) (*servers.Server, error)
	asks        []string
	crowd       int  // viewers at most
	profiled    bool // a profile is taken while it serves the throughput scenario
}

// scenarios are what can be asked, by name.
var scenarios = map[string]func(*run, context.Context) error{
	"latency": (*run).latencies, "race": (*run).race, "plan": (*run).plan,
	"wake": (*run).wake, "throughput": (*run).throughputs, "crowd": (*run).crowds,
}

func host(kind string) func(context.Context, servers.Options) (*servers.Server, error) {
	return func(ctx context.Context, o servers.Options) (*servers.Server, error) {
		return servers.Host(ctx, o, kind)
	}
}

func durableObject(moves string) func(context.Context, servers.Options) (*servers.Server, error) {
	return func(ctx context.Context, o servers.Options) (*servers.Server, error) {
		return servers.DurableObject(ctx, o, moves)
	}
}

var (
	everything = []string{"latency", "race", "plan", "wake", "throughput", "crowd"}
	plain      = []string{"latency", "throughput"}
)

var candidates = []candidate{
	{"floor", "a bare relay: the limit of this machine", relay{}, host("floor"), []string{"latency", "throughput", "crowd"}, 5000, false},
	{"durable-object", "Durable Object, a commit for each move", spec{}, durableObject("each"), everything, 5000, false},
	{"durable-object-second", "Durable Object, moves written once a second", spec{}, durableObject("second"), plain, 0, false},
	{"memory", "this project, its table in memory: without the emulator of DynamoDB", spec{}, host("memory"), everything, 5000, true},
	{"product", "this project, on DynamoDB Local", spec{}, host("product"), everything, 500, false},
	{"unsynced", "the same, but DynamoDB Local keeps nothing on disk", spec{}, host("unsynced"), []string{"latency", "race"}, 0, false},
	{"socketio", "Socket.IO, two processes, Redis with appendfsync always", socketIO{}, servers.SocketIO, everything, 500, false},
	{"sample", "the usual AWS sample, on this project's gateway", tutorial{}, host("sample"), plain, 0, false},
}

// run is one server's turn.
type run struct {
	server      *servers.Server
	protocol    protocol
	result      result.Server
	rooms       int
	seconds     float64
	stepSeconds float64
	planSeconds float64
	crowdSizes  []int
}

func (c candidate) measure(ctx context.Context, o servers.Options, s settings) (result.Server, error) {
	server, err := c.start(ctx, o)
	if err != nil {
		return result.Server{}, err
	}
	defer server.Close()
	r := &run{server: server, protocol: c.protocol, seconds: s.seconds, stepSeconds: s.rung, planSeconds: s.plan}
	r.result = result.Server{Name: c.name, Label: c.label}
	r.crowdSizes = slices.DeleteFunc([]int{50, 500, 5000}, func(n int) bool { return n > min(c.crowd, s.crowd) })
	if err := r.warm(ctx); err != nil {
		return r.result, err
	}
	profiled := func() error { return nil }
	if c.profiled && s.profile != "" {
		profiled = server.Profile(ctx, s.profile)
	}
	for _, ask := range c.asks {
		if s.ask != "" && s.ask != ask {
			continue
		}
		if err := scenarios[ask](r, ctx); err != nil {
			return r.result, fmt.Errorf("%s: %w", ask, err)
		}
	}
	return r.result, profiled()
}

// warm lets compilers see what runs often, before anything is noted, at a pace that
// leaves no server with work for later.
func (r *run) warm(ctx context.Context) error {
	for range 2 {
		p, err := r.gather(ctx, 3, 3)
		if err == nil {
			_, err = p.stream(ctx, r.schedule(3, 60, time.Second/movesPerSecond), p.moves())
		}
		p.leave()
		if err != nil {
			return fmt.Errorf("warm-up: %w", err)
		}
	}
	return nil
}

func (r *run) logf(format string, args ...any) {
	fmt.Println("  " + strings.TrimSpace(fmt.Sprintf(format, args...)))
}
