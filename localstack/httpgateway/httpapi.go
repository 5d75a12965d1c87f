// Package httpgateway serves an HTTP API as Amazon API Gateway does. It selects the route by method
// and path, verifies IAM signatures, answers CORS preflight requests, applies one throttle to all
// routes, and invokes functions with events of payload format 2.0.
package httpgateway

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/sigv4"
	"homstyle.dev/planner/localstack/template"
)

// Invoker runs functions by their physical name and returns their JSON answer. Implementations must
// be safe for concurrent use.
type Invoker interface {
	Invoke(ctx context.Context, function string, payload []byte) ([]byte, error)
}

// Config is the configuration of an API.
type Config struct {
	API     template.HTTPAPI
	Prefix  string // path where the API is mounted, such as /api; events do not have it
	Region  string
	Account string
	Keys    map[string]string // secret by access key
	Invoker Invoker
	Quota   *quota.Account // shared with the account's other APIs; nil for no limits
	Log     *slog.Logger
	Now     func() time.Time // default time.Now
}

// maxBody is API Gateway's limit of a payload, in bytes.
const maxBody = 10 << 20

// New returns the API's handler, to be mounted at Prefix.
func New(c Config) http.Handler {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	a := &api{Config: c, signatures: sigv4.Verifier{Keys: c.Keys, Region: c.Region, Now: c.Now}}
	if t := c.API.Throttle; t.Rate > 0 {
		a.limit = rate.NewLimiter(rate.Limit(t.Rate), t.Burst)
	}
	mux := http.NewServeMux()
	for _, route := range c.API.Routes {
		mux.Handle(route.Method+" "+c.Prefix+route.Path, a.serve(route))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusNotFound, "Not Found") })
	return a.cors(mux)
}

type api struct {
	Config
	signatures sigv4.Verifier

	limit *rate.Limiter // nil for no limit
}

// serve returns the handler of one route.
func (a *api) serve(route template.HTTPRoute) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := a.Now()
		if a.limit != nil && !a.limit.AllowN(now, 1) || !a.Quota.Request(now) {
			refuse(w, http.StatusTooManyRequests, "Too Many Requests")
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, "Request Entity Too Large")
			return
		}
		caller := ""
		if route.Signed {
			if caller, err = a.signatures.Verify(r, "execute-api", sigv4.PayloadHash(body)); err != nil {
				a.Log.Info("signature refused", "route", route.Path, "reason", err)
				refuse(w, http.StatusForbidden, "Forbidden")
				return
			}
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), route.Timeout)
		defer cancel()
		out, err := a.Invoker.Invoke(ctx, route.Function, a.event(route, r, body, caller))
		if err != nil {
			a.Log.Warn("integration failed", "route", route.Path, "reason", err)
			refuse(w, http.StatusInternalServerError, "Internal Server Error")
			return
		}
		answer(w, out)
	})
}

// answer writes the function's answer out, or 500 if it is malformed.
func answer(w http.ResponseWriter, out []byte) {
	var a struct {
		StatusCode int               `json:"statusCode"`
		Headers    map[string]string `json:"headers"`
		Body       string            `json:"body"`
	}
	if json.Unmarshal(out, &a) != nil || a.StatusCode == 0 {
		refuse(w, http.StatusInternalServerError, "Internal Server Error")
		return
	}
	for name, value := range a.Headers {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.StatusCode)
	_, _ = io.WriteString(w, a.Body)
}

// cors answers preflight requests and lets pages of the configured origins read responses.
func (a *api) cors(next http.Handler) http.Handler {
	c := a.API.CORS
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		for _, allowed := range c.Origins {
			if origin != "" && (allowed == "*" || allowed == origin) {
				w.Header().Set("Access-Control-Allow-Origin", allowed)
				w.Header().Set("Vary", "Origin")
			}
		}
		if r.Method == http.MethodOptions && origin != "" {
			w.Header().Set("Access-Control-Allow-Methods", strings.Join(c.Methods, ","))
			w.Header().Set("Access-Control-Allow-Headers", strings.Join(c.Headers, ","))
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// refuse writes an error response with the message as JSON.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}
