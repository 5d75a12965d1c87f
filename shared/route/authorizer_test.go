package route_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
)

var (
	now    = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	secret = []byte(strings.Repeat("s", 32))
)

func token(t *testing.T, id room.ID) string {
	t.Helper()
	s, err := auth.Mint("k1", secret, auth.Claims{
		Room:    id,
		Subject: "u1",
		Name:    "Anna",
		Role:    room.Editor,
		Expires: now.Add(time.Hour),
		ID:      "t1",
		Issued:  now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// callAuthorizer invokes the authorizer. It returns Allow, Deny or Unauthorized, and the
// context.
func callAuthorizer(t *testing.T, protocols, query, origin string) (verdict string, who map[string]any) {
	t.Helper()
	headers := map[string][]string{"sec-websocket-protocol": {protocols}}
	if origin != "" {
		headers["Origin"] = []string{origin}
	}
	return callAuthorizerWith(t, headers, query)
}

// callAuthorizerWith is callAuthorizer with all headers of the request.
func callAuthorizerWith(t *testing.T, headers map[string][]string, query string) (verdict string, who map[string]any) {
	t.Helper()
	keys := &auth.Keys{Now: func() time.Time { return now }, Fetch: func(context.Context) (map[string][]byte, error) {
		return map[string][]byte{"k1": secret}, nil
	}}
	authorizer := route.Auth{
		Keys:    keys,
		Origins: []string{"https://shop.example"},
		Now:     func() time.Time { return now },
		Log:     slog.New(slog.DiscardHandler),
	}
	last := map[string]string{} // of each header API Gateway has the last value here
	for name, values := range headers {
		last[name] = values[len(values)-1]
	}
	params := map[string]string{}
	for pair := range strings.SplitSeq(query, "&") {
		k, v, _ := strings.Cut(pair, "=")
		params[k] = v
	}
	payload, err := json.Marshal(events.APIGatewayCustomAuthorizerRequestTypeRequest{
		Type:                  "REQUEST",
		MethodArn:             "arn:aws:execute-api:eu-north-1:1:a/prod/$connect",
		Headers:               last,
		MultiValueHeaders:     headers,
		QueryStringParameters: params,
		RequestContext:        events.APIGatewayCustomAuthorizerRequestTypeRequestContext{RequestID: "r1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err := route.Authorizer(authorizer).Invoke(t.Context(), payload)
	if err != nil {
		if !strings.Contains(fmt.Sprint(err), "Unauthorized") {
			t.Errorf("error %q: API Gateway makes a 401 of the word Unauthorized only", err)
		}
		return "Unauthorized", nil
	}
	var answer events.APIGatewayCustomAuthorizerResponse
	if err := json.Unmarshal(out, &answer, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	return answer.PolicyDocument.Statement[0].Effect, answer.Context
}

func TestAC1_AC2_AC3_AC4_authorizer(t *testing.T) {
	tok := token(t, "vardagsrum")
	good := "homstyle.v2, " + tok
	for name, c := range map[string]struct{ protocols, query, origin, want string }{
		"a browser of the shop":    {good, "room=vardagsrum&tab=t1", "https://shop.example", "Allow"},
		"no browser":               {good, "room=vardagsrum&tab=t1", "", "Allow"},
		"no tab":                   {good, "room=vardagsrum", "https://shop.example", "Allow"},
		"a foreign origin":         {good, "room=vardagsrum&tab=t1", "https://evil.example", "Deny"},
		"a prefix of the origin":   {good, "room=vardagsrum&tab=t1", "https://shop.example.evil", "Deny"},
		"the null origin":          {good, "room=vardagsrum&tab=t1", "null", "Deny"},
		"another room":             {good, "room=kitchen&tab=t1", "https://shop.example", "Deny"},
		"no room":                  {good, "tab=t1", "https://shop.example", "Deny"},
		"a bad tab":                {good, "room=vardagsrum&tab=a/b", "https://shop.example", "Deny"},
		"no subprotocol":           {"", "room=vardagsrum", "https://shop.example", "Unauthorized"},
		"a wrong subprotocol":      {"chat, " + tok, "room=vardagsrum", "https://shop.example", "Unauthorized"},
		"another version of ours":  {"homstyle.v9, " + tok, "room=vardagsrum", "https://shop.example", "Allow"},
		"a subprotocol, no token":  {"homstyle.v2", "room=vardagsrum", "https://shop.example", "Unauthorized"},
		"a token that is no token": {"homstyle.v2, abc", "room=vardagsrum", "https://shop.example", "Unauthorized"},
	} {
		if got, _ := callAuthorizer(t, c.protocols, c.query, c.origin); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// API Gateway leaves the names of headers as the client wrote them, and does not check that the token is
// present: the template has no identity source.
func TestAC2_headerInAnySpelling(t *testing.T) {
	tok := token(t, "vardagsrum")
	for name, c := range map[string]struct {
		headers map[string][]string
		want    string
	}{
		"a browser":            {map[string][]string{"Sec-WebSocket-Protocol": {"homstyle.v2, " + tok}}, "Allow"},
		"Go":                   {map[string][]string{"Sec-Websocket-Protocol": {"homstyle.v2," + tok}}, "Allow"},
		"lower case":           {map[string][]string{"sec-websocket-protocol": {"homstyle.v2," + tok}}, "Allow"},
		"a line for each item": {map[string][]string{"SEC-WEBSOCKET-PROTOCOL": {"homstyle.v2", tok}}, "Allow"},
		"no token":             {map[string][]string{"Authorization": {"Bearer " + tok}}, "Unauthorized"},
		"no headers":           {nil, "Unauthorized"},
		"a second origin": {
			map[string][]string{
				"Sec-WebSocket-Protocol": {"homstyle.v2, " + tok},
				"Origin":                 {"https://evil.example", "https://shop.example"},
			},
			"Deny",
		},
		"an origin in another spelling": {
			map[string][]string{"Sec-WebSocket-Protocol": {"homstyle.v2, " + tok}, "ORIGIN": {"https://evil.example"}},
			"Deny",
		},
	} {
		if got, _ := callAuthorizerWith(t, c.headers, "room=vardagsrum"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestAC5_contextSaysWhoItIs(t *testing.T) {
	_, first := callAuthorizer(t, "homstyle.v2, "+token(t, "vardagsrum"), "room=vardagsrum&tab=t1", "")
	_, again := callAuthorizer(t, "homstyle.v2, "+token(t, "vardagsrum"), "room=vardagsrum&tab=t1", "")
	_, other := callAuthorizer(t, "homstyle.v2, "+token(t, "vardagsrum"), "room=vardagsrum&tab=t2", "")
	want := map[string]any{
		"roomId": "vardagsrum", "peerId": string(room.PeerIDOf("u1", "t1")), "userId": "u1", "name": "Anna",
		"role": "editor", "exp": fmt.Sprint(now.Add(time.Hour).Unix()),
		"jti": "t1", "issuedAt": fmt.Sprint(now.UnixMilli()), "protocol": "homstyle.v2",
	}
	if fmt.Sprint(first) != fmt.Sprint(want) || fmt.Sprint(first) != fmt.Sprint(again) {
		t.Errorf("context is %v, then %v; want %v", first, again, want)
	}
	if other["peerId"] == first["peerId"] {
		t.Error("another tab is the same peer")
	}
}
