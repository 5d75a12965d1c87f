package stack

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/faults"
	"homstyle.dev/planner/localstack/quota"
)

// withTemplate returns the path of a copy of template.yaml in which the text old is replaced.
func withTemplate(t *testing.T, old, replacement string) string {
	t.Helper()
	text, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(text), old) != 1 {
		t.Fatalf("template.yaml does not have %q once", old)
	}
	path := filepath.Join(t.TempDir(), "template.yaml")
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, replacement, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The stack's server keeps the names of headers: with an identity source, it admits only clients that write
// the header as the template does.
func TestPublic_headerNamesAsTheClientWroteThem(t *testing.T) {
	const authorizer = "        AuthType: CUSTOM\n"
	const source = "        IdentitySource: [route.request.header.Sec-WebSocket-Protocol]\n"
	s := start(t, Options{Store: Memory, Template: withTemplate(t, authorizer, authorizer+source)})
	token, err := s.Mint(demo, "anna", "Anna", "editor", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{
		"Sec-WebSocket-Protocol": http.StatusSwitchingProtocols,
		"Sec-Websocket-Protocol": http.StatusUnauthorized,
		"sec-websocket-protocol": http.StatusUnauthorized,
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.WSURL()+"?room="+demo, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.URL.Scheme = "http"
		r.Header = http.Header{
			"Upgrade": {"websocket"}, "Connection": {"Upgrade"}, "Sec-Websocket-Version": {"13"},
			"Sec-Websocket-Key": {"dGhlIHNhbXBsZSBub25jZQ=="}, name: {"homstyle.v2, " + token},
		}
		res, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, want)
		}
	}
}

// next returns the next frame, of any form.
func (c *client) next() string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 30*time.Second)
	defer cancel()
	_, frame, err := c.ws.Read(ctx)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(frame)
}

// The WebSocket API and the HTTP API share the account's bucket.
func TestStack_apisShareTheAccountsBucket(t *testing.T) {
	s := start(t, Options{Store: Memory, Account: quota.Limits{RequestRate: 1e-9, RequestBurst: 2}})
	client := s.enter(t, "anna")
	for n, want := range []int{http.StatusUnauthorized, http.StatusTooManyRequests} {
		res, err := http.Get(s.APIURL() + "/rooms/" + demo + "/history")
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("request %d is answered %d, want %d", n, res.StatusCode, want)
		}
	}
	client.send(`{"action":"ping"}`)
	if got := client.next(); !strings.Contains(got, "Too Many Requests") {
		t.Errorf("a message is answered %s", got)
	}
}

// A new account has ten invocations at a time. While functions wait for their posts, further messages are
// answered with an error at once.
func TestStack_invocationsOverTheConcurrencyFail(t *testing.T) {
	s := start(t, Options{Store: Memory, Account: quota.Limits{Concurrency: 10}})
	client := s.enter(t, "anna")
	if err := s.SetFaults(faults.Settings{Hang: 1}); err != nil {
		t.Fatal(err)
	}
	for op := range 11 {
		client.send(`{"action":"sync","op":%d}`, op+1)
	}
	if got := client.next(); !strings.Contains(got, "Internal server error") {
		t.Errorf("got %s", got)
	}
}

func TestStack_newConnectionsAreLimited(t *testing.T) {
	s := start(t, Options{Store: Memory, Account: quota.Limits{ConnectRate: 1e-9}})
	s.enter(t, "anna")
	_, res, err := websocket.Dial(t.Context(), s.WSURL()+"?room="+demo, nil)
	if err == nil || res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the second connection: %v %v", res, err)
	}
}
