package stack

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"homstyle.dev/planner/localstack/params"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// kid is the id of the key that the local stack signs tokens with.
const kid = "dev"

// openParams opens the parameter store and creates the signing key if there is none.
func (s *Stack) openParams(context.Context) (err error) {
	if s.params, err = params.Open(s.data.path(paramsFile)); err != nil {
		return err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never returns an error
	_, err = s.params.Put(s.keyName(), base64.RawURLEncoding.EncodeToString(secret), "SecureString", false)
	if errors.Is(err, params.ErrExists) {
		return nil
	}
	return err
}

// keyPath returns the path under which the template's authorizer reads the keys.
func (s *Stack) keyPath() string {
	for _, f := range s.template.Functions {
		if path := f.Env["KEY_PATH"]; path != "" {
			return path
		}
	}
	return "/homstyle/local/keys/"
}

func (s *Stack) keyName() string { return s.keyNamed(kid) }

func (s *Stack) keyNamed(id string) string { return strings.TrimRight(s.keyPath(), "/") + "/" + id }

// Mint signs a room token, as a shop's back end does.
func (s *Stack) Mint(roomID, sub, name, role string, ttl time.Duration) (string, error) {
	secret, err := s.key(kid)
	if err != nil {
		return "", err
	}
	return auth.Mint(kid, secret, auth.Claims{
		Room: room.ID(roomID), Subject: sub, Name: name, Role: room.Role(role), Expires: time.Now().Add(ttl),
	})
}

// key returns the secret of the key with the id.
func (s *Stack) key(id string) ([]byte, error) {
	secret, ok := s.params.Get(s.keyNamed(id))
	if !ok {
		return nil, fmt.Errorf("there is no key %s: add it with roomctl, or start with -fresh", s.keyNamed(id))
	}
	return []byte(secret), nil
}
