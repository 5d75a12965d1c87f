package servers

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"time"
)

// Host starts one of the servers in Go (bench/goserver), by its kind.
func Host(ctx context.Context, o Options, kind string) (*Server, error) {
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	if err := s.startHost(ctx, o, kind); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Server) startHost(ctx context.Context, o Options, kind string) error {
	binary := filepath.Join(s.dir, "goserver")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./bench/goserver")
	build.Dir = o.Root
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build bench/goserver: %w\n%s", err, said)
	}
	addr, err := freeAddr()
	if err != nil {
		return err
	}
	control, err := freeAddr()
	if err != nil {
		return err
	}
	p, err := s.run(o, nil, binary, "-kind", kind, "-addr", addr, "-control", control, "-data", s.dir)
	if err != nil {
		return err
	}
	s.URLs = []string{"ws://" + addr + "/v1"}
	if kind != "floor" && kind != "sample" {
		s.Control, s.shop = "http://"+control, "http://"+addr+"/token"
	}
	return p.answers(ctx, control)
}

// ask has the local stack's stand-in for a shop sign a token: its key is its own.
func (s *Server) ask(id, sub, name, role string, ttl time.Duration) (string, error) {
	body, err := json.Marshal(map[string]any{"room": id, "sub": sub, "name": name, "role": role, "ttlSeconds": int(ttl.Seconds())})
	if err != nil {
		return "", err
	}
	res, err := http.Post(s.shop, "application/json", bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	defer res.Body.Close()
	var answer struct{ Token, Message string }
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || answer.Token == "" {
		return "", fmt.Errorf("token: %s %s (%v)", res.Status, answer.Message, err)
	}
	return answer.Token, nil
}
