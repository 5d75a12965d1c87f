// Package auth signs and verifies room tokens and invitations (SPEC §2).
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

// MinSecret is the minimum length of a signing key, in bytes. HS256 is as strong as its key
// up to that length.
const MinSecret = 32

// Claims are the claims of a room token.
type Claims struct {
	Room    room.ID
	Subject string // sub: the shop's id of the person, 1 to 128 characters
	Name    string // shown to the other peers
	Role    room.Role
	Expires time.Time
	ID      room.TokenID // jti, by which the token can be revoked; Mint replaces "" by a random one
	Issued  time.Time    // iat, whole milliseconds; Mint replaces the zero time by time.Now()
}

// TokenInfo returns the claims that a revocation is compared with.
func (c Claims) TokenInfo() room.TokenInfo {
	return room.TokenInfo{Token: c.ID, User: c.Subject, Issued: c.Issued}
}

// MaxTTL is the longest lifetime of a token. A revocation lasts at least as long (AC12).
const MaxTTL = room.RevocationTTL

// IssuedSkew is the maximum time by which a token's iat may be ahead of the server's clock.
// A token with a later iat is rejected, because a revocation made before that time would not
// cover it (AC11).
const IssuedSkew = 5 * time.Second

// IsID reports whether s is short enough for a sub or jti: at most 128 characters.
func IsID(s string) bool { return utf8.RuneCountInString(s) <= 128 }

type claims struct {
	Room string `json:"room"`
	Name string `json:"name"`
	Role string `json:"role"`
	registered
}

// Mint returns a token of c, signed with secret, the key of that kid. It returns an error for
// a missing or malformed claim and for a key shorter than MinSecret; it does not check MaxTTL.
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
		registered: registered{
			RegisteredClaims: jwt.RegisteredClaims{
				ID: string(c.ID), Subject: c.Subject, ExpiresAt: jwt.NewNumericDate(c.Expires),
			},
			IssuedAt: &issuedAt{c.Issued},
		},
	})
}

// KeySource returns the signing key of a kid, or an error.
type KeySource func(kid string) ([]byte, error)

// Verify returns the claims of a token that has all claims of AC1, is signed with a key of
// keys and is not past its exp. Its error is for the log: it must not be sent to the client,
// which is told only that the token is not valid.
func Verify(token string, keys KeySource, now time.Time) (Claims, error) {
	var m claims
	err := parse(token, &m, keys, now)
	if err != nil {
		return Claims{}, err
	}
	if slices.Contains(m.Audience, inviteAudience) {
		return Claims{}, errors.New("an invitation is not a room token")
	}
	c := Claims{
		Room: room.ID(m.Room), Subject: m.Subject, Name: wire.Name(m.Name), Role: room.Role(m.Role),
		Expires: m.ExpiresAt.Time, ID: room.TokenID(m.ID),
	}
	if m.IssuedAt != nil {
		c.Issued = m.IssuedAt.Time
	}
	if m.ExpiresAt.After(now.Add(MaxTTL)) {
		return Claims{}, fmt.Errorf("token lasts until %s, longer than a revocation", m.ExpiresAt)
	}
	return c, check(c)
}

// parse verifies a JWT and decodes its claims: HS256, a kid of keys, an exp that is not past,
// an iat at most IssuedSkew ahead, no ambiguous members.
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
			return nil, errors.New("token has no kid")
		}
		return keys(kid)
	}, options...)
	if err != nil {
		return err
	}
	if iat, _ := into.GetIssuedAt(); iat != nil && iat.After(now.Add(IssuedSkew)) {
		return fmt.Errorf("iat %s is in the future", iat)
	}
	return checkStrict(token)
}

// sign returns a JWT of the claims, signed with the key of that kid.
func sign(kid string, secret []byte, c jwt.Claims) (string, error) {
	if kid == "" || len(secret) < MinSecret {
		return "", fmt.Errorf("a signing key must have a name and at least %d bytes", MinSecret)
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
