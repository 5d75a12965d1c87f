package room

import (
	"context"
	"fmt"
	"time"
)

// TokenID is a room token's jti.
type TokenID string

// Badge is what a token can be revoked by.
type Badge struct {
	Token  TokenID // "" where it has no jti
	User   string
	Issued time.Time // zero where it has no iat
}

// Revocation ends tokens of one room before their time: the one of that jti, those of
// a user that were issued up to Before, or, without either, all that were.
type Revocation struct {
	Token  TokenID
	User   string
	Before time.Time
}

// Covers reports whether the token of that badge is revoked (AC11). One that does not
// say when it was issued counts as older than any revocation.
func (r Revocation) Covers(b Badge) bool {
	if r.Token != "" {
		return b.Token == r.Token
	}
	return (r.User == "" || b.User == r.User) && !b.Issued.After(r.Before)
}

// Revocations keeps which tokens are not taken any more.
type Revocations interface {
	// Revoke keeps a revocation for at least RevocationLife.
	Revoke(ctx context.Context, id ID, r Revocation) error
	// Revoked reports whether any revocation that was acknowledged before the call
	// covers the badge.
	Revoked(ctx context.Context, id ID, b Badge) (bool, error)
}

// RevocationLife is how long a revocation is kept; no token lasts longer (AC12).
const RevocationLife = 366 * 24 * time.Hour

// Badge is what the actor's token can be revoked by.
func (a Actor) Badge() Badge { return Badge{Token: a.Token, User: a.User, Issued: a.Issued} }

// Revoke ends tokens, and the connections that were opened with them (AC11). It
// returns how many connections it closed. pause is slept between two looks: a
// handshake that was under way at the first is over by the second.
func (s *Service) Revoke(ctx context.Context, in Revocations, id ID, r Revocation, pause func()) (int, error) {
	if err := in.Revoke(ctx, id, r); err != nil {
		return 0, fmt.Errorf("revoke in %s: %w", id, err)
	}
	closed := map[ConnectionID]bool{}
	for look := range 2 {
		if look > 0 {
			pause()
		}
		live, err := s.Store.Live(ctx, id)
		if err != nil {
			return len(closed), fmt.Errorf("connections of %s: %w", id, err)
		}
		for _, a := range live {
			if r.Covers(a.Badge()) {
				s.Broadcast.Tell(ctx, a.Connection, Refused{Err: &RuleError{Kind: TokenRevoked, Message: "Your access was ended."}})
				_ = s.Broadcast.Close(ctx, a.Connection)
				closed[a.Connection] = true
			}
		}
	}
	return len(closed), nil
}
