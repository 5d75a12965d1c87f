// Package servers starts the compared servers, each configured as its users run it, in child
// processes that end with this one.
package servers

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
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

// Server is a running server.
type Server struct {
	// URLs are the addresses of its WebSocket processes, without a query. Clients are
	// distributed over them.
	URLs []string
	// Control is the base URL of /rooms/{id} and, for this project's server, of
	// net/http/pprof. It is empty if the server has no rooms.
	Control string

	secret   []byte // the key that Mint signs with, unless tokenURL is set
	tokenURL string // signs tokens for a server with a key of its own
	dir      string // all files of the server
	procs    []*process
	deploy   func(context.Context) error // nil if it can't deploy
}

// Options are the settings of every server.
type Options struct {
	Root    string // the repository's root
	Origins string // allowed origins; empty means *
	CPU     string // the cores to run on, in taskset's notation; empty means any
	Data    string // parent of the server's folder; empty means the system's temporary folder
}

// kid is the key id of the tokens that Mint signs.
const kid = "dev"

func newServer(o Options) (*Server, error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never returns an error
	dir, err := os.MkdirTemp(o.Data, "homstyle-bench-")
	if err != nil {
		return nil, fmt.Errorf("server folder: %w", err)
	}
	// The servers read the secret as text from their environment.
	return &Server{secret: []byte(base64.RawURLEncoding.EncodeToString(secret)), dir: dir}, nil
}

// Mint returns a room token of the room id, with the claims sub, name and role, that expires
// after ttl.
func (s *Server) Mint(id, sub, name, role string, ttl time.Duration) (string, error) {
	if s.tokenURL != "" {
		return s.requestToken(id, sub, name, role, ttl)
	}
	return auth.Mint(kid, s.secret, auth.Claims{
		Room: room.ID(id), Subject: sub, Name: name, Role: room.Role(role), Expires: time.Now().Add(ttl),
	})
}

// plan is the plan of the rooms that Create creates: 9 by 9 m.
const plan = `{"name":"Bench","units":"cm","outline":[[0,0],[9000,0],[9000,9000],[0,9000]],` +
	`"walls":[],"doors":[],"windows":[]}`

// Plan returns the plan of every room of this project: 9 by 9 m, as plan.
func Plan() room.Plan {
	return room.Plan{
		Name: "Bench", Units: "cm",
		Outline: []room.Point{{0, 0}, {9000, 0}, {9000, 9000}, {0, 9000}},
		Walls:   []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{},
	}
}

// Create creates a room. It does nothing for a server without rooms. It returns an error if
// the server does not answer 201 Created.
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
		return fmt.Errorf("create room %s: %w", id, err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusCreated {
		return fmt.Errorf("create room %s: %s", id, res.Status)
	}
	return nil
}

// Deploy deploys the server's code again, without a change, while it serves. It returns when the new code
// serves. It returns an error for a server that can't do that here.
func (s *Server) Deploy(ctx context.Context) error {
	if s.deploy == nil {
		return errors.New("this server can't deploy its code")
	}
	return s.deploy(ctx)
}

// Close ends the server's processes, the last one first, and deletes its files.
func (s *Server) Close() {
	for i := len(s.procs) - 1; i >= 0; i-- {
		s.procs[i].stop()
	}
	_ = os.RemoveAll(s.dir)
}

// process is one child process of a server.
type process struct {
	cmd    *exec.Cmd
	exited <-chan struct{}
	output *bytes.Buffer
}

// run starts a program on the cores of o.CPU, with env added to the environment. It keeps the
// program's output for the error of awaitListening.
func (s *Server) run(o Options, env []string, name string, args ...string) (*process, error) {
	if o.CPU != "" {
		args = append([]string{"-c", o.CPU, name}, args...)
		name = "taskset"
	}
	p := &process{cmd: exec.Command(name, args...), output: &bytes.Buffer{}}
	p.cmd.Dir = o.Root
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stdout = p.output
	p.cmd.Stderr = p.output
	var err error
	if p.exited, err = subprocess.Start(p.cmd); err != nil {
		return nil, fmt.Errorf("start %s: %w", filepath.Base(name), err)
	}
	s.procs = append(s.procs, p)
	return p, nil
}

// stop sends SIGTERM, so that the program can complete its files, and kills it after two
// seconds.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.exited:
	case <-time.After(2 * time.Second):
		_ = p.cmd.Process.Kill()
		<-p.exited
	}
}

// startTimeout limits the time until a server accepts connections.
const startTimeout = 30 * time.Second

// awaitListening waits until the program accepts TCP connections at addr. It returns an error
// if the program ends first or startTimeout has passed.
func (p *process) awaitListening(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-p.exited:
			return fmt.Errorf("%s ended: %s", filepath.Base(p.cmd.Path), strings.TrimSpace(p.output.String()))
		case <-ctx.Done():
			return fmt.Errorf("%s does not accept connections at %s", filepath.Base(p.cmd.Path), addr)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// freeAddr returns a loopback address with a port that was free when it was called.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// Root returns the repository's root: the working directory or the nearest folder above it
// with a template.yaml. It returns an error outside the repository.
func Root() (string, error) {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "template.yaml")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("run this inside the repository")
		}
	}
	return "", err
}
