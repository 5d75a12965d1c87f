package wiretest_test

import (
	"flag"
	"os"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/wiretest"
)

// With -url the suite runs against that server, for example a deployed one.
var (
	url    = flag.String("url", "", "WebSocket URL of a running server, its stage included")
	kid    = flag.String("kid", "", "with -url: name of the signing key, whose secret is HOMSTYLE_SECRET")
	inRoom = flag.String("room", "wiretest", "with -url: a room that exists")
	other  = flag.String("other-room", "wiretest-other", "with -url: another room that exists")
	origin = flag.String("origin", "", "with -url: an allowed origin")
)

func TestRunningServer(t *testing.T) {
	if *url == "" {
		return // the stacks below are tested by default
	}
	server := wiretest.Target{
		URL: *url, Room: room.ID(*inRoom), Other: room.ID(*other), Origin: *origin,
		Mint: func(id, sub, name, role string, ttl time.Duration) (string, error) {
			return auth.Mint(*kid, []byte(os.Getenv("HOMSTYLE_SECRET")), auth.Claims{
				Room:    room.ID(id),
				Subject: sub,
				Name:    name,
				Role:    room.Role(role),
				Expires: time.Now().Add(ttl),
			})
		},
	}
	wiretest.Run(t, server)
	wiretest.Expiry(t, server)
}

func TestStackInProcess(t *testing.T) { onStack(t, stack.Options{Lambda: stack.InProcess}) }

func TestStackWithRealBinaries(t *testing.T) { onStack(t, stack.Options{Lambda: stack.Process}) }

// These two mostly wait, so they do it together.
func TestStackInMemory(t *testing.T) {
	t.Parallel()
	onStack(t, stack.Options{Store: stack.Memory})
}

func TestStackOnDisk(t *testing.T) {
	t.Parallel()
	onStack(t, stack.Options{Store: stack.Disk})
}

func TestBC5_BC8_crowdGetsBundles(t *testing.T) {
	for name, o := range map[string]stack.Options{
		"in memory": {Store: stack.Memory}, "on disk": {Store: stack.Disk}, "in DynamoDB": {},
	} {
		o.Account = quota.Limits{RequestRate: -1} // so many peers that join at once exceed an account's
		t.Run(name, func(t *testing.T) { wiretest.Crowd(t, target(started(t, o)), 230) })
	}
}

func TestAC6_silentConnectionIsClosedAfterItsTokenExpired(t *testing.T) {
	for name, o := range map[string]stack.Options{
		"in memory": {Store: stack.Memory}, "real binaries": {Lambda: stack.Process},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wiretest.Expiry(t, target(started(t, o)))
		})
	}
}

func onStack(t *testing.T, o stack.Options) {
	if *url != "" {
		t.Skip("-url names another server")
	}
	s := started(t, o)
	t.Cleanup(func() {
		if done := s.Guard().Done(); o.Lambda != stack.Process && o.Store == "" && len(done) < 30 {
			t.Errorf("the functions made only the calls %q", done)
		}
	})
	wiretest.Run(t, target(s))
}

// started returns a running stack with two rooms.
func started(t *testing.T, o stack.Options) *stack.Stack {
	t.Helper()
	o.Params = map[string]string{"AllowedOrigins": "https://shop.example"}
	o.IAM = o.Lambda != stack.Process
	s, err := stack.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		for _, call := range s.Guard().Denied() {
			t.Errorf("the role in the template does not allow %s", call)
		}
	})
	for n, id := range []room.ID{"here", "elsewhere"} {
		stamp := room.Origin{Peer: "maker", Op: room.Op(n + 1), At: time.Now()}
		if err := s.Store().Create(t.Context(), id, stamp, roomtest.Plan()); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func target(s *stack.Stack) wiretest.Target {
	return wiretest.Target{
		URL: s.WSURL(), Room: "here", Other: "elsewhere", Mint: s.Mint,
		Origin: "https://shop.example", Foreign: "https://evil.example",
	}
}
