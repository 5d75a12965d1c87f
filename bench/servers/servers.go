// Package servers starts the compared servers, each as its own users would
// run it, and each in processes of its own that end with this one.
package servers

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"homstyle.dev/planner/localstack/subprocess"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// Server is a running server, whoever wrote it.
type Server struct {
	URLs    []string // of its WebSocket, without a query; people are dealt out over them
	Control string   // base address of /rooms/{id} and, in ours, of pprof; empty: no rooms to make

	secret []byte
	shop   string // signs tokens, where the server keeps its key to itself
	dir    string // all it keeps
	procs  []*process
}

// Options are what every server is started with.
type Options struct {
	Root    string // of the repository
	Origins string // allowed ones; default *
	CPU     string // the cores to run on, as taskset has it; empty: any
	Data    string // where what is durable is kept; default a temporary folder
}

const kid = "dev"

func newServer(o Options) (*Server, error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails: it ends the program instead
	dir, err := os.MkdirTemp(o.Data, "homstyle-bench-")
	if err != nil {
		return nil, fmt.Errorf("server folder: %w", err)
	}
	// Keys are texts in every server's settings, so the secret is one.
	return &Server{secret: []byte(base64.RawURLEncoding.EncodeToString(secret)), dir: dir}, nil
}

// Mint signs a room token.
func (s *Server) Mint(id, sub, name, role string, ttl time.Duration) (string, error) {
	if s.shop != "" {
		return s.ask(id, sub, name, role, ttl)
	}
	return auth.Mint(kid, s.secret, auth.Claims{
		Room: room.ID(id), Subject: sub, Name: name, Role: room.Role(role), Expires: time.Now().Add(ttl),
	})
}

// plan is the room that everything is measured in.
const plan = `{"name":"Bench","units":"cm","outline":[[0,0],[9000,0],[9000,9000],[0,9000]],"walls":[],"doors":[],"windows":[]}`

// Create makes a room.
func (s *Server) Create(ctx context.Context, id string) error {
	if s.Control == "" {
		return nil
	}
	token, err := s.Mint(id, "bench", "Bench", "owner", time.Hour)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, s.Control+"/rooms/"+id, strings.NewReader(plan))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("make room %s: %w", id, err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusCreated {
		return fmt.Errorf("make room %s: %s", id, res.Status)
	}
	return nil
}

// Close ends the server and forgets what it kept.
func (s *Server) Close() {
	for i := len(s.procs) - 1; i >= 0; i-- {
		s.procs[i].end()
	}
	_ = os.RemoveAll(s.dir)
}

// process is one program of a server.
type process struct {
	cmd    *exec.Cmd
	exited <-chan struct{}
	said   *bytes.Buffer
}

// run starts a program on the server's cores, and keeps what it says for when it fails.
func (s *Server) run(o Options, env []string, name string, args ...string) (*process, error) {
	if o.CPU != "" {
		name, args = "taskset", append([]string{"-c", o.CPU, name}, args...)
	}
	p := &process{cmd: exec.Command(name, args...), said: &bytes.Buffer{}}
	p.cmd.Dir = o.Root
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	var err error
	if p.exited, err = subprocess.Start(p.cmd); err != nil {
		return nil, fmt.Errorf("start %s: %w", filepath.Base(name), err)
	}
	s.procs = append(s.procs, p)
	return p, nil
}

// end asks first, so that files are whole.
func (p *process) end() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.exited:
	case <-time.After(2 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

// startLimit is how long a server may take to answer.
const startLimit = 30 * time.Second

// answers waits until the program takes connections.
func (p *process) answers(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-p.exited:
			return fmt.Errorf("%s ended: %s", filepath.Base(p.cmd.Path), strings.TrimSpace(p.said.String()))
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer at %s", filepath.Base(p.cmd.Path), addr)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Root is the repository's root, from anywhere inside it.
func Root() (string, error) {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("run this inside the repository")
		}
	}
	return "", err
}
