package auth

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Keys is a warm function's copy of the signing keys. It is fetched again when it
// is five minutes old (AC8), and when a token names a key that it lacks, but then
// no more than once in ten seconds, so that made-up kids cost nothing.
type Keys struct {
	Fetch func(ctx context.Context) (map[string][]byte, error) // all active keys by kid
	Now   func() time.Time

	mu   sync.Mutex
	keys map[string][]byte
	at   time.Time
}

const (
	keysLast    = 5 * time.Minute
	keysRecheck = 10 * time.Second
)

// SigningKey is the key to sign with: the last active one by name, as roomctl names them
// by time.
func (k *Keys) SigningKey(ctx context.Context) (kid string, secret []byte, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil || k.Now().Sub(k.at) > keysLast {
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

// Key is the secret of a kid, or an error that names it.
func (k *Keys) Key(ctx context.Context, kid string) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	age := k.Now().Sub(k.at)
	_, known := k.keys[kid]
	if k.keys == nil || age > keysLast || (!known && age > keysRecheck) {
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
