package auth

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Keys caches the signing keys in a warm function. It fetches them again when they are older
// than keysMaxAge (AC8), and when a token names an unknown kid, but then at most once in
// keysRecheck, so that tokens with invented kids do not cause a fetch each.
type Keys struct {
	Fetch func(ctx context.Context) (map[string][]byte, error) // all active keys by kid
	Now   func() time.Time

	mu   sync.Mutex
	keys map[string][]byte
	at   time.Time
}

const (
	keysMaxAge  = 5 * time.Minute
	keysRecheck = 10 * time.Second
)

// SigningKey returns the key to sign with: the active key whose name is last in order.
// roomctl names keys by their time of creation, so it is the newest.
func (k *Keys) SigningKey(ctx context.Context) (kid string, secret []byte, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil || k.Now().Sub(k.at) > keysMaxAge {
		keys, err := k.Fetch(ctx)
		if err != nil {
			return "", nil, fmt.Errorf("fetch signing keys: %w", err)
		}
		k.keys, k.at = keys, k.Now()
	}
	for name := range k.keys {
		kid = max(kid, name)
	}
	if kid == "" {
		return "", nil, errors.New("there is no signing key")
	}
	return kid, k.keys[kid], nil
}

// Key returns the secret of a kid, or an error that names the kid.
func (k *Keys) Key(ctx context.Context, kid string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	age := k.Now().Sub(k.at)
	_, known := k.keys[kid]
	if k.keys == nil || age > keysMaxAge || (!known && age > keysRecheck) {
		keys, err := k.Fetch(ctx)
		if err != nil {
			return nil, fmt.Errorf("fetch signing keys: %w", err)
		}
		k.keys, k.at = keys, k.Now()
	}
	if secret := k.keys[kid]; len(secret) >= MinSecret {
		return secret, nil
	}
	return nil, fmt.Errorf("no active signing key %q", SanitizeForLog(kid))
}
