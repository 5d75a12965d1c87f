// Package faults injects faults into the local stack. Requests to @connections are slow, lost,
// refused (410, 429, 503), reset or never answered; invocations are killed; and functions find
// their connections closed after a freeze. There are no faults until [Faults.Set] is called. The
// same settings always give the same faults.
package faults

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"sync"
	"time"

	"homstyle.dev/planner/localstack/gateway"
)

// Settings are the faults to inject. Shares are from 0 (never) to 1 (always). The zero value
// injects none.
type Settings struct {
	Seed            uint64  `json:"seed"`
	LatencyMs       int     `json:"latencyMs"`       // before each POST and DELETE, in milliseconds
	DropPosts       float64 `json:"dropPosts"`       // share of POSTs answered 200 and not delivered
	Gone            float64 `json:"gone"`            // share answered 410 though the connection is open
	GoneDelivered   float64 `json:"goneDelivered"`   // share answered 410 and delivered
	Throttle        float64 `json:"throttle"`        // share answered 429
	ServerError     float64 `json:"serverError"`     // share answered 503
	Reset           float64 `json:"reset"`           // share whose TCP connection is reset; half are delivered
	Hang            float64 `json:"hang"`            // share that is not answered until the caller's timeout
	Freeze          float64 `json:"freeze"`          // share of invocations that find all idle connections closed
	KillFunction    string  `json:"killFunction"`    // physical name or folder; "*": all
	KillProbability float64 `json:"killProbability"` // share of its invocations that are killed
	KillAfterMs     int     `json:"killAfterMs"`     // time until the kill, in milliseconds; 0: before the start
}

func (s Settings) check() error {
	for _, share := range []struct {
		name string
		of   float64
	}{
		{"dropPosts", s.DropPosts},
		{"gone", s.Gone},
		{"goneDelivered", s.GoneDelivered},
		{"throttle", s.Throttle},
		{"serverError", s.ServerError},
		{"reset", s.Reset},
		{"hang", s.Hang},
		{"freeze", s.Freeze},
		{"killProbability", s.KillProbability},
		{"the sum of the shares of requests", s.faulty()},
	} {
		if share.of < 0 || share.of > 1 {
			return fmt.Errorf("%s must be 0 to 1, not %v", share.name, share.of)
		}
	}
	if s.LatencyMs < 0 || s.KillAfterMs < 0 {
		return errors.New("latencyMs and killAfterMs must not be negative")
	}
	return nil
}

// faulty returns the share of requests that have a fault.
func (s Settings) faulty() (sum float64) {
	for _, o := range s.outcomes() {
		sum += o.share
	}
	return sum
}

type outcomeShare struct {
	outcome gateway.Outcome
	share   float64
}

// outcomes returns the share of each outcome, in the order in which a number from 0 to 1 selects
// among them.
func (s Settings) outcomes() []outcomeShare {
	return []outcomeShare{
		{gateway.Drop, s.DropPosts},
		{gateway.Gone, s.Gone},
		{gateway.Throttle, s.Throttle},
		{gateway.GoneDelivered, s.GoneDelivered},
		{gateway.ServerError, s.ServerError},
		{gateway.Reset, s.Reset / 2},
		{gateway.ResetDelivered, s.Reset / 2},
		{gateway.Hang, s.Hang},
	}
}

// Faults decides which faults happen. Its zero value injects none. The outcome of the n-th POST,
// of the n-th DELETE and of the n-th invocation of each function depends only on the seed and n, so
// that a failing run can be repeated regardless of the order of its goroutines.
type Faults struct {
	mu       sync.Mutex
	settings Settings
	counts   map[string]uint64
}

// Set replaces the settings and restarts the counters.
func (f *Faults) Set(s Settings) error {
	if err := s.check(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settings, f.counts = s, map[string]uint64{}
	return nil
}

// draw returns the settings and the next number of the given kind, from 0 to 1.
func (f *Faults) draw(kind string) (Settings, float64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.settings == (Settings{}) {
		return f.settings, 1
	}
	f.counts[kind]++
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s %d", f.settings.Seed, kind, f.counts[kind])
	// FNV's high bits hardly change with short inputs, so mix them.
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return f.settings, float64(x>>11) / (1 << 53)
}

var _ gateway.Faults = (*Faults)(nil)

// Post returns the outcome of the next POST request.
func (f *Faults) Post() (gateway.Outcome, time.Duration) { return f.request("post") }

// Delete returns the outcome of the next DELETE request. The share dropPosts does not apply to it.
func (f *Faults) Delete() (gateway.Outcome, time.Duration) {
	outcome, latency := f.request("delete")
	if outcome == gateway.Drop {
		outcome = gateway.Deliver
	}
	return outcome, latency
}

// request returns the outcome of the next request of the given kind.
func (f *Faults) request(kind string) (gateway.Outcome, time.Duration) {
	s, x := f.draw(kind)
	latency := time.Duration(s.LatencyMs) * time.Millisecond
	for _, o := range s.outcomes() {
		if x < o.share {
			return o.outcome, latency
		}
		x -= o.share
	}
	return gateway.Deliver, latency
}

// Freeze reports whether the function was frozen before this invocation for so long that its idle
// connections were closed.
func (f *Faults) Freeze(name string) bool {
	s, x := f.draw("freeze " + name)
	return x < s.Freeze
}

// Freezes reports whether functions are ever frozen.
func (f *Faults) Freezes() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.settings.Freeze > 0
}

// ErrKilled is the error of a killed invocation.
var ErrKilled = errors.New("killed by a fault")

// Kill returns the context of an invocation of the function. If the invocation is to be killed,
// the context ends in time, with the cause ErrKilled.
func (f *Faults) Kill(ctx context.Context, name, folder string) (context.Context, context.CancelFunc) {
	s, x := f.draw("invoke " + name)
	if (s.KillFunction != "*" && s.KillFunction != name && s.KillFunction != folder) || x >= s.KillProbability {
		return ctx, func() {}
	}
	return context.WithTimeoutCause(ctx, time.Duration(s.KillAfterMs)*time.Millisecond, ErrKilled)
}

// Handler serves the admin interface: PUT sets Settings as JSON; GET returns them.
func (f *Faults) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			var s Settings
			in := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10))
			in.DisallowUnknownFields()
			err := in.Decode(&s)
			if err == nil {
				err = f.Set(s)
			}
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
		}
		f.mu.Lock()
		s := f.settings
		f.mu.Unlock()
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(s)
	})
}
