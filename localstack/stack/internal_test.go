package stack

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"homstyle.dev/planner/localstack/sigv4"
)

// sign signs a request to a local service with its body, as the SDKs do.
func sign(t *testing.T, r *http.Request, service, secret, body string, at time.Time) {
	t.Helper()
	hash := sigv4.PayloadHash([]byte(body))
	if service == sigv4.S3 {
		r.Header.Set("X-Amz-Content-Sha256", hash)
	}
	creds := aws.Credentials{AccessKeyID: accessKey, SecretAccessKey: secret}
	plain := func(o *v4.SignerOptions) { o.DisableURIPathEscaping = service == sigv4.S3 }
	if err := v4.NewSigner().SignHTTP(t.Context(), creds, r, hash, service, region, at, plain); err != nil {
		t.Fatal(err)
	}
}

// The internal listener serves the signing keys and all rooms, so it must refuse other machines and
// requests that a browser sends for a page of another site, even if they are signed.
func TestInternal_refusesOtherMachinesAndPagesOfOtherSites(t *testing.T) {
	s := start(t, Options{Store: Memory})
	bucket := "/" + s.Bucket()
	const lambda = "/2015-03-31/functions/x/invocations"
	from := func(o string) func(*http.Request) { return func(r *http.Request) { r.Header.Set("Origin", o) } }
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	machine := func(a string) func(*http.Request) { return func(r *http.Request) { r.RemoteAddr = a } }
	otherSite, local := from("https://evil.example"), from("http://localhost:3000")
	for name, tt := range map[string]struct {
		service, method, path string
		change                func(*http.Request)
		refused               bool
	}{
		"a function":                             {"s3", "GET", bucket, func(*http.Request) {}, false},
		"a function, over IPv6":                  {"s3", "GET", bucket, machine("[::1]:4711"), false},
		"another machine":                        {"s3", "GET", bucket, machine("192.0.2.7:4711"), true},
		"another machine at Lambda":              {"lambda", "POST", lambda, machine("192.0.2.7:4711"), true},
		"a host name of DNS rebinding":           {"s3", "GET", bucket, host("evil.example"), true},
		"an address of the network":              {"s3", "GET", bucket, host("192.0.2.7:8080"), true},
		"another site's page at the bucket":      {"s3", "GET", bucket, otherSite, true},
		"another site's page at a picture":       {"s3", "PUT", bucket + "/uploads/r/a.png", otherSite, true},
		"a page in a sandboxed frame":            {"s3", "PUT", bucket + "/uploads/r/a.png", from("null"), true},
		"another site's page at Lambda":          {"lambda", "POST", lambda, otherSite, true},
		"a page of this machine":                 {"s3", "PUT", bucket + "/uploads/r/a.png", local, false},
		"a page of this machine at Lambda":       {"lambda", "POST", lambda, local, true},
		"a page of this machine at the table":    {"homstyle-table", "POST", "/table", local, true},
		"a page of this machine at history":      {"s3", "GET", bucket + "/rooms/r/snapshot.json", local, true},
		"a page of this machine, .. in the path": {"s3", "GET", bucket + "/uploads/../rooms/r/snapshot.json", local, true},
	} {
		r := httptest.NewRequest(tt.method, s.internalURL()+tt.path, strings.NewReader("{}"))
		r.RemoteAddr = "127.0.0.1:4711"
		tt.change(r)
		sign(t, r, tt.service, accessKey, "{}", time.Now())
		w := httptest.NewRecorder()
		s.internalHandler().ServeHTTP(w, r)
		if (w.Code == http.StatusForbidden) != tt.refused {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
}

// Each local service must refuse a request without the signature of that service.
func TestInternal_refusesRequestsThatAreNotSigned(t *testing.T) {
	s := start(t, Options{Store: Memory})
	now := time.Now()
	for service, tt := range map[string]struct{ method, path, target string }{
		"homstyle-table": {"POST", "/table", ""},
		"s3":             {"GET", "/" + s.Bucket(), ""},
		"ssm":            {"POST", "/", "AmazonSSM.GetParametersByPath"},
		"lambda":         {"POST", "/2015-03-31/functions/x/invocations", ""},
		"scheduler":      {"POST", "/schedules/x", ""},
		"execute-api":    {"POST", "/" + s.template.API.Stage + "/@connections/x", ""},
	} {
		const body = `{"Path":"/"}`
		send := func(signs func(*http.Request), sent string) int {
			r := httptest.NewRequest(tt.method, s.internalURL()+tt.path, strings.NewReader(body))
			r.RemoteAddr = "127.0.0.1:4711"
			r.Header.Set("X-Amz-Target", tt.target)
			signs(r)
			r.Body = io.NopCloser(strings.NewReader(sent))
			w := httptest.NewRecorder()
			s.internalHandler().ServeHTTP(w, r)
			return w.Code
		}
		signs := func(service, secret string, at time.Time) func(*http.Request) {
			return func(r *http.Request) { sign(t, r, service, secret, body, at) }
		}
		if status := send(signs(service, accessKey, now), body); status == http.StatusForbidden {
			t.Errorf("%s, signed: %d", service, status)
		}
		for name, status := range map[string]int{
			"not signed":           send(func(*http.Request) {}, body),
			"another service's":    send(signs("sts", accessKey, now), body),
			"another secret":       send(signs(service, "other", now), body),
			"six minutes old":      send(signs(service, accessKey, now.Add(-6*time.Minute)), body),
			"of another body":      send(signs(service, accessKey, now), `{"Path":"/x"}`),
			"of six minutes ahead": send(signs(service, accessKey, now.Add(6*time.Minute)), body),
		} {
			if status != http.StatusForbidden {
				t.Errorf("%s, %s: %d", service, name, status)
			}
		}
	}
}

// A request whose body never arrives is ended after the read timeout.
func TestPublic_slowBodyIsGivenUp(t *testing.T) {
	s := start(t, Options{Store: Memory, readTimeout: 50 * time.Millisecond})
	sendPart(t, s.public, "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
}

func TestInternal_slowBodyIsGivenUp(t *testing.T) {
	s := start(t, Options{Store: Memory, readTimeout: 50 * time.Millisecond})
	function := s.functions()[0].Name
	for path, service := range map[string]string{
		"/2015-03-31/functions/" + function + "/invocations": "lambda",
		"/" + s.template.API.Stage + "/@connections/x":       "execute-api",
		"/" + s.Bucket() + "/rooms/r/slow.json":              "s3",
	} {
		method := "POST"
		if service == "s3" {
			method = "PUT"
		}
		r := httptest.NewRequest(method, "http://localhost"+path, nil)
		sign(t, r, service, accessKey, "", time.Now())
		head := method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
		for name := range r.Header {
			head += name + ": " + r.Header.Get(name) + "\r\n"
		}
		sendPart(t, s.internal, head+"\r\n{")
	}
}

// sendPart sends an incomplete request to the listener and returns when the server has closed the
// connection. It fails the test if the connection is still open after 10 seconds.
func sendPart(t *testing.T, l net.Listener, request string) {
	t.Helper()
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.ReadAll(c); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the connection is still open after the request %q", request)
	}
}
