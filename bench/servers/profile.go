package servers

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
)

// Profile begins to profile the server's processor time, and returns what ends that
// and writes the profile to the file.
func (s *Server) Profile(ctx context.Context, file string) func() error {
	const seconds = 60
	done := make(chan error, 1)
	go func() {
		done <- s.fetch(ctx, fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", s.Control, seconds), file)
	}()
	return func() error { return <-done }
}

func (s *Server) fetch(ctx context.Context, address, file string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	defer res.Body.Close()
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, res.Body)
	return err
}
