package gateway

import (
	"time"

	"golang.org/x/time/rate"

	"homstyle.dev/planner/localstack/template"
)

// throttles has a token bucket for each route with a limit, as a stage's route settings do.
type throttles map[string]*rate.Limiter

func newThrottles(api template.API) throttles {
	t := throttles{}
	for key, route := range api.Routes {
		limit := api.Throttle
		if route.Throttle != nil {
			limit = *route.Throttle
		}
		if limit.Rate > 0 {
			t[key] = rate.NewLimiter(rate.Limit(limit.Rate), limit.Burst)
		}
	}
	return t
}

// allow takes a token from the route's bucket. It returns true for a route without a limit.
func (t throttles) allow(route string, now time.Time) bool {
	limit := t[route]
	return limit == nil || limit.AllowN(now, 1)
}

// allow takes a token from the bucket of the route, and then one from that of the account.
func (g *Gateway) allow(route string) bool {
	now := g.cfg.Now()
	return g.throttle.allow(route, now) && g.cfg.Quota.Request(now)
}
