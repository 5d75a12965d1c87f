// Package iam checks the requests of functions against the policies of their roles, as AWS does. It
// knows the services that the functions use, and refuses requests that it does not know.
package iam

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"

	"homstyle.dev/planner/localstack/template"
)

// Call is one action of a function on one resource.
type Call struct {
	Action   string   // such as dynamodb:GetItem
	Resource string   // ARN
	Keys     []string // partition keys of the rows, if the resource is a table
	PassedTo string   // service that the role is passed to, if the action is iam:PassRole
	Profile  string   // ARN of the inference profile through which a model is invoked, or ""
}

func (c Call) String() string {
	if len(c.Keys) == 0 {
		return c.Action + " on " + c.Resource
	}
	return fmt.Sprintf("%s on %s, keys %s", c.Action, c.Resource, strings.Join(c.Keys, " "))
}

// Allows reports whether a statement of the policy allows the call. Each key must match a pattern, as
// with ForAllValues.
func Allows(policy []template.Statement, c Call) bool {
	return slices.ContainsFunc(policy, func(s template.Statement) bool {
		return matchesAny(s.Actions, c.Action) && matchesAny(s.Resources, c.Resource) &&
			allMatch(s.LeadingKeys, c.Keys) && (len(s.PassedTo) == 0 || slices.Contains(s.PassedTo, c.PassedTo)) &&
			(len(s.Profiles) == 0 || slices.Contains(s.Profiles, c.Profile))
	})
}

func allMatch(patterns, keys []string) bool {
	return len(patterns) == 0 || !slices.ContainsFunc(keys, func(key string) bool { return !matchesAny(patterns, key) })
}

func matchesAny(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, text) })
}

// matches reports whether text matches an IAM pattern, in which * is any text, also with slashes.
func matches(pattern, text string) bool {
	// Match has no * over slashes; the character that replaces them is in no ARN and in no key.
	flat := strings.NewReplacer("/", "\x00", "[", `\[`, `\`, `\\`)
	ok, err := path.Match(flat.Replace(pattern), strings.ReplaceAll(text, "/", "\x00"))
	return ok && err == nil
}

// Guard checks the requests of several functions, and keeps those that it refused.
type Guard struct {
	Names Names

	mu     sync.Mutex
	denied []string
	done   map[string]bool
}

// Denied returns a line for each refused request, with the function and the action.
func (g *Guard) Denied() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.denied)
}

// Done returns the functions that made an allowed call, each with its actions: "MoveFunction
// dynamodb:Query".
func (g *Guard) Done() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Sorted(maps.Keys(g.done))
}

// Transport returns a transport that sends the requests that the function's policy allows. It answers
// any other with 403 and AccessDeniedException.
func (g *Guard) Transport(f template.Function, next http.RoundTripper) http.RoundTripper {
	return transport(func(r *http.Request) (*http.Response, error) {
		if denial := g.check(f, r); denial != "" {
			return refusal(r, denial), nil
		}
		return next.RoundTrip(r)
	})
}

// Handler returns a handler that serves the requests that the function's policy allows, and answers any
// other as the transport does.
func (g *Guard) Handler(f template.Function, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		denial := g.check(f, r)
		if denial == "" {
			next.ServeHTTP(w, r)
			return
		}
		res := refusal(r, denial)
		maps.Copy(w.Header(), res.Header)
		w.WriteHeader(res.StatusCode)
		_, _ = io.Copy(w, res.Body)
	})
}

// check returns what the function's policy does not allow of a request, or "". It keeps both.
func (g *Guard) check(f template.Function, r *http.Request) (denial string) {
	calls, err := g.Names.calls(r)
	if err != nil {
		return g.deny(f.ID, err.Error())
	}
	for _, c := range calls {
		if !Allows(f.Policy, c) {
			return g.deny(f.ID, c.String())
		}
		g.record(f.ID, c.Action)
	}
	return ""
}

type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func (g *Guard) record(function, action string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done == nil {
		g.done = map[string]bool{}
	}
	g.done[function+" "+action] = true
}

func (g *Guard) deny(function, what string) (denial string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.denied = append(g.denied, function+": "+what)
	return fmt.Sprintf("%s is not authorized to perform: %s", function, what)
}

// refusal returns the response of AWS to a request that is denied.
func refusal(r *http.Request, denial string) *http.Response {
	if r.Body != nil {
		_ = r.Body.Close()
	}
	body := fmt.Sprintf(`{"__type":"AccessDeniedException","Message":%q}`, denial)
	return &http.Response{
		Status: "403 Forbidden", StatusCode: http.StatusForbidden, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {"application/x-amz-json-1.0"}, "X-Amzn-Errortype": {"AccessDeniedException"}},
		ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}
}

// bodyOf returns the body of a request and leaves it there.
func bodyOf(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	_ = r.Body.Close()
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body, nil
}
