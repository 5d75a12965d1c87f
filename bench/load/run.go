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

// target is a server and the scenarios that are run against it.
type target struct {
	name, label string
	protocol    protocol
	start       startFunc
	scenarios   []string
	maxViewers  int  // of the crowd scenario
	profiled    bool // whether -profile takes a CPU profile of it
}

// startFunc starts a server.
type startFunc func(context.Context, servers.Options) (*servers.Server, error)

// scenarios are the functions that run each scenario, by its name.
var scenarios = map[string]func(*run, context.Context) error{
	"latency": (*run).measureLatencies, "race": (*run).measureRace, "plan": (*run).measurePlan,
	"wake": (*run).measureWake, "throughput": (*run).measureThroughputs, "crowd": (*run).measureCrowds, "syncs": (*run).measureSyncs,
	"deploy": (*run).measureDeployments,
}

func goServer(kind string) startFunc {
	return func(ctx context.Context, o servers.Options) (*servers.Server, error) {
		return servers.GoServer(ctx, o, kind)
	}
}

func durableObject(moves string) startFunc {
	return func(ctx context.Context, o servers.Options) (*servers.Server, error) {
		return servers.DurableObject(ctx, o, moves)
	}
}

// allScenarios ends with the crowd: when its viewers have left, a server is busy with that for a while.
var allScenarios = []string{"syncs", "latency", "race", "plan", "wake", "throughput", "crowd"}

// targets are the compared servers, in the order of the tables.
var targets = []target{
	{
		name: "floor", label: "a bare relay: the limit of this machine",
		protocol: relayProtocol{}, start: goServer("floor"),
		scenarios: []string{"latency", "throughput", "crowd"}, maxViewers: 5000,
	},
	{
		name: "durable-object", label: "Durable Object, a commit for each move",
		protocol: roomProtocol{}, start: durableObject("each"),
		scenarios: append([]string{"deploy"}, allScenarios...), maxViewers: 5000,
	},
	{
		name: "durable-object-second", label: "Durable Object, moves written once a second",
		protocol: roomProtocol{}, start: durableObject("second"),
		scenarios: []string{"syncs", "latency", "throughput"},
	},
	{
		name: "memory", label: "this project, its table in memory",
		protocol: roomProtocol{}, start: goServer("memory"),
		scenarios: allScenarios, maxViewers: 5000, profiled: true,
	},
	{
		name: "disk", label: "this project, its table in a file of the local store",
		protocol: roomProtocol{}, start: goServer("disk"),
		scenarios: allScenarios, maxViewers: 5000,
	},
	{
		name: "product", label: "this project, on DynamoDB Local",
		protocol: roomProtocol{}, start: goServer("product"),
		scenarios: allScenarios, maxViewers: 500,
	},
	{
		name: "binaries", label: "this project, on DynamoDB Local, its functions as binaries",
		protocol: roomProtocol{}, start: goServer("binaries"),
		scenarios: []string{"deploy"},
	},
	{
		name: "socketio", label: "Socket.IO, two processes, Redis with appendfsync always",
		protocol: socketIOProtocol{}, start: servers.SocketIO,
		scenarios: allScenarios, maxViewers: 500,
	},
	{
		name: "sample", label: "the usual AWS sample, on this project's gateway",
		protocol: sampleProtocol{}, start: goServer("sample"),
		scenarios: []string{"latency", "throughput"},
	},
}

// run is the measurement of one server.
type run struct {
	server      *servers.Server
	protocol    protocol
	result      result.Server
	rooms       int     // rooms created so far
	seconds     float64 // of a stream of the latency scenario
	rateSeconds float64 // at each rate of the throughput scenario
	planSeconds float64 // of the plan scenario
	crowdSizes  []int   // viewers of the crowd scenario
}

// measure starts the server, runs its scenarios and closes it.
func (t target) measure(ctx context.Context, o servers.Options, s settings) (result.Server, error) {
	server, err := t.start(ctx, o)
	if err != nil {
		return result.Server{}, err
	}
	defer server.Close()
	r := &run{server: server, protocol: t.protocol, seconds: s.seconds, rateSeconds: s.rung, planSeconds: s.plan}
	r.result = result.Server{Name: t.name, Label: t.label}
	maxViewers := min(t.maxViewers, s.crowd)
	r.crowdSizes = slices.DeleteFunc([]int{50, 500, 5000}, func(n int) bool { return n > maxViewers })
	if err := r.warmUp(ctx); err != nil {
		return r.result, err
	}
	writeProfile := func() error { return nil }
	if t.profiled && s.profile != "" {
		writeProfile = server.Profile(ctx, s.profile)
	}
	for _, name := range t.scenarios {
		if s.scenario != "" && s.scenario != name {
			continue
		}
		if err := scenarios[name](r, ctx); err != nil {
			return r.result, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r.result, writeProfile()
}

// warmUp streams moves before the first scenario, so that just-in-time compilers have
// compiled the server's hot code. Its rate is so low that no server queues work.
func (r *run) warmUp(ctx context.Context) error {
	for range 2 {
		g, err := r.newGroup(ctx, 3, 3)
		if err == nil {
			_, err = g.streamMoves(ctx, newSchedule(3, 60, time.Second/movesPerSecond))
		}
		g.close()
		if err != nil {
			return fmt.Errorf("warm-up: %w", err)
		}
	}
	return nil
}

func (r *run) logf(format string, args ...any) {
	fmt.Println("  " + strings.TrimSpace(fmt.Sprintf(format, args...)))
}
