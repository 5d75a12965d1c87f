package suggest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	// maxCatalog is the maximum size of a catalogue in bytes: that of some 10,000 products.
	maxCatalog = 16 << 20
	// catalogLasts is the time for which a catalogue is used before it is loaded again.
	catalogLasts = 5 * time.Minute
)

// Source loads the catalogue from the address from which pages load it. It implements Products, and is safe for
// concurrent use.
type Source struct {
	URL    string
	Client *http.Client // must not follow redirects, and bounds the time of a request
	Now    func() time.Time

	mu     sync.Mutex
	loaded time.Time
	last   Catalog
}

// Catalog returns the catalogue. It returns an older one if the present one can't be loaded.
func (s *Source) Catalog(ctx context.Context) (Catalog, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.loaded.IsZero() && s.Now().Sub(s.loaded) < catalogLasts {
		return s.last, nil
	}
	c, err := s.load(ctx)
	switch {
	case err == nil:
		s.last, s.loaded = c, s.Now()
	case s.loaded.IsZero():
		return Catalog{}, err
	}
	return s.last, nil
}

func (s *Source) load(ctx context.Context) (Catalog, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		return Catalog{}, err
	}
	r.Header.Set("Accept", "application/json")
	res, err := s.Client.Do(r)
	if err != nil {
		return Catalog{}, fmt.Errorf("catalogue: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return Catalog{}, fmt.Errorf("catalogue: %s is answered %s", s.URL, res.Status)
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, maxCatalog+1))
	switch {
	case err != nil:
		return Catalog{}, fmt.Errorf("catalogue: %w", err)
	case len(text) > maxCatalog:
		return Catalog{}, fmt.Errorf("catalogue: %s has more than %d bytes", s.URL, maxCatalog)
	}
	return ReadCatalog(text)
}
