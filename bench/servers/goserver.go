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

// GoServer builds and starts servers/goserver, which runs one of the servers that are written
// in Go: kind is the value of its -kind flag. It returns an error if the build fails or the
// server does not start.
func GoServer(ctx context.Context, o Options, kind string) (*Server, error) {
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	if err := s.startGoServer(ctx, o, kind); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Server) startGoServer(ctx context.Context, o Options, kind string) error {
	binary := filepath.Join(s.dir, "goserver")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./servers/goserver")
	build.Dir = filepath.Join(o.Root, "bench")
	if output, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build servers/goserver: %w\n%s", err, output)
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
		s.Control = "http://" + control
		s.tokenURL = "http://" + addr + "/token"
		s.deploy = s.requestDeployment
	}
	return p.awaitListening(ctx, control)
}

// requestDeployment has the local stack replace its functions.
func (s *Server) requestDeployment(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Control+"/deployments", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusNoContent {
		return fmt.Errorf("deploy: %s", res.Status)
	}
	return nil
}

// requestToken requests a room token from the local stack, which signs with a key of its own.
func (s *Server) requestToken(id, sub, name, role string, ttl time.Duration) (string, error) {
	body, err := json.Marshal(map[string]any{
		"room": id, "sub": sub, "name": name, "role": role, "ttlSeconds": int(ttl.Seconds()),
	})
	if err != nil {
		return "", err
	}
	res, err := http.Post(s.tokenURL, "application/json", bytes.NewReader(body))
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
