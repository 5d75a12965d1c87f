package route

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// Auth decides who may connect, by the token alone: $connect asks for revocations.
type Auth struct {
	Keys    *auth.Keys
	Origins []string // allowed, or one "*"
	Now     func() time.Time
	Log     *slog.Logger
}

// errUnauthorized is the one text that API Gateway turns into a 401.
var errUnauthorized = errors.New("Unauthorized") //nolint:staticcheck // API Gateway's word

var tabID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Authorizer serves the REQUEST authorizer of $connect.
func Authorizer(d Auth) lambda.Handler { return lambda.NewHandler(d.authorize) }

type request = events.APIGatewayCustomAuthorizerRequestTypeRequest

func (d Auth) authorize(ctx context.Context, r request) (events.APIGatewayCustomAuthorizerResponse, error) {
	protocol, token, ok := parseSubprotocols(r)
	if !ok {
		return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorized
	}
	c, err := auth.Verify(token, func(kid string) ([]byte, error) { return d.Keys.Key(ctx, kid) }, d.Now())
	if err != nil {
		d.Log.Warn("token refused", "err", err)
		return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorized
	}
	tab := r.QueryStringParameters["tab"]
	switch {
	case r.QueryStringParameters["room"] != string(c.Room):
		d.Log.Warn("token is for another room", "room", c.Room)
		return policyResponse(r, "Deny", c.Subject, nil), nil
	case !d.allows(header(r, "Origin")):
		d.Log.Warn("origin refused", "origin", auth.SanitizeForLog(header(r, "Origin")))
		return policyResponse(r, "Deny", c.Subject, nil), nil
	case tab == "":
		tab = r.RequestContext.RequestID // a tab of its own
	case !tabID.MatchString(tab):
		d.Log.Warn("tab refused", "room", c.Room)
		return policyResponse(r, "Deny", c.Subject, nil), nil
	}
	return policyResponse(r, "Allow", c.Subject, map[string]any{
		"roomId":   string(c.Room),
		"peerId":   string(room.PeerIDOf(c.Subject, tab)),
		"userId":   c.Subject,
		"name":     c.Name,
		"role":     string(c.Role),
		"exp":      strconv.FormatInt(c.Expires.Unix(), 10),
		"jti":      string(c.ID),
		"iat":      issued(c),
		"protocol": protocol,
	}), nil
}

func issued(c auth.Claims) string {
	if c.Issued.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.Issued.Unix(), 10)
}

var versioned = regexp.MustCompile(`^homstyle\.v[0-9]{1,4}$`)

// parseSubprotocols are the protocol and the token among the subprotocols (AC2): versions of
// ours first, then the token. A client that offers none that we speak is let in as far
// as its first message, which is told so (AC13): a page can't read why a handshake
// failed.
func parseSubprotocols(r request) (protocol, token string, ok bool) {
	for p := range strings.SplitSeq(header(r, "Sec-WebSocket-Protocol"), ",") {
		p = strings.TrimSpace(p)
		switch {
		case !versioned.MatchString(p):
			return protocol, p, protocol != "" && p != ""
		case protocol != Protocol:
			protocol = p
		}
	}
	return protocol, "", false
}

// allows reports whether a page of that origin may connect. What is no browser
// sends none, and needs a token all the same (AC4).
func (d Auth) allows(origin string) bool {
	return origin == "" || slices.Contains(d.Origins, "*") || slices.Contains(d.Origins, origin)
}

// header finds a header whatever its case: API Gateway passes it on as it came.
func header(r request, name string) string {
	for k, v := range r.Headers {
		if http.CanonicalHeaderKey(k) == http.CanonicalHeaderKey(name) {
			return v
		}
	}
	return ""
}

func policyResponse(r request, effect, who string, context map[string]any) events.APIGatewayCustomAuthorizerResponse {
	return events.APIGatewayCustomAuthorizerResponse{
		PrincipalID: who,
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version: "2012-10-17",
			Statement: []events.IAMPolicyStatement{{
				Action: []string{"execute-api:Invoke"}, Effect: effect, Resource: []string{r.MethodArn},
			}},
		},
		Context: context,
	}
}
