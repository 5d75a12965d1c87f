package gateway

import (
	"sync"
	"time"

	"homstyle.dev/planner/localstack/template"
)

// throttles holds one token bucket for each route, as a stage's route settings do.
type throttles struct {
	now func() time.Time

	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	limit  template.Throttle
	tokens float64
	last   time.Time
}

func newThrottles(api template.API, now func() time.Time) *throttles {
	t := &throttles{now: now, buckets: map[string]*bucket{}}
	for key, route := range api.Routes {
		limit := api.Throttle
		if route.Throttle != nil {
			limit = *route.Throttle
		}
		t.buckets[key] = &bucket{limit: limit, tokens: float64(limit.Burst), last: now()}
	}
	return t
}

// allow takes a token from the route's bucket. It returns true for a route without a limit.
func (t *throttles) allow(route string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.buckets[route]
	if b == nil || b.limit.Rate == 0 {
		return true
	}
	now := t.now()
	b.tokens = min(float64(b.limit.Burst), b.tokens+now.Sub(b.last).Seconds()*b.limit.Rate)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
