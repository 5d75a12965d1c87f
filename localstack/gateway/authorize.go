package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// authorize runs the REQUEST authorizer and stores its context in c, from where each later event
// of the connection takes it. The authorizer does not run when an identity source is missing.
func (g *Gateway) authorize(ctx context.Context, c *connection, e event) error {
	a := g.cfg.API.Authorizer
	for _, source := range a.Identity {
		if !hasIdentity(source, e) {
			return &httpError{http.StatusUnauthorized, "no identity source " + source}
		}
	}
	api := g.cfg.API
	arn := fmt.Sprintf("arn:aws:execute-api:%s:%s:%s/%s/$connect", g.cfg.Region, g.cfg.Account, api.ID, api.Stage)
	payload, err := json.Marshal(authorizerEvent{Type: "REQUEST", MethodARN: arn, event: e})
	if err != nil {
		return err
	}
	began := time.Now()
	out, err := g.cfg.Invoker.Invoke(ctx, a.Function, payload)
	if err != nil {
		if strings.Contains(err.Error(), "Unauthorized") { // the only error text that API Gateway interprets
			return &httpError{http.StatusUnauthorized, "the authorizer answered Unauthorized"}
		}
		return fmt.Errorf("the authorizer failed: %w", err)
	}
	var v authorizerResponse
	if err := json.Unmarshal(out, &v); err != nil {
		return fmt.Errorf("decoding the authorizer's answer: %w", err)
	}
	if !v.Policy.allows(arn) {
		return &httpError{http.StatusForbidden, "denied by the authorizer's policy"}
	}
	c.authorizer, err = v.context()
	if err == nil {
		c.authorizer["integrationLatency"] = time.Since(began).Milliseconds()
	}
	return err
}

// hasIdentity reports whether the event has source, which is route.request.header.Name or
// route.request.querystring.name. The case of the name counts: this is documented for REST APIs, and not at
// all for WebSocket APIs.
func hasIdentity(source string, e event) bool {
	if name, ok := strings.CutPrefix(source, "route.request.header."); ok {
		return e.Headers[name] != ""
	}
	if name, ok := strings.CutPrefix(source, "route.request.querystring."); ok {
		return e.Query[name] != ""
	}
	return true // stage variables and $context always have a value
}

// authorizerResponse is the answer of an authorizer.
type authorizerResponse struct {
	PrincipalID string         `json:"principalId"`
	Policy      policy         `json:"policyDocument"`
	Context     map[string]any `json:"context"`
}

// context returns the authorizer's context as it is in events: each value as text, and the principal.
// It returns an error if a value is a list or an object, which API Gateway does not support.
func (v authorizerResponse) context() (map[string]any, error) {
	out := map[string]any{"principalId": v.PrincipalID}
	for k, val := range v.Context {
		switch val := val.(type) {
		case float64:
			out[k] = strconv.FormatFloat(val, 'f', -1, 64)
		case string, bool:
			out[k] = fmt.Sprint(val)
		default:
			return nil, fmt.Errorf("the value of %q in the authorizer's context is a list or object", k)
		}
	}
	return out, nil
}

// policy has the elements of an IAM policy that decide on an invocation.
type policy struct {
	Statement list[statement]
}

type statement struct {
	Effect   string
	Action   list[string]
	Resource list[string]
}

// allows reports whether the policy allows execute-api:Invoke on arn and does not deny it.
func (p policy) allows(arn string) bool {
	allowed := false
	for _, s := range p.Statement {
		if !s.covers(arn) {
			continue
		}
		if s.Effect == "Deny" {
			return false
		}
		allowed = allowed || s.Effect == "Allow"
	}
	return allowed
}

// covers reports whether the statement applies to an invocation of arn.
func (s statement) covers(arn string) bool {
	return matchesAny(s.Action, "execute-api:Invoke") && matchesAny(s.Resource, arn)
}

// matchesAny reports whether one of the patterns matches s. The patterns have IAM's wildcards * and
// ?; * also matches slashes.
func matchesAny(patterns []string, s string) bool {
	flat := strings.NewReplacer("/", "\x00", "[", "\x01", `\`, "\x02")
	for _, p := range patterns {
		if ok, _ := path.Match(flat.Replace(p), flat.Replace(s)); ok {
			return true
		}
	}
	return false
}

// list is a JSON value or an array of values, both of which IAM accepts.
type list[T any] []T

// UnmarshalJSON decodes "x" as ["x"].
func (l *list[T]) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]T)(l))
	}
	var one T
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	*l = list[T]{one}
	return nil
}
