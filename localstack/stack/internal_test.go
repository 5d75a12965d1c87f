package stack

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// The local services check no signature, so they must refuse requests that a browser sends for a page
// of another site.
func TestInternal_refusesPagesOfOtherSites(t *testing.T) {
	s := start(t, Options{Store: Memory})
	request := func(method, path string, change func(*http.Request)) int {
		r, err := http.NewRequestWithContext(t.Context(), method, s.internalURL()+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		change(r)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		return res.StatusCode
	}
	bucket := "/" + s.Bucket()
	const lambda = "/2015-03-31/functions/x/invocations"
	from := func(o string) func(*http.Request) { return func(r *http.Request) { r.Header.Set("Origin", o) } }
	rebound := func(r *http.Request) { r.Host = "evil.example" }
	otherSite, local := from("https://evil.example"), from("http://localhost:3000")
	for name, tt := range map[string]struct {
		method, path string
		change       func(*http.Request)
		refused      bool
	}{
		"a function":                             {"GET", bucket, func(*http.Request) {}, false},
		"a host name of DNS rebinding":           {"GET", bucket, rebound, true},
		"another site's page at the bucket":      {"GET", bucket, otherSite, true},
		"another site's page at a picture":       {"PUT", bucket + "/uploads/r/a.png", otherSite, true},
		"a page in a sandboxed frame":            {"PUT", bucket + "/uploads/r/a.png", from("null"), true},
		"another site's page at Lambda":          {"POST", lambda, otherSite, true},
		"a page of this machine":                 {"PUT", bucket + "/uploads/r/a.png", local, false},
		"a page of this machine at Lambda":       {"POST", lambda, local, true},
		"a page of this machine at history":      {"GET", bucket + "/rooms/r/snapshot.json", local, true},
		"a page of this machine, .. in the path": {"GET", bucket + "/uploads/../rooms/r/snapshot.json", local, true},
	} {
		if status := request(tt.method, tt.path, tt.change); (status == http.StatusForbidden) != tt.refused {
			t.Errorf("%s: %d", name, status)
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
	for _, path := range []string{
		"/2015-03-31/functions/" + function + "/invocations",
		"/" + s.template.API.Stage + "/@connections/x",
		"/" + s.Bucket() + "/rooms/r/slow.json",
	} {
		method := "POST"
		if strings.HasPrefix(path, "/"+s.Bucket()) {
			method = "PUT"
		}
		sendPart(t, s.internal, method+" "+path+" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
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
