package servers

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// DurableObject starts bench/durable-object on workerd, Cloudflare's runtime. moves is
// "each" to commit every move, or "second" to write moves once a second. It returns an error
// if workerd is not installed or does not start.
func DurableObject(ctx context.Context, o Options, moves string) (*Server, error) {
	folder := filepath.Join(o.Root, "bench", "durable-object")
	modules := filepath.Join(folder, "node_modules")
	found, err := filepath.Glob(filepath.Join(modules, "@cloudflare", "workerd-*", "bin", "workerd"))
	if err != nil || len(found) == 0 {
		return nil, fmt.Errorf("workerd is not installed: run npm ci --ignore-scripts --prefix bench/durable-object")
	}
	s, err := newServer(o)
	if err != nil {
		return nil, err
	}
	if err := s.startWorkerd(ctx, o, folder, found[0], moves); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Server) startWorkerd(ctx context.Context, o Options, folder, workerd, moves string) error {
	if err := s.bundleWorker(folder); err != nil {
		return err
	}
	addr, err := freeAddr()
	if err != nil {
		return err
	}
	state := filepath.Join(s.dir, "state")
	if err := os.Mkdir(state, 0o700); err != nil {
		return err
	}
	origins := o.Origins
	if origins == "" {
		origins = "*"
	}
	env := []string{fmt.Sprintf(`KEYS={"%s":"%s"}`, kid, s.secret), "ALLOWED_ORIGINS=" + origins, "MOVES=" + moves}
	start := func(ctx context.Context) error {
		p, err := s.run(o, env, workerd, "serve", filepath.Join(s.dir, "room.capnp"),
			"--socket-addr=http="+addr, "--directory-path=state="+state)
		if err != nil {
			return err
		}
		return p.awaitListening(ctx, addr)
	}
	// A process of workerd keeps the code that it was started with. On Cloudflare, too, a deployment shuts every
	// object down and ends its WebSockets
	// (https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/).
	s.deploy = func(ctx context.Context) error {
		s.procs[0].stop()
		s.procs = nil
		return start(ctx)
	}
	s.URLs = []string{"ws://" + addr + "/v1"}
	s.Control = "http://" + addr
	return start(ctx)
}

// bundleWorker writes the Worker's configuration and bundle to the server's own folder:
// workerd requires them in one folder, and several runs may be in progress at once.
func (s *Server) bundleWorker(folder string) error {
	config, err := os.ReadFile(filepath.Join(folder, "room.capnp"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(s.dir, "room.capnp"), config, 0o600); err != nil {
		return err
	}
	return Bundle(
		filepath.Join(folder, "node_modules"), filepath.Join(folder, "src", "worker.ts"),
		filepath.Join(s.dir, "dist", "worker.js"), "--target=es2024", "--external:cloudflare:workers",
	)
}
