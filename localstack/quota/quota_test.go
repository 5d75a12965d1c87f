package quota

import (
	"testing"
	"time"
)

// allowed returns how many calls of take are allowed at once, out of 20,000.
func allowed(take func(time.Time) bool, now time.Time) (n int) {
	for range 20_000 {
		if take(now) {
			n++
		}
	}
	return n
}

func TestAccount_defaultsAreAWSs(t *testing.T) {
	a, now := New(Limits{}), time.Unix(0, 0)
	if requests, connects := allowed(a.Request, now), allowed(a.Connect, now); requests != 5_000 || connects != 500 {
		t.Errorf("%d requests and %d connections at once, want 5000 and 500", requests, connects)
	}
	now = now.Add(100 * time.Millisecond)
	if requests, connects := allowed(a.Request, now), allowed(a.Connect, now); requests != 1_000 || connects != 50 {
		t.Errorf("after 0.1 s %d requests and %d connections, want 1000 and 50", requests, connects)
	}
	if c := (Limits{}).WithDefaults().Concurrency; c != 1_000 {
		t.Errorf("concurrency %d, want 1000", c)
	}
}

func TestAccount_withoutLimits(t *testing.T) {
	var none *Account
	for _, a := range []*Account{none, New(Limits{RequestRate: -1, ConnectRate: -1})} {
		now := time.Unix(0, 0)
		if requests, connects := allowed(a.Request, now), allowed(a.Connect, now); requests+connects != 40_000 {
			t.Errorf("%d requests and %d connections", requests, connects)
		}
	}
}
