package route

import (
	"context"
	"errors"
	"log/slog"
	"maps"
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
	"homstyle.dev/planner/shared/wire"
)

// Auth decides from the token whether a client may connect. It does not read the room's
// revocations: $connect does.
type Auth struct {
	Keys    *auth.Keys
	Origins []string // the allowed origins; "*" allows all
	Now     func() time.Time
	Log     *slog.Logger
}

// errUnauthorized has the only text for which API Gateway answers 401.
var errUnauthorized = errors.New("Unauthorized") //nolint:staticcheck // API Gateway requires the capital

var tabID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Authorizer returns the handler of $connect's REQUEST authorizer.
func Authorizer(a Auth) lambda.Handler { return lambda.NewHandler(a.authorize) }

type request = events.APIGatewayCustomAuthorizerRequestTypeRequest

func (a Auth) authorize(ctx context.Context, r request) (events.APIGatewayCustomAuthorizerResponse, error) {
	protocol, token, ok := parseSubprotocols(r)
	if !ok {
		return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorized
	}
	c, err := auth.Verify(token, func(kid string) ([]byte, error) { return a.Keys.Key(ctx, kid) }, a.Now())
	if err != nil {
		a.Log.Warn("token refused", "err", err)
		return events.APIGatewayCustomAuthorizerResponse{}, errUnauthorized
	}
	tab := r.QueryStringParameters["tab"]
	switch {
	case r.QueryStringParameters["room"] != string(c.Room):
		a.Log.Warn("token is for another room", "room", c.Room)
		return policyResponse(r, "Deny", c.Subject, nil), nil
	case !a.allows(header(r, "Origin")):
		a.Log.Warn("origin refused", "origin", auth.SanitizeForLog(header(r, "Origin")))
		return policyResponse(r, "Deny", c.Subject, nil), nil
	case tab == "":
		tab = r.RequestContext.RequestID // unique: the peer is new (AC3)
	case !tabID.MatchString(tab):
		a.Log.Warn("tab refused", "room", c.Room)
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
		"issuedAt": issued(c),
		"protocol": protocol,
	}), nil
}

// issued returns the token's iat in Unix milliseconds, or "" if it has none.
func issued(c auth.Claims) string {
	if c.Issued.IsZero() {
		return ""
	}
	return strconv.FormatInt(c.Issued.UnixMilli(), 10)
}

var versionName = regexp.MustCompile(`^homstyle\.v[0-9]{1,4}$`)

// parseSubprotocols returns the protocol and the token in the subprotocols (AC2): first one
// or more names homstyle.v<n>, then the token. ok is false if either is missing. protocol
// is [wire.Protocol] if the client offers it, else the last version that it offers: such a client
// may connect, and its first message is answered client_too_old (AC13), because a page
// can't read why a handshake failed.
func parseSubprotocols(r request) (protocol, token string, ok bool) {
	for p := range strings.SplitSeq(header(r, "Sec-WebSocket-Protocol"), ",") {
		p = strings.TrimSpace(p)
		switch {
		case !versionName.MatchString(p):
			return protocol, p, protocol != "" && p != ""
		case protocol != wire.Protocol:
			protocol = p
		}
	}
	return protocol, "", false
}

// allows reports whether a page of that origin may connect (AC4). It is true for an empty
// origin: a client that is not a browser sends none, and needs a token as well.
func (a Auth) allows(origin string) bool {
	return origin == "" || slices.Contains(a.Origins, "*") || slices.Contains(a.Origins, origin)
}

// header returns the values of a header as a list, or "". API Gateway does not change the
// case of the names that the client sent, and has each line of a header as a value of its own;
// Headers has only the last.
func header(r request, name string) string {
	var all []string
	for _, k := range slices.Sorted(maps.Keys(r.Headers)) {
		if http.CanonicalHeaderKey(k) != http.CanonicalHeaderKey(name) {
			continue
		}
		if values := r.MultiValueHeaders[k]; len(values) > 0 {
			all = append(all, values...)
		} else {
			all = append(all, r.Headers[k])
		}
	}
	return strings.Join(all, ",")
}

func policyResponse(
	r request, effect, principal string, context map[string]any,
) events.APIGatewayCustomAuthorizerResponse {
	return events.APIGatewayCustomAuthorizerResponse{
		PrincipalID: principal,
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version: "2012-10-17",
			Statement: []events.IAMPolicyStatement{{
				Action: []string{"execute-api:Invoke"}, Effect: effect, Resource: []string{r.MethodArn},
			}},
		},
		Context: context,
	}
}
