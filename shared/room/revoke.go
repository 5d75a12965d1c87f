package room

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"
)

// TokenID is a room token's jti.
type TokenID string

// TokenInfo is what a token can be revoked by.
type TokenInfo struct {
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

// Matches reports whether the token of that badge is revoked (AC11). One that does not
// say when it was issued counts as older than any revocation.
func (r Revocation) Matches(b TokenInfo) bool {
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
	Revoked(ctx context.Context, id ID, b TokenInfo) (bool, error)
}

// RevocationTTL is how long a revocation is kept; no token lasts longer (AC12).
const RevocationTTL = 366 * 24 * time.Hour

// TokenInfo is what the actor's token can be revoked by.
func (a Actor) TokenInfo() TokenInfo {
	return TokenInfo{Token: a.Token, User: a.User, Issued: a.Issued}
}

// revokeParallel bounds the connections that are closed at once. With it, 5,000 are closed
// in a fraction of the 29 s that the HTTP API has.
const revokeParallel = 64

// Revoke ends tokens, and the connections that were opened with them (AC11). It returns
// how many connections it closed. If some could not be closed, err is busy: revoking again
// closes those.
//
// The revocation is stored before the connections are listed, and a handshake stores its
// connection before it reads the revocations. So a handshake that is under way sees the
// revocation, or is seen here.
func (s *Service) Revoke(ctx context.Context, in Revocations, id ID, r Revocation) (closed int, err error) {
	if err := in.Revoke(ctx, id, r); err != nil {
		return 0, fmt.Errorf("revoke in %s: %w", id, err)
	}
	live, err := s.Store.ListConnections(ctx, id)
	if err != nil {
		return 0, fmt.Errorf("connections of %s: %w", id, err)
	}
	live = slices.DeleteFunc(live, func(a Actor) bool { return !r.Matches(a.TokenInfo()) })
	var done atomic.Int64
	inParallel(len(live), revokeParallel, func(n int) {
		c := live[n].Connection
		s.Broadcaster.Send(ctx, c, Rejected{Err: ErrRevoked})
		if s.Broadcaster.Close(ctx, c) == nil {
			done.Add(1)
		}
	})
	closed = int(done.Load())
	if open := len(live) - closed; open > 0 {
		err = &Error{Code: Busy, Message: fmt.Sprintf("%d of %d connections could not be closed. Send it again.", open, len(live))}
	}
	return closed, err
}

// ErrRevoked tells a connection, or a handshake, that its token was revoked.
var ErrRevoked = &Error{Code: TokenRevoked, Message: "Your access was ended."}
