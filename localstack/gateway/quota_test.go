package gateway

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi/types"

	"homstyle.dev/planner/localstack/quota"
)

// startShared serves two APIs of one account whose clock stands still: the account's buckets do not refill.
func startShared(t *testing.T, l quota.Limits) (one, other *stage) {
	t.Helper()
	account, now := quota.New(l), time.Now()
	share := func(c *Config) { c.Quota, c.Now = account, func() time.Time { return now } }
	return start(t, share), start(t, share)
}

// A handshake, a message (of a mock route, too) and a request to @connections take one token each, in all APIs of the account.
func TestQuota_requestsOfAllAPIsShareABucket(t *testing.T) {
	one, other := startShared(t, quota.Limits{RequestRate: 1, RequestBurst: 5})
	ws := one.dial(t)
	id := one.connectionID(t)
	send(t, ws, `{"action":"ping"}`)
	receive(t, ws)
	if err := one.post(id, "hello"); err != nil {
		t.Errorf("a post within the quota: %v", err)
	}
	receive(t, ws)
	other.dial(t)
	var gone *types.GoneException
	if err := other.delete("L0SM9cOFvHcCIhw="); !errors.As(err, &gone) {
		t.Errorf("a request within the quota: %v", err)
	}

	var throttled *types.LimitExceededException
	if err := one.post(id, "x"); !errors.As(err, &throttled) {
		t.Errorf("a post over the quota: %v", err)
	}
	if err := other.delete(id); !errors.As(err, &throttled) {
		t.Errorf("a request over the quota: %v", err)
	}
	send(t, ws, `{"action":"ping"}`)
	if got := receive(t, ws); !strings.Contains(got, "Too Many Requests") {
		t.Errorf("a message over the quota is answered %s", got)
	}
	if _, res, err := other.tryDial("homstyle.v2"); err == nil || res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a handshake over the quota: %v", res)
	}
}

func TestQuota_newConnectionsOfAllAPIs(t *testing.T) {
	one, other := startShared(t, quota.Limits{ConnectRate: 2})
	one.dial(t)
	other.dial(t)
	if _, res, err := one.tryDial("homstyle.v2"); err == nil || res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the third connection in a second: %v", res)
	}
	one.event(t, "auth") // the refused handshake invoked no authorizer
}
