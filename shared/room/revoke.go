package room

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
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

const (
	// closeParallel is the greatest number of connections that are closed at once. With it,
	// 5,000 are closed in a fraction of the 29 s that a request of the HTTP API may take.
	closeParallel = 64
	// handshakeTimeout is longer than a handshake can take: API Gateway waits at most 29 s for
	// $connect. A connection that is that old, and that API Gateway does not know, is closed.
	handshakeTimeout = 30 * time.Second
	// closeRounds bounds how often a connection is closed whose handshake is not over. closeAll
	// waits closeWait before the second round and twice as long before each further one.
	closeRounds = 6
	closeWait   = 100 * time.Millisecond
)

// Revoke stores a revocation and closes the connections that were opened with the tokens
// that it matches (AC11). It returns how many connections it closed. If some could not be
// closed, err has code Busy: the caller may revoke again to close those.
//
// Revoke stores the revocation and then lists the connections; a handshake stores its
// connection and then reads the revocations. So of a handshake and a revocation at the
// same time, at least one reads what the other stored. A connection whose handshake has read
// the revocations but is not over can't be closed yet: Revoke tries it again for 3 s.
func (s *Service) Revoke(ctx context.Context, in Revocations, id ID, r Revocation) (closed int, err error) {
	if err := in.Revoke(ctx, id, r); err != nil {
		return 0, fmt.Errorf("revoke in %s: %w", id, err)
	}
	return s.closeAll(ctx, id, func(a Actor) bool { return r.Matches(a.TokenInfo()) }, ErrRevoked)
}

// Expire closes the connections whose tokens expire at that time or earlier (AC6). It returns
// what Revoke returns. No connection is opened with such a token any more.
func (s *Service) Expire(ctx context.Context, id ID, at time.Time) (closed int, err error) {
	expired := func(a Actor) bool { return !a.Expires.IsZero() && !a.Expires.After(at) }
	return s.closeAll(ctx, id, expired, ErrExpired)
}

// closeAll sends the reason to the room's connections that match and closes them. It tries for
// some seconds to close a connection whose handshake may not be over.
func (s *Service) closeAll(
	ctx context.Context, id ID, matches func(Actor) bool, reason *Error,
) (closed int, err error) {
	var open map[ConnectionID]bool // those to close again; nil in the first round: all
	for round := range closeRounds {
		if round > 0 && !pause(ctx, closeWait<<(round-1)) {
			break
		}
		// A connection that was closed, or whose handshake failed, has no row.
		connections, err := s.Store.ListConnections(ctx, id)
		if err != nil {
			return closed, fmt.Errorf("connections of %s: %w", id, err)
		}
		connections = slices.DeleteFunc(connections, func(a Actor) bool {
			return !a.Cut.IsZero() || !matches(a) || round > 0 && !open[a.Connection]
		})
		var n int
		n, open = s.closeEach(ctx, connections, reason)
		closed += n
		if len(open) == 0 {
			return closed, nil
		}
	}
	message := fmt.Sprintf("%d connections could not be closed. Send it again.", len(open))
	return closed, &Error{Code: Busy, Message: message}
}

// closeEach sends the reason to the connections and closes them. It returns how many it closed,
// and those that are open or may still open.
func (s *Service) closeEach(
	ctx context.Context, connections []Actor, reason *Error,
) (closed int, open map[ConnectionID]bool) {
	var mu sync.Mutex
	open = map[ConnectionID]bool{}
	inParallel(len(connections), closeParallel, func(n int) {
		a := connections[n]
		s.Broadcaster.Send(ctx, a.Connection, Rejected{Err: reason})
		err := s.Broadcaster.Close(ctx, a.Connection)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			closed++
		case !errors.Is(err, ErrNoConnection) || s.now().Sub(a.Connected) < handshakeTimeout:
			open[a.Connection] = true
		}
	})
	return closed, open
}

// pause waits for d. It returns false if ctx ends before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// ErrRevoked is sent to a connection, or returned to a handshake, whose token was revoked.
var ErrRevoked = &Error{Code: TokenRevoked, Message: "Your access was ended."}

// ErrExpired is sent to a connection whose token has expired, or returned to its message or
// handshake (AC6).
var ErrExpired = &Error{
	Code:    TokenExpired,
	Message: "Your access has ended. Get a new token and connect again.",
}
