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

// TokenInfo has the claims of a token that a Revocation is compared with.
type TokenInfo struct {
	Token  TokenID   // jti; "" if it has none
	User   string    // sub
	Issued time.Time // iat; zero if it has none
}

// Revocation revokes tokens of one room: the one with the jti Token; else those of User
// that were issued up to Before; else, if both are "", all that were issued up to Before.
type Revocation struct {
	Token  TokenID
	User   string
	Before time.Time
}

// Matches reports whether r revokes the token t (AC11). A token without iat counts as
// issued before any revocation.
func (r Revocation) Matches(t TokenInfo) bool {
	if r.Token != "" {
		return t.Token == r.Token
	}
	return (r.User == "" || t.User == r.User) && !t.Issued.After(r.Before)
}

// Revocations stores the revocations of rooms.
type Revocations interface {
	// Revoke stores a revocation for at least RevocationTTL.
	Revoke(ctx context.Context, id ID, r Revocation) error
	// Revoked reports whether any revocation that was acknowledged before the call
	// matches t.
	Revoked(ctx context.Context, id ID, t TokenInfo) (bool, error)
}

// RevocationTTL is how long a revocation is stored. No token lasts longer (AC12).
const RevocationTTL = 366 * 24 * time.Hour

// TokenInfo returns the claims of the actor's token.
func (a Actor) TokenInfo() TokenInfo {
	return TokenInfo{Token: a.Token, User: a.User, Issued: a.Issued}
}

// revokeParallel is the greatest number of connections that are closed at once. With it,
// 5,000 are closed in a fraction of the 29 s that a request of the HTTP API may take.
const revokeParallel = 64

// Revoke stores a revocation and closes the connections that were opened with the tokens
// that it matches (AC11). It returns how many connections it closed. If some could not be
// closed, err has code Busy: the caller may revoke again to close those.
//
// Revoke stores the revocation and then lists the connections; a handshake stores its
// connection and then reads the revocations. So of a handshake and a revocation at the
// same time, at least one reads what the other stored.
func (s *Service) Revoke(ctx context.Context, in Revocations, id ID, r Revocation) (closed int, err error) {
	if err := in.Revoke(ctx, id, r); err != nil {
		return 0, fmt.Errorf("revoke in %s: %w", id, err)
	}
	revoked, err := s.Store.ListConnections(ctx, id)
	if err != nil {
		return 0, fmt.Errorf("connections of %s: %w", id, err)
	}
	revoked = slices.DeleteFunc(revoked, func(a Actor) bool { return !r.Matches(a.TokenInfo()) })
	var done atomic.Int64
	inParallel(len(revoked), revokeParallel, func(n int) {
		c := revoked[n].Connection
		s.Broadcaster.Send(ctx, c, Rejected{Err: ErrRevoked})
		if s.Broadcaster.Close(ctx, c) == nil {
			done.Add(1)
		}
	})
	closed = int(done.Load())
	if open := len(revoked) - closed; open > 0 {
		message := fmt.Sprintf("%d of %d connections could not be closed. Send it again.", open, len(revoked))
		err = &Error{Code: Busy, Message: message}
	}
	return closed, err
}

// ErrRevoked is sent to a connection, or returned to a handshake, whose token was revoked.
var ErrRevoked = &Error{Code: TokenRevoked, Message: "Your access was ended."}
