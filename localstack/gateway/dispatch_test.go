package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/template"
)

func TestSelectRoute(t *testing.T) {
	s := start(t, func(c *Config) { c.API.Routes["7"] = c.API.Routes["move"] })
	tests := []struct{ message, want string }{
		{`{"action":"move"}`, "move"},
		{`{"action":7}`, "7"},
		{`{"action":"fly"}`, "$default"},
		{`{"action":"$connect"}`, "$default"},
		{`{"action":"$disconnect"}`, "$default"},
		{`{"action":null}`, "$default"},
		{`{"action":{"move":1}}`, "$default"},
		{`{}`, "$default"},
		{`[]`, "$default"},
		{`no JSON`, "$default"},
		{``, "$default"},
	}
	for _, tt := range tests {
		if got := s.gateway.selectRoute([]byte(tt.message)); got != tt.want {
			t.Errorf("%s goes to %s, want %s", tt.message, got, tt.want)
		}
	}
}

func TestDispatch_mockRouteNeedsNoFunction(t *testing.T) {
	ws := start(t, nil).dial(t)
	send(t, ws, `{"action":"ping"}`)
	if got := receive(t, ws); got != `{"type":"pong"}` {
		t.Errorf("got %s", got)
	}
}

func TestDispatch_twoWayRouteSendsTheBody(t *testing.T) {
	s := start(t, nil)
	body := func(context.Context, map[string]any) (string, error) { return `{"statusCode":200,"body":"hello"}`, nil }
	s.run["ask"], s.run["move"] = body, body
	ws := s.dial(t)
	send(t, ws, `{"action":"move"}`) // a one-way route: its answer is discarded
	s.await(t, "move")
	send(t, ws, `{"action":"ask"}`)
	if got := receive(t, ws); got != "hello" {
		t.Errorf("got %s", got)
	}
}

func TestDispatch_failuresAreSentToTheClient(t *testing.T) {
	slow := make(chan struct{})
	tests := map[string]struct {
		change func(*Config)
		run    func(context.Context, map[string]any) (string, error)
		send   string
		want   string
	}{
		"function fails": {
			run:  func(context.Context, map[string]any) (string, error) { return "", errors.New("boom") },
			want: "Internal server error",
		},
		"function returns a malformed answer": {
			run:  func(context.Context, map[string]any) (string, error) { return `null`, nil },
			want: "Internal server error",
		},
		"integration timeout": {
			change: func(c *Config) {
				c.API.Routes["move"] = template.Route{Function: "move", Timeout: time.Millisecond}
			},
			run:  func(context.Context, map[string]any) (string, error) { <-slow; return "", nil },
			want: "Internal server error",
		},
		"no route": {
			change: func(c *Config) { delete(c.API.Routes, "$default") },
			send:   `{"action":"fly"}`,
			want:   "Forbidden",
		},
		"throttled": {
			change: func(c *Config) {
				r := c.API.Routes["move"]
				r.Throttle = &template.Throttle{Rate: 1, Burst: 0}
				c.API.Routes["move"] = r
			},
			want: "Too Many Requests",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := start(t, tt.change)
			s.run["move"] = tt.run
			ws := s.dial(t)
			if tt.send == "" {
				tt.send = `{"action":"move"}`
			}
			send(t, ws, tt.send)
			var frame struct{ Message, ConnectionID, RequestID string }
			if err := json.Unmarshal([]byte(receive(t, ws)), &frame); err != nil {
				t.Fatal(err)
			}
			if frame.Message != tt.want || frame.ConnectionID != s.connectionID(t) || frame.RequestID == "" {
				t.Errorf("got %+v", frame)
			}
			send(t, ws, `{"action":"ping"}`) // the connection stays open
			receive(t, ws)
			if name == "integration timeout" {
				close(slow) // lets the function return
			}
		})
	}
}

func TestDispatch_messagesOfOneConnectionRunConcurrently(t *testing.T) {
	s := start(t, nil)
	bothRun := make(chan struct{})
	var began atomic.Int32
	s.run["move"] = func(context.Context, map[string]any) (string, error) {
		if began.Add(1) == 2 {
			close(bothRun)
		}
		<-bothRun
		return `{"statusCode":200}`, nil
	}
	ws := s.dial(t)
	send(t, ws, `{"action":"move"}`)
	send(t, ws, `{"action":"move"}`)
	select {
	case <-bothRun:
	case <-time.After(10 * time.Second):
		t.Fatal("the second message waited for the first")
	}
}

func TestWR1_binaryFrameEndsTheConnection(t *testing.T) {
	s := start(t, nil)
	ws := s.dial(t)
	if err := ws.Write(context.Background(), websocket.MessageBinary, []byte{0xff, 0}); err != nil {
		t.Fatal(err)
	}
	if got := closeCode(t, ws); got != websocket.StatusUnsupportedData {
		t.Errorf("closed with %d, want 1003", got)
	}
	s.await(t, "disconnect")
	if s.count("default") > 0 {
		t.Error("a function ran")
	}
}

func TestThrottle_refillsAtItsRate(t *testing.T) {
	now := time.Unix(0, 0)
	api := template.API{Throttle: template.Throttle{Rate: 2, Burst: 1}, Routes: map[string]template.Route{"move": {}}}
	th := newThrottles(api)
	if !th.allow("move", now) || th.allow("move", now) {
		t.Error("with a burst of 1, want one message allowed")
	}
	now = now.Add(500 * time.Millisecond)
	if !th.allow("move", now) || th.allow("move", now) {
		t.Error("half a second later at 2/s, want one more message allowed")
	}
}

func TestPolicy(t *testing.T) {
	const arn = "arn:aws:execute-api:us-east-1:000000000000:local/prod/$connect"
	tests := []struct {
		policy string
		want   bool
	}{
		{`{"Statement":[]}`, false},
		{`{"Statement":{"Effect":"Allow","Action":"execute-api:*","Resource":"*"}}`, true},
		{`{"Statement":[{
			"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["arn:aws:execute-api:*:*:local/*"]
		}]}`, true},
		{`{"Statement":[{"Effect":"Allow","Action":"execute-api:ManageConnections","Resource":"*"}]}`, false},
		{`{"Statement":[{
			"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:*:other/*"
		}]}`, false},
		{`{"Statement":[
			{"Effect":"Allow","Action":"*","Resource":"*"},
			{"Effect":"Deny","Action":"*","Resource":"*"}
		]}`, false},
	}
	for _, tt := range tests {
		var p policy
		if err := json.Unmarshal([]byte(tt.policy), &p); err != nil {
			t.Fatal(err)
		}
		if got := p.allows(arn); got != tt.want {
			t.Errorf("%s allows %v, want %v", tt.policy, got, tt.want)
		}
	}
}
