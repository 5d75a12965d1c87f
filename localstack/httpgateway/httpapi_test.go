package httpgateway_test

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"homstyle.dev/planner/localstack/httpgateway"
	"homstyle.dev/planner/localstack/template"
)

var now = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

// echo is an Invoker whose answer has the event as its body.
type echo struct{}

func (echo) Invoke(_ context.Context, _ string, payload []byte) ([]byte, error) {
	return json.Marshal(events.APIGatewayV2HTTPResponse{
		StatusCode: 200, Headers: map[string]string{"content-type": "application/json"}, Body: string(payload),
	})
}

func server(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(httpgateway.New(httpgateway.Config{
		API: template.HTTPAPI{
			Routes: []template.HTTPRoute{
				{Method: "GET", Path: "/rooms/{room}/at", Function: "f", Timeout: time.Second},
				{Method: "POST", Path: "/rooms/{room}/tokens", Function: "f", Signed: true, Timeout: time.Second},
			},
			CORS: template.CORS{Origins: []string{"https://shop.example"}},
		},
		Prefix: "/api", Region: "eu-north-1", Account: "123", Keys: map[string]string{"AK": "secret"},
		Invoker: echo{}, Now: func() time.Time { return now },
	}))
	t.Cleanup(s.Close)
	return s
}

func send(t *testing.T, r *http.Request) (int, events.APIGatewayV2HTTPRequest, http.Header) {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var e events.APIGatewayV2HTTPRequest
	if res.StatusCode == 200 {
		if err := json.Unmarshal(body, &e); err != nil {
			t.Fatal(err)
		}
	}
	return res.StatusCode, e, res.Header
}

func request(t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEventIsOfFormat2(t *testing.T) {
	r := request(t, "GET", server(t).URL+"/api/rooms/k%C3%B6k/at?time=1&item=a&item=b", "")
	r.Header.Set("Authorization", "Bearer x")
	r.Header.Set("Origin", "https://shop.example")
	status, e, header := send(t, r)
	if status != 200 || e.Version != "2.0" || e.RouteKey != "GET /rooms/{room}/at" {
		t.Errorf("status %d, event %+v", status, e)
	}
	if e.RawPath != "/rooms/kök/at" || e.RequestContext.HTTP.Path != e.RawPath || e.PathParameters["room"] != "kök" {
		t.Errorf("paths in %+v", e)
	}
	if e.QueryStringParameters["item"] != "a,b" || e.Headers["authorization"] != "Bearer x" {
		t.Errorf("query and headers in %+v", e)
	}
	if e.RequestContext.Authorizer != nil {
		t.Errorf("authorizer in %+v", e)
	}
	if header.Get("Access-Control-Allow-Origin") != "https://shop.example" {
		t.Errorf("headers %v", header)
	}
	r.Header.Set("Origin", "https://evil.example")
	if _, _, header := send(t, r); header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("a page of another origin can read the response")
	}
}

func TestUnknownRouteIsNotFound(t *testing.T) {
	if status, _, _ := send(t, request(t, "GET", server(t).URL+"/api/nothing", "")); status != 404 {
		t.Errorf("status %d", status)
	}
}

func TestSignatureIsChecked(t *testing.T) {
	const body = `{"sub":"u"}`
	changeBody := func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"sub":"x"}`)) }
	sum := sha256.Sum256([]byte(body))
	for name, c := range map[string]struct {
		key, secret, service, region string
		at                           time.Time
		change                       func(*http.Request)
		want                         int
	}{
		"valid":                 {want: 200},
		"another secret":        {secret: "other", want: 403},
		"an unknown key":        {key: "BK", want: 403},
		"another service":       {service: "s3", want: 403},
		"another region":        {region: "us-east-1", want: 403},
		"six minutes old":       {at: now.Add(-6 * time.Minute), want: 403},
		"another path":          {change: func(r *http.Request) { r.URL.Path = "/api/rooms/b/tokens" }, want: 403},
		"another query":         {change: func(r *http.Request) { r.URL.RawQuery = "a=2" }, want: 403},
		"another body":          {change: changeBody, want: 403},
		"another signed header": {change: func(r *http.Request) { r.Header.Set("X-Amz-Meta", "b") }, want: 403},
		"no signature":          {change: func(r *http.Request) { r.Header.Del("Authorization") }, want: 403},
	} {
		r := request(t, "POST", server(t).URL+"/api/rooms/a/tokens?a=1", body)
		r.Header.Set("X-Amz-Meta", "a")
		at := c.at
		if at.IsZero() {
			at = now
		}
		creds := aws.Credentials{AccessKeyID: cmp.Or(c.key, "AK"), SecretAccessKey: cmp.Or(c.secret, "secret")}
		service, region := cmp.Or(c.service, "execute-api"), cmp.Or(c.region, "eu-north-1")
		err := v4.NewSigner().SignHTTP(t.Context(), creds, r, hex.EncodeToString(sum[:]), service, region, at)
		if err != nil {
			t.Fatal(err)
		}
		if c.change != nil {
			c.change(r)
		}
		status, e, _ := send(t, r)
		if status != c.want {
			t.Errorf("%s: status %d, want %d", name, status, c.want)
		}
		if status == 200 && (e.Body != body || e.RequestContext.Authorizer.IAM.AccessKey != "AK") {
			t.Errorf("%s: event %+v", name, e)
		}
	}
}
