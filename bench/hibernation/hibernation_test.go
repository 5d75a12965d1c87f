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
	people = 5 // in each room; the tabs of three of them are hidden
)

// CL4: when nobody is active no connection is left, so no connection minutes are billed. At
// the first input each tab reconnects and shows the changes that were made meanwhile.
func TestCL4_aThousandTabsHibernateAndReconnectUpToDate(t *testing.T) {
	root, err := servers.Root()
	if err != nil {
		t.Fatal(err)
	}
	s, err := stack.Start(t.Context(), stack.Options{Store: stack.Memory, Module: root})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	node := startNode(t, root)
	node.run(t, map[string]any{"do": "open", "url": s.WSURL(), "tabs": createRooms(t, s)})
	awaitConnections(t, s, rooms*people)
	node.run(t, map[string]any{"do": "idle"})
	awaitConnections(t, s, 0)
	for n := range rooms {
		commit(t, s, roomID(n), room.Add{ID: "lamp", Product: "lamp.manljus"})
	}
	node.run(t, map[string]any{"do": "touch", "item": "lamp"})
	awaitConnections(t, s, rooms*people)
}

func roomID(n int) room.ID { return room.ID(fmt.Sprintf("room-%d", n)) }

type tab struct {
	Room   string `json:"room"`
	Token  string `json:"token"`
	Hidden bool   `json:"hidden"`
}

// createRooms creates the rooms and returns the tabs, each with a token.
func createRooms(t *testing.T, s *stack.Stack) (tabs []tab) {
	t.Helper()
	for n := range rooms {
		id := roomID(n)
		origin := room.Origin{Peer: "creator", Op: 1, At: time.Now()}
		if err := s.Store().Create(t.Context(), id, origin, roomtest.Plan()); err != nil {
			t.Fatal(err)
		}
		for p := range people {
			sub, name := fmt.Sprintf("user-%d", p), fmt.Sprintf("Person %d", p)
			token, err := s.Mint(string(id), sub, name, "editor", time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			tabs = append(tabs, tab{Room: string(id), Token: token, Hidden: p > 1})
		}
	}
	return tabs
}

// commit applies a mutation to a room as another person.
func commit(t *testing.T, s *stack.Stack, id room.ID, step room.Mutation) {
	t.Helper()
	origin := room.Origin{Peer: "other", Name: "Other", Op: 1, At: time.Now()}
	if _, err := s.Store().Commit(t.Context(), id, origin, []room.Mutation{step}); err != nil {
		t.Fatal(err)
	}
}

// awaitConnections waits until the gateway has that number of connections, for 30 s at most.
func awaitConnections(t *testing.T, s *stack.Stack, want int) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); s.Connections() != want; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d connections, want %d", s.Connections(), want)
		}
	}
}

// nodeProcess runs tabs.ts.
type nodeProcess struct {
	in      io.Writer
	out     *bufio.Scanner
	process *os.Process
}

// startNode bundles and runs tabs.ts; root is the repository's root.
func startNode(t *testing.T, root string) *nodeProcess {
	t.Helper()
	bundle := filepath.Join(t.TempDir(), "tabs.mjs")
	modules := filepath.Join(root, "bench", "durable-object", "node_modules")
	err := servers.Bundle(modules, filepath.Join(root, "bench", "hibernation", "tabs.ts"), bundle,
		"--platform=node", "--target=node20", servers.RequireBanner,
		"--alias:ws="+filepath.Join(root, "web", "node_modules", "ws", "wrapper.mjs"))
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
	return &nodeProcess{in: in, out: bufio.NewScanner(out), process: cmd.Process}
}

// run sends a command to all tabs and returns when all of them have completed it. It fails
// the test after four minutes.
func (n *nodeProcess) run(t *testing.T, command map[string]any) {
	t.Helper()
	line, err := json.Marshal(command)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.in.Write(append(line, '\n')); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(4*time.Minute, func() { _ = n.process.Kill() }) // ends the Scan below
	defer timer.Stop()
	if !n.out.Scan() {
		t.Fatalf("not all tabs completed %v", command["do"])
	}
}
