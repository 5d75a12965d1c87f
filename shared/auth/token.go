// Package auth mints and verifies room tokens: who may enter which room, and as
// what (SPEC §2).
package auth

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// MinSecret is the length of the shortest signing key, in bytes: HS256 is as strong
// as its key, up to 32.
const MinSecret = 32

// Claims are what a room token says.
type Claims struct {
	Room    room.ID
	Subject string // who, in the shop's own terms; 1 to 128 characters
	Name    string // what other people see
	Role    room.Role
	Expires time.Time
	ID      room.TokenID // jti, by which it can be revoked; "" has Mint make one
	Issued  time.Time    // iat, whole seconds; Mint takes the present for the zero time
}

// MaxTTL is how long a token may last: no longer than a revocation (AC12).
const MaxTTL = room.RevocationTTL

// IssuedSkew is how far a signer's clock may be ahead of ours. A token whose iat is
// further ahead is refused: no revocation until that time would cover it (AC11).
const IssuedSkew = 5 * time.Second

// IsID reports whether a sub or jti is no longer than 128 characters.
func IsID(s string) bool { return utf8.RuneCountInString(s) <= 128 }

type claims struct {
	Room string `json:"room"`
	Name string `json:"name"`
	Role string `json:"role"`
	jwt.RegisteredClaims
}

// Mint signs a token with the key of that kid.
func Mint(kid string, secret []byte, c Claims) (string, error) {
	if c.ID == "" {
		c.ID = room.TokenID(rand.Text())
	}
	if c.Issued.IsZero() {
		c.Issued = time.Now()
	}
	if err := check(c); err != nil {
		return "", err
	}
	return sign(kid, secret, claims{
		Room: string(c.Room), Name: c.Name, Role: string(c.Role),
		RegisteredClaims: jwt.RegisteredClaims{
			ID: string(c.ID), Subject: c.Subject, IssuedAt: jwt.NewNumericDate(c.Issued), ExpiresAt: jwt.NewNumericDate(c.Expires),
		},
	})
}

// KeySource finds a signing key by its kid.
type KeySource func(kid string) ([]byte, error)

// Verify reads a token that is whole, signed by a known key, and not past its end
// (AC1). Its error is for the log; the one who knocks learns only that it failed.
func Verify(token string, keys KeySource, now time.Time) (Claims, error) {
	var m claims
	err := parse(token, &m, keys, now)
	if err != nil {
		return Claims{}, err
	}
	if slices.Contains(m.Audience, inviteAudience) {
		return Claims{}, errors.New("an invitation is no token")
	}
	c := Claims{
		Room: room.ID(m.Room), Subject: m.Subject, Name: wire.Name(m.Name), Role: room.Role(m.Role),
		Expires: m.ExpiresAt.Time, ID: room.TokenID(m.ID),
	}
	if m.IssuedAt != nil {
		c.Issued = m.IssuedAt.Time
	}
	if m.ExpiresAt.After(now.Add(MaxTTL)) {
		return Claims{}, fmt.Errorf("token lasts until %s, longer than a revocation would", m.ExpiresAt)
	}
	return c, check(c)
}

// parse reads a JWT of ours: HS256, of a known key, with an end that is not past.
func parse(token string, into jwt.Claims, keys KeySource, now time.Time, more ...jwt.ParserOption) error {
	options := append(more,
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(func() time.Time { return now }),
	)
	_, err := jwt.ParseWithClaims(token, into, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		if kid == "" {
			return nil, errors.New("token names no key")
		}
		return keys(kid)
	}, options...)
	if err != nil {
		return err
	}
	if iat, _ := into.GetIssuedAt(); iat != nil && iat.After(now.Add(IssuedSkew)) {
		return fmt.Errorf("token was issued at %s, which is still to come", iat)
	}
	return checkStrict(token)
}

// sign makes a JWT of the claims with the key of that kid.
func sign(kid string, secret []byte, c jwt.Claims) (string, error) {
	if kid == "" || len(secret) < MinSecret {
		return "", fmt.Errorf("a signing key has a name and at least %d bytes", MinSecret)
	}
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, c)
	t.Header["kid"] = kid
	return t.SignedString(secret)
}

func check(c Claims) error {
	if _, err := wire.RoomID(string(c.Room)); err != nil {
		return err
	}
	switch {
	case !IsID(string(c.ID)):
		return errors.New("jti must be at most 128 characters")
	case c.Subject == "" || !IsID(c.Subject):
		return errors.New("sub must be 1 to 128 characters")
	case wire.Name(c.Name) == "":
		return errors.New("name is missing")
	case !c.Role.Valid():
		return unknownRole(c.Role)
	case c.Expires.IsZero():
		return errors.New("exp is missing")
	}
	return nil
}
