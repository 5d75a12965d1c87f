package hibernation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

const (
	rooms  = 200
	people = 5 // in each; three of them look at another tab
)

// CL4: when nobody does anything no connection is left, so none is billed; at the first
// touch each tab is back and shows what happened meanwhile.
func TestCL4_aThousandTabsSleepAndComeBackCurrent(t *testing.T) {
	s, err := stack.Start(t.Context(), stack.Options{Store: stack.Memory})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	tabs := start(t)
	tabs.order(t, map[string]any{"do": "open", "url": s.WSURL(), "tabs": furnish(t, s)})
	awaitConnections(t, s, rooms*people)
	tabs.order(t, map[string]any{"do": "idle"})
	awaitConnections(t, s, 0)
	for n := range rooms { // somebody else was there meanwhile
		change(t, s, name(n), room.Add{ID: "lamp", Product: "lamp.manljus"})
	}
	tabs.order(t, map[string]any{"do": "touch", "item": "lamp"})
	awaitConnections(t, s, rooms*people)
}

func name(n int) room.ID { return room.ID(fmt.Sprintf("room-%d", n)) }

type tab struct {
	Room   string `json:"room"`
	Token  string `json:"token"`
	Hidden bool   `json:"hidden"`
}

// furnish makes the rooms and a token for each tab.
func furnish(t *testing.T, s *stack.Stack) (tabs []tab) {
	t.Helper()
	for n := range rooms {
		id := name(n)
		stamp := room.Origin{Peer: "maker", Op: 1, At: time.Now()}
		if err := s.Store().Create(t.Context(), id, stamp, roomtest.Plan()); err != nil {
			t.Fatal(err)
		}
		for p := range people {
			token, err := s.Mint(string(id), fmt.Sprintf("user-%d", p), fmt.Sprintf("Person %d", p), "editor", time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			tabs = append(tabs, tab{string(id), token, p > 1})
		}
	}
	return tabs
}

func change(t *testing.T, s *stack.Stack, id room.ID, step room.Mutation) {
	t.Helper()
	stamp := room.Origin{Peer: "somebody", Name: "Somebody", Op: 1, At: time.Now()}
	if _, err := s.Store().Commit(t.Context(), id, stamp, []room.Mutation{step}); err != nil {
		t.Fatal(err)
	}
}

// awaitConnections waits until the gateway has seen what the tabs have done.
func awaitConnections(t *testing.T, s *stack.Stack, want int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); s.Connections() != want; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d connections, want %d", s.Connections(), want)
		}
	}
}

// node is the tabs' process.
type node struct {
	in      io.Writer
	out     *bufio.Scanner
	process *os.Process
}

func start(t *testing.T) *node {
	t.Helper()
	root, err := servers.Root()
	if err != nil {
		t.Fatal(err)
	}
	bundle := filepath.Join(t.TempDir(), "tabs.mjs")
	modules := filepath.Join(root, "bench", "durable-object", "node_modules")
	err = servers.Bundle(modules, filepath.Join(root, "bench", "hibernation", "tabs.ts"), bundle, "--platform=node", "--target=node20",
		"--alias:ws="+filepath.Join(root, "web", "node_modules", "ws", "wrapper.mjs"),
		"--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", bundle)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return &node{in, bufio.NewScanner(out), cmd.Process}
}

// order has the tabs do something, and returns when all of them have.
func (n *node) order(t *testing.T, what map[string]any) {
	t.Helper()
	line, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.in.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(4*time.Minute, func() { _ = n.process.Kill() }) // or a tab that never sleeps is waited for without end
	defer late.Stop()
	if !n.out.Scan() {
		t.Fatalf("not all tabs did it: %v", what["do"])
	}
}
