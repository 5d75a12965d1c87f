// Package quota limits what all APIs and functions of an AWS account use together, in one region.
package quota

import (
	"cmp"
	"time"

	"golang.org/x/time/rate"
)

// Limits are the quotas of an account. A zero value is AWS's default; with a negative one there is no
// limit.
type Limits struct {
	// RequestRate and RequestBurst are the token bucket of all requests to API Gateway: handshakes and
	// messages of clients, requests to @connections, and requests to HTTP APIs. The defaults are 10,000 a
	// second and 5,000.
	RequestRate  float64
	RequestBurst int
	// ConnectRate is the number of new WebSocket connections in a second, 500 by default.
	ConnectRate float64
	// Concurrency is the number of concurrent invocations of all functions, 1,000 by default. A new
	// account has fewer, commonly 10.
	Concurrency int
}

// WithDefaults returns the limits with AWS's defaults for zero values.
func (l Limits) WithDefaults() Limits {
	return Limits{
		RequestRate:  cmp.Or(l.RequestRate, 10_000),
		RequestBurst: cmp.Or(l.RequestBurst, 5_000),
		ConnectRate:  cmp.Or(l.ConnectRate, 500),
		Concurrency:  cmp.Or(l.Concurrency, 1_000),
	}
}

// Account counts the requests of an account. All its APIs share one. Nil has no limits.
type Account struct {
	requests, connects *rate.Limiter
}

// New returns an account with these limits, which may have zero values.
func New(l Limits) *Account {
	l = l.WithDefaults()
	return &Account{
		requests: limiter(l.RequestRate, l.RequestBurst),
		connects: limiter(l.ConnectRate, max(1, int(l.ConnectRate))),
	}
}

func limiter(perSecond float64, burst int) *rate.Limiter {
	if perSecond < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(perSecond), burst)
}

// Request reports whether the account allows another request to an API, and counts it.
func (a *Account) Request(now time.Time) bool { return a == nil || a.requests.AllowN(now, 1) }

// Connect reports whether the account allows another WebSocket connection, and counts it.
func (a *Account) Connect(now time.Time) bool { return a == nil || a.connects.AllowN(now, 1) }
