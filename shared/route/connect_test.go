package route_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
)

// connect invokes $connect for a user whose token was issued at that time. It returns the
// status that API Gateway gets.
func (s *fixture) connect(user string, jti room.TokenID, issued time.Time) int {
	s.t.Helper()
	who := person{peer: user, role: "editor", connection: room.ConnectionID("c-" + user)}.context()
	who["userId"], who["jti"], who["issuedAt"] = user, string(jti), fmt.Sprint(issued.UnixMilli())
	payload, err := json.Marshal(map[string]any{
		"requestContext": map[string]any{
			"routeKey": "$connect", "connectionId": "c-" + user, "authorizer": who,
			"connectedAt": now.UnixMilli(),
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	out, err := route.Connect(s.deps).Invoke(s.t.Context(), payload)
	if err != nil {
		s.t.Fatal(err)
	}
	var answer struct {
		StatusCode int `json:"statusCode"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode
}

func (s *fixture) connections() []room.Actor {
	s.t.Helper()
	live, err := s.store.ListConnections(s.t.Context(), "vardagsrum")
	if err != nil {
		s.t.Fatal(err)
	}
	return live
}

func TestAC11_revokedTokenIsRefusedAtTheHandshake(t *testing.T) {
	for name, r := range map[string]room.Revocation{
		"of its jti": {Token: "t1"}, "of its user": {User: "u1", Before: now}, "of all": {Before: now},
	} {
		s := newFixture(t)
		if got := s.connect("u1", "t1", now); got != 200 {
			t.Errorf("before the revocation %s: %d, want 200", name, got)
		}
		if err := s.store.Revoke(t.Context(), "vardagsrum", r); err != nil {
			t.Fatal(err)
		}
		if got := s.connect("u1", "t1", now); got != 403 || len(s.connections()) != 0 {
			t.Errorf("revocation %s: %d and %d connections, want 403 and none", name, got, len(s.connections()))
		}
		if got := s.connect("u2", "t2", now.Add(time.Second)); got != 200 {
			t.Errorf("revocation %s: a later token of another user gets %d, want 200", name, got)
		}
	}
}

// interleaved is a store that calls a function in the middle of a handshake: beforePut before
// the connection is stored, afterRead after the revocations were read.
type interleaved struct {
	*memory.Store
	beforePut, afterRead func()
}

func (o interleaved) PutConnection(ctx context.Context, a room.Actor) error {
	o.beforePut()
	return o.Store.PutConnection(ctx, a)
}

func (o interleaved) Revoked(ctx context.Context, id room.ID, b room.TokenInfo) (bool, error) {
	revoked, err := o.Store.Revoked(ctx, id, b)
	o.afterRead()
	return revoked, err
}

// Of a concurrent handshake and revocation, at least one must see the other. API Gateway does
// not know a connection before its handshake is over, so that a revocation during it can't
// close the connection.
func TestAC11_handshakeAndRevocationDoNotMissEachOther(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after bool
		status        int
		during, again room.Code // of the revocation, and of one after the handshake
		closed        int
	}{
		{"before the connection is stored", true, false, 403, "", "", 0},
		{"after the revocations were read", false, true, 200, room.Busy, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newFixture(t)
				revoke := func() room.Code {
					_, err := s.deps.Service.Revoke(t.Context(), s.store, "vardagsrum", room.Revocation{Token: "t1"})
					if err == nil {
						return ""
					}
					return room.CodeOf(err)
				}
				during := func(now bool) func() {
					return func() {
						if !now {
							return
						}
						if got := revoke(); got != c.during {
							t.Errorf("a revocation during the handshake: %q, want %q", got, c.during)
						}
					}
				}
				store := interleaved{s.store, during(c.before), during(c.after)}
				s.deps.Store, s.deps.Revocations = store, store
				s.handshake = true
				if got := s.connect("u1", "t1", now); got != c.status {
					t.Errorf("status %d, want %d", got, c.status)
				}
				s.handshake = false
				if got := revoke(); got != c.again || len(s.closed) != c.closed {
					t.Errorf("a revocation after it: %q and %d closed, want %q and %d",
						got, len(s.closed), c.again, c.closed)
				}
			})
		})
	}
}
