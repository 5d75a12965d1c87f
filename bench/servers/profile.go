package servers

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
)

// Profile starts a CPU profile of 60 seconds of the server, which must serve net/http/pprof
// at Control. The function that it returns waits until the profile is written to the file,
// and returns the error of that.
func (s *Server) Profile(ctx context.Context, file string) (wait func() error) {
	const seconds = 60
	done := make(chan error, 1)
	go func() {
		done <- download(ctx, fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", s.Control, seconds), file)
	}()
	return func() error { return <-done }
}

func download(ctx context.Context, address, file string) error {
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
