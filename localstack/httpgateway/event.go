package httpgateway

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"

	"homstyle.dev/planner/localstack/template"
)

// event returns the request as an event of payload format 2.0, in JSON. caller is the access key
// that signed the request, or "".
func (a *api) event(route template.HTTPRoute, r *http.Request, body []byte, caller string) []byte {
	now := a.Now()
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	path := strings.TrimPrefix(r.URL.Path, a.Prefix)
	e := events.APIGatewayV2HTTPRequest{
		Version: "2.0", RouteKey: route.Method + " " + route.Path, RawPath: path, RawQueryString: r.URL.RawQuery,
		Headers: map[string]string{"host": r.Host}, PathParameters: parameters(route.Path, r),
		RequestContext: events.APIGatewayV2HTTPRequestContext{
			RouteKey: route.Method + " " + route.Path, AccountID: a.Account, Stage: "$default",
			RequestID: rand.Text()[:16], APIID: template.APIID, DomainName: r.Host,
			Time: now.UTC().Format("02/Jan/2006:15:04:05 -0700"), TimeEpoch: now.UnixMilli(),
			HTTP: events.APIGatewayV2HTTPRequestContextHTTPDescription{
				Method: r.Method, Path: path, Protocol: r.Proto, SourceIP: host, UserAgent: r.UserAgent(),
			},
		},
	}
	for name, values := range r.Header {
		e.Headers[strings.ToLower(name)] = strings.Join(values, ",")
	}
	for name, values := range r.URL.Query() {
		if e.QueryStringParameters == nil {
			e.QueryStringParameters = map[string]string{}
		}
		e.QueryStringParameters[name] = strings.Join(values, ",")
	}
	if caller != "" {
		e.RequestContext.Authorizer = &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{
			IAM: &events.APIGatewayV2HTTPRequestContextAuthorizerIAMDescription{
				AccessKey: caller, AccountID: a.Account, CallerID: caller, UserID: caller,
				UserARN: "arn:aws:iam::" + a.Account + ":user/" + caller,
			},
		}
	}
	if e.Body = string(body); !utf8.Valid(body) {
		e.Body, e.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
	}
	payload, _ := json.Marshal(e) // no field can fail
	return payload
}

// parameters returns the values of the variables in a route's path, or nil if it has none.
func parameters(path string, r *http.Request) map[string]string {
	var all map[string]string
	for part := range strings.SplitSeq(path, "/") {
		name, variable := strings.CutPrefix(strings.TrimSuffix(part, "}"), "{")
		if !variable {
			continue
		}
		if all == nil {
			all = map[string]string{}
		}
		all[name] = r.PathValue(name)
	}
	return all
}
