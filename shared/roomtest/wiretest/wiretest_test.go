package wiretest_test

import (
	"flag"
	"maps"
	"os"
	"reflect"
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
	wiretest.Direct(t, server)
	wiretest.Expiry(t, server)
}

func TestStackInProcess(t *testing.T) { onStack(t, stack.Options{Lambda: stack.InProcess}) }

func TestStackWithRealBinaries(t *testing.T) { onStack(t, stack.Options{Lambda: stack.Process}) }

func TestStackInMemory(t *testing.T) { onStack(t, stack.Options{Store: stack.Memory}) }

func TestStackOnDisk(t *testing.T) { onStack(t, stack.Options{Store: stack.Disk}) }

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

// onStack runs the suite beside the suites of other stacks, since each mostly waits.
func onStack(t *testing.T, o stack.Options) {
	t.Parallel()
	if *url != "" {
		t.Skip("-url names another server")
	}
	s := started(t, o)
	t.Cleanup(func() {
		if done := s.Guard().Done(); o.Lambda != stack.Process && o.Store == "" && len(done) < 30 {
			t.Errorf("the functions made only the calls %q", done)
		}
	})
	server := target(s)
	t.Run("protocol", func(t *testing.T) { wiretest.Run(t, server) })
	t.Run("DC1_DC3_DC4_DC5_DC8_directChannels", func(t *testing.T) { wiretest.Direct(t, server) })
}

func TestDC5_DC6_eachModeOfDirectChannels(t *testing.T) {
	for _, c := range []struct {
		mode, servers string
		want          room.DirectChannels
	}{
		{"off", "", room.DirectChannels{}},
		{"lan", "", room.DirectChannels{Mode: room.DirectLAN, ICEServers: []string{}}},
		{"on", "stun:a.example:3478,stun:b.example", room.DirectChannels{
			Mode: room.DirectOn, ICEServers: []string{"stun:a.example:3478", "stun:b.example"},
		}},
		{"on", "", room.DirectChannels{
			Mode: room.DirectOn, ICEServers: []string{"stun:stun.kinesisvideo.us-east-1.amazonaws.com:443"},
		}},
	} {
		t.Run(c.mode+" "+c.servers, func(t *testing.T) {
			t.Parallel()
			s := started(t, stack.Options{Store: stack.Memory, Params: map[string]string{
				"DirectChannels": c.mode, "IceServers": c.servers,
			}})
			if got := wiretest.Direct(t, target(s)); !reflect.DeepEqual(got, c.want) {
				t.Errorf("the limits tell %+v, want %+v", got, c.want)
			}
		})
	}
}

// started returns a running stack with two rooms.
func started(t *testing.T, o stack.Options) *stack.Stack {
	t.Helper()
	params := map[string]string{"AllowedOrigins": "https://shop.example"}
	maps.Copy(params, o.Params)
	o.Params = params
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
