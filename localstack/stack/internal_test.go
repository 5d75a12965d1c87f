package stack

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// The local services check no signature, so they must refuse requests that a browser sends for a
// foreign page.
func TestInternal_refusesForeignPages(t *testing.T) {
	s := start(t, Options{Store: Memory})
	ask := func(method, path string, change func(*http.Request)) int {
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
	foreign, local := from("https://evil.example"), from("http://localhost:3000")
	for name, tt := range map[string]struct {
		method, path string
		change       func(*http.Request)
		refused      bool
	}{
		"a function":                        {"GET", bucket, func(*http.Request) {}, false},
		"a rebound name":                    {"GET", bucket, func(r *http.Request) { r.Host = "evil.example" }, true},
		"a foreign page at the bucket":      {"GET", bucket, foreign, true},
		"a foreign page at a picture":       {"PUT", bucket + "/uploads/r/a.png", foreign, true},
		"a page in a sandbox":               {"PUT", bucket + "/uploads/r/a.png", from("null"), true},
		"a foreign page at Lambda":          {"POST", lambda, foreign, true},
		"a page of this machine":            {"PUT", bucket + "/uploads/r/a.png", local, false},
		"a page of this machine at Lambda":  {"POST", lambda, local, true},
		"a page of this machine at history": {"GET", bucket + "/rooms/r/snapshot.json", local, true},
		"a page of this machine, aside":     {"GET", bucket + "/uploads/../rooms/r/snapshot.json", local, true},
	} {
		if status := ask(tt.method, tt.path, tt.change); (status == http.StatusForbidden) != tt.refused {
			t.Errorf("%s: %d", name, status)
		}
	}
}

// A request whose body never arrives is ended after the read timeout.
func TestPublic_slowBodyIsGivenUp(t *testing.T) {
	s := start(t, Options{Store: Memory, readTimeout: time.Millisecond})
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.public.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	const half = "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
	if _, err := io.WriteString(c, half); err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadAll(c) // returns when the server closes the connection
}
