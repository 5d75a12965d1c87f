package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/template"
)

// functions is an Invoker that runs Go functions and records its invocations.
type functions struct {
	run map[string]func(ctx context.Context, e map[string]any) (string, error)

	mu     sync.Mutex
	events map[string][]map[string]any
	ran    chan string // names, sent when an invocation begins
}

func (f *functions) Invoke(ctx context.Context, name string, payload []byte) ([]byte, error) {
	var e map[string]any
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, err
	}
	f.mu.Lock()
	f.events[name] = append(f.events[name], e)
	f.mu.Unlock()
	f.ran <- name
	if run := f.run[name]; run != nil {
		out, err := run(ctx, e)
		return []byte(out), err
	}
	return []byte(`{"statusCode":200}`), nil
}

// count returns the number of the function's invocations.
func (f *functions) count(name string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.events[name])
}

// event returns the event of the function's only invocation.
func (f *functions) event(t *testing.T, name string) map[string]any {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.events[name]) != 1 {
		t.Fatalf("%s ran %d times, want once", name, len(f.events[name]))
	}
	return f.events[name][0]
}

// await waits until an invocation of the function begins.
func (f *functions) await(t *testing.T, name string) {
	t.Helper()
	for {
		select {
		case got := <-f.ran:
			if got == name {
				return
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s did not run", name)
		}
	}
}

// allow is an answer of the authorizer.
const allow = `{
	"principalId": "anna",
	"policyDocument": {
		"Version": "2012-10-17",
		"Statement": [{
			"Action": "execute-api:Invoke",
			"Effect": "Allow",
			"Resource": "arn:aws:execute-api:us-east-1:000000000000:local/prod/$connect"
		}]
	},
	"context": {"roomId":"r1","exp":1795500000}
}`

// stage is a served API.
type stage struct {
	*functions
	gateway *Gateway
	url     string
}

// start serves an API with an authorizer, $connect, $disconnect, $default, the one-way route
// "move", the two-way route "ask" and the mock "ping".
func start(t *testing.T, change func(*Config)) *stage {
	t.Helper()
	f := &functions{events: map[string][]map[string]any{}, ran: make(chan string, 1000)}
	f.run = map[string]func(context.Context, map[string]any) (string, error){
		"auth":    func(context.Context, map[string]any) (string, error) { return allow, nil },
		"connect": func(context.Context, map[string]any) (string, error) { return protocolAnswer, nil },
	}
	route := func(fn string) template.Route { return template.Route{Function: fn, Timeout: 10 * time.Second} }
	ask := route("ask")
	ask.Respond = true
	cfg := Config{
		API: template.API{
			ID: "local", Stage: "prod", Selection: "action",
			Authorizer: &template.Authorizer{
				Function: "auth",
				Identity: []string{"route.request.header.Sec-Websocket-Protocol"}, // as websocket.Dial writes it
			},
			Routes: map[string]template.Route{
				"$connect": route("connect"), "$disconnect": route("disconnect"), "$default": route("default"),
				"move": route("move"), "ask": ask, "ping": {Mock: `{"type":"pong"}`, Respond: true},
			},
		},
		Region: "us-east-1", Account: "000000000000", Invoker: f,
	}
	if change != nil {
		change(&cfg)
	}
	g := New(cfg)
	mux := http.NewServeMux()
	mux.Handle("/prod", g.Sockets())
	mux.Handle("/prod/@connections/", g.Connections())
	server := httptest.NewUnstartedServer(mux)
	server.Listener = KeepHeaderNames(server.Config, server.Listener)
	server.Start()
	t.Cleanup(func() { g.Close(); server.Close() })
	return &stage{f, g, server.URL}
}

const protocolAnswer = `{"statusCode":200,"headers":{"sec-websocket-protocol":"homstyle.v2"}}`

// dial connects with a token, as a browser would.
func (s *stage) dial(t *testing.T) *websocket.Conn {
	t.Helper()
	ws, res, err := s.tryDial("homstyle.v2", "token")
	if err != nil {
		t.Fatalf("dial: %v (%v)", err, res)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	return ws
}

func (s *stage) tryDial(protocols ...string) (*websocket.Conn, *http.Response, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return websocket.Dial(ctx, s.url+"/prod?room=r1&tab=t1", &websocket.DialOptions{Subprotocols: protocols})
}

// connectionID returns the id of the only connection.
func (s *stage) connectionID(t *testing.T) string {
	t.Helper()
	return s.event(t, "connect")["requestContext"].(map[string]any)["connectionId"].(string)
}

func send(t *testing.T, ws *websocket.Conn, message string) {
	t.Helper()
	if err := ws.Write(context.Background(), websocket.MessageText, []byte(message)); err != nil {
		t.Fatal(err)
	}
}

// receive waits for the next message.
func receive(t *testing.T, ws *websocket.Conn) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, b, err := ws.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// closeCode waits for the close frame and returns its code.
func closeCode(t *testing.T, ws *websocket.Conn) websocket.StatusCode {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for {
		if _, _, err := ws.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func TestHandshake_refusals(t *testing.T) {
	deny := strings.Replace(allow, `"Allow"`, `"Deny"`, 1)
	otherAPI := strings.Replace(allow, "local/", "other/", 1)
	nestedContext := strings.Replace(allow, `"r1"`, `{}`, 1)
	unauthorized := errors.New("Unauthorized")
	protocols := []string{"homstyle.v2"}
	const refusal = `{"statusCode":403}`
	tests := map[string]struct {
		auth      string
		authErr   error
		connect   string
		protocols []string
		want      int
		authRuns  bool
	}{
		"missing identity source": {protocols: nil, want: 401},
		"denied":                  {auth: deny, protocols: protocols, want: 403, authRuns: true},
		"policy for another API":  {auth: otherAPI, protocols: protocols, want: 403, authRuns: true},
		"Unauthorized":            {authErr: unauthorized, protocols: protocols, want: 401, authRuns: true},
		"authorizer fails":        {authErr: errors.New("boom"), protocols: protocols, want: 500, authRuns: true},
		"nested context":          {auth: nestedContext, protocols: protocols, want: 500, authRuns: true},
		"$connect refuses":        {auth: allow, connect: refusal, protocols: protocols, want: 403, authRuns: true},
		"$connect is malformed":   {auth: allow, connect: `{}`, protocols: protocols, want: 502, authRuns: true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := start(t, nil)
			s.run["auth"] = func(context.Context, map[string]any) (string, error) { return tt.auth, tt.authErr }
			s.run["connect"] = func(context.Context, map[string]any) (string, error) { return tt.connect, nil }
			_, res, err := s.tryDial(tt.protocols...)
			if err == nil || res.StatusCode != tt.want {
				t.Errorf("got %v, want %d", res, tt.want)
			}
			if ran := s.count("auth") > 0; ran != tt.authRuns {
				t.Errorf("authorizer ran: %v, want %v", ran, tt.authRuns)
			}
			if s.gateway.Count() != 0 {
				t.Error("a refused handshake left a connection")
			}
		})
	}
}

func TestHandshake_returnsTheFunctionsSubprotocol(t *testing.T) {
	ws := start(t, nil).dial(t)
	if ws.Subprotocol() != "homstyle.v2" {
		t.Errorf("got subprotocol %q", ws.Subprotocol())
	}
}

func TestEvents(t *testing.T) {
	s := start(t, nil)
	ws := s.dial(t)
	send(t, ws, `{"action":"move"}`)
	s.await(t, "move")
	if err := ws.Close(4000, "done"); err != nil {
		t.Fatal(err)
	}
	s.await(t, "disconnect")

	connect, move, disconnect := s.event(t, "connect"), s.event(t, "move"), s.event(t, "disconnect")
	if got := connect["headers"].(map[string]any)["Sec-Websocket-Protocol"]; got != "homstyle.v2,token" {
		t.Errorf("$connect has Sec-Websocket-Protocol %v", got)
	}
	if got := connect["queryStringParameters"].(map[string]any)["tab"]; got != "t1" {
		t.Errorf("$connect has tab %v", got)
	}
	got := s.event(t, "auth")
	if got["type"] != "REQUEST" || !strings.HasSuffix(got["methodArn"].(string), ":local/prod/$connect") {
		t.Errorf("authorizer got %v", got)
	}
	for _, e := range []map[string]any{move, disconnect} {
		fields := []string{"headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters"}
		for _, field := range fields {
			if _, ok := e[field]; ok {
				t.Errorf("a later event has the field %s", field)
			}
		}
	}
	if move["body"] != `{"action":"move"}` || move["isBase64Encoded"] != false {
		t.Errorf("move got %v", move)
	}
	checkContext(t, connect, map[string]any{"routeKey": "$connect", "eventType": "CONNECT"})
	checkContext(t, move, map[string]any{"routeKey": "move", "eventType": "MESSAGE"})
	checkContext(t, disconnect, map[string]any{
		"routeKey":             "$disconnect",
		"eventType":            "DISCONNECT",
		"disconnectStatusCode": 4000.0,
		"disconnectReason":     "done",
	})
	if _, ok := connect["requestContext"].(map[string]any)["messageId"]; ok {
		t.Error("$connect has a messageId")
	}
	if move["requestContext"].(map[string]any)["messageId"] == nil {
		t.Error("move has no messageId")
	}
}

// checkContext checks the wanted fields of the request context, the fields that every event must have,
// and the authorizer's context.
func checkContext(t *testing.T, e map[string]any, want map[string]any) {
	t.Helper()
	rc := e["requestContext"].(map[string]any)
	for k, v := range want {
		if rc[k] != v {
			t.Errorf("%s is %v, want %v", k, rc[k], v)
		}
	}
	always := []string{
		"connectionId", "connectedAt", "requestTimeEpoch", "requestTime", "requestId", "extendedRequestId",
		"apiId", "stage", "domainName",
	}
	for _, k := range always {
		if rc[k] == nil || rc[k] == "" {
			t.Errorf("%v has no %s", want["eventType"], k)
		}
	}
	auth, _ := rc["authorizer"].(map[string]any)
	if auth["principalId"] != "anna" || auth["roomId"] != "r1" || auth["exp"] != "1795500000" {
		t.Errorf("%v has authorizer %v", want["eventType"], auth)
	}
}

func TestClose_runsDisconnectWithGoingAway(t *testing.T) {
	s := start(t, nil)
	ws := s.dial(t)
	done := make(chan websocket.StatusCode, 1)
	go func() { done <- closeCode(t, ws) }()
	s.gateway.Close()
	if got := <-done; got != websocket.StatusGoingAway {
		t.Errorf("closed with %d", got)
	}
	checkContext(t, s.event(t, "disconnect"), map[string]any{"disconnectStatusCode": 1001.0})
	if _, res, err := s.tryDial("homstyle.v2"); err == nil || res.StatusCode != 503 {
		t.Errorf("a closed gateway responded with %v", res)
	}
}

func TestLimits_endConnections(t *testing.T) {
	tests := map[string]struct {
		limits Limits
		act    func(*testing.T, *websocket.Conn)
		want   websocket.StatusCode
	}{
		"idle": {limits: Limits{Idle: 10 * time.Millisecond}, want: 1001},
		"life": {limits: Limits{Life: 10 * time.Millisecond}, want: 1001},
		"frame too large": {
			act:  func(t *testing.T, ws *websocket.Conn) { send(t, ws, strings.Repeat("x", 33<<10)) },
			want: 1009,
		},
		"message too big": {act: sendInFrames(129 << 10), want: 1009},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := start(t, func(c *Config) { c.Limits = tt.limits })
			ws := s.dial(t)
			if tt.act != nil {
				tt.act(t, ws)
			}
			if got := closeCode(t, ws); got != tt.want {
				t.Errorf("closed with %d, want %d", got, tt.want)
			}
			s.await(t, "disconnect")
			if s.count("default") != 0 {
				t.Error("a function got the message")
			}
		})
	}
}

// sendInFrames writes one message of size bytes in frames of at most 16 KB. It returns without an
// error if the gateway closes the connection before the end.
func sendInFrames(size int) func(*testing.T, *websocket.Conn) {
	return func(t *testing.T, ws *websocket.Conn) {
		w, err := ws.Writer(context.Background(), websocket.MessageText)
		if err != nil {
			t.Fatal(err)
		}
		for sent := 0; sent < size; sent += 16 << 10 {
			if _, err := w.Write([]byte(strings.Repeat("x", 16<<10))); err != nil {
				return
			}
		}
		_ = w.Close()
	}
}

func TestLimits_messageOfSeveralFrames(t *testing.T) {
	s := start(t, nil)
	ws := s.dial(t)
	sendInFrames(112<<10)(t, ws)
	s.await(t, "default")
	if got := len(s.event(t, "default")["body"].(string)); got != 112<<10 {
		t.Errorf("the function got %d bytes, want 112 KB", got)
	}
}
