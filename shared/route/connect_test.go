package route_test

import (
	"context"
	"errors"
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

// expiries records the scheduled times. It returns err.
type expiries struct {
	at  []time.Time
	err error
}

func (e *expiries) ScheduleExpiry(_ context.Context, id room.ID, at time.Time) error {
	if id != "vardagsrum" {
		return fmt.Errorf("the room %s", id)
	}
	e.at = append(e.at, at)
	return e.err
}

// expiry is the exp of the fixture's tokens.
var expiry = time.Unix(1795600000, 0)

func TestAC6_handshakeSchedulesTheEndOfItsToken(t *testing.T) {
	for name, tt := range map[string]struct {
		left        time.Duration // the token's lifetime at the handshake
		err         error
		status      int
		schedules   int
		connections int
	}{
		"an hour":                            {time.Hour, nil, 200, 1, 1},
		"longer than API Gateway keeps it":   {2*time.Hour + time.Second, nil, 200, 0, 1},
		"the schedule fails":                 {time.Hour, errors.New("throttled"), 200, 1, 1},
		"it expires during the handshake":    {0, nil, 403, 1, 0},
		"it has expired before, by a second": {-time.Second, nil, 403, 1, 0},
	} {
		s := newFixture(t)
		e := &expiries{err: tt.err}
		s.deps.Expiries, s.deps.Now = e, func() time.Time { return expiry.Add(-tt.left) }
		if got := s.connect("u1", "t1", now); got != tt.status || len(s.connections()) != tt.connections {
			t.Errorf("%s: %d and %d connections, want %d and %d",
				name, got, len(s.connections()), tt.status, tt.connections)
		}
		if len(e.at) != tt.schedules || len(e.at) == 1 && !e.at[0].Equal(expiry) {
			t.Errorf("%s: scheduled at %v, want %d at %v", name, e.at, tt.schedules, expiry)
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
