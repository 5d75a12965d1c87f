package servers

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
)

// SocketIO starts bench/socketio: two processes with one Redis. Redis runs with appendfsync
// always, so that a change is on disk before it is acknowledged. It returns an error if Redis
// or Socket.IO is not installed, or a process does not start.
func SocketIO(ctx context.Context, o Options) (*Server, error) {
	redis, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, fmt.Errorf("redis-server is not installed: run apt-get install redis-server")
	}
	folder := filepath.Join(o.Root, "bench", "socketio")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "socket.io")); err != nil {
		return nil, fmt.Errorf("socket.io is not installed: run npm ci --ignore-scripts --prefix bench/socketio")
	}
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	if err := s.startSocketIO(ctx, o, folder, redis); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Server) startSocketIO(ctx context.Context, o Options, folder, redis string) error {
	redisAddr, err := s.startRedis(ctx, o, redis)
	if err != nil {
		return err
	}
	bundle := filepath.Join(s.dir, "server.mjs")
	err = Bundle(filepath.Join(folder, "node_modules"), filepath.Join(folder, "src", "server.ts"), bundle,
		"--platform=node", "--target=node20", RequireBanner)
	if err != nil {
		return err
	}
	for range 2 {
		addr, err := freeAddr()
		if err != nil {
			return err
		}
		_, port, _ := net.SplitHostPort(addr)
		env := []string{
			"PORT=" + port, "REDIS_URL=redis://" + redisAddr, "SECRET=" + string(s.secret), "NODE_ENV=production",
		}
		p, err := s.run(o, env, "node", bundle)
		if err != nil {
			return err
		}
		if err := p.awaitListening(ctx, addr); err != nil {
			return err
		}
		s.URLs = append(s.URLs, "ws://"+addr+"/socket.io/")
	}
	return nil
}

func (s *Server) startRedis(ctx context.Context, o Options, redis string) (addr string, err error) {
	if addr, err = freeAddr(); err != nil {
		return "", err
	}
	_, port, _ := net.SplitHostPort(addr)
	p, err := s.run(o, nil, redis, "--port", port, "--bind", "127.0.0.1", "--dir", s.dir,
		"--save", "", "--appendonly", "yes", "--appendfsync", "always")
	if err != nil {
		return "", err
	}
	return addr, p.awaitListening(ctx, addr)
}
