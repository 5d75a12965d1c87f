package gateway

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// rawHandshake sends a handshake with these header lines over conn, and returns the status of the answer.
func rawHandshake(t *testing.T, conn net.Conn, lines ...string) int {
	t.Helper()
	head := append([]string{
		"GET /prod?room=r1&tab=a:b HTTP/1.1", "hOST: " + conn.RemoteAddr().String(), "upgrade: websocket",
		"connection: Upgrade", "sec-websocket-version: 13", "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
	}, lines...)
	if _, err := fmt.Fprintf(conn, "%s\r\n\r\n", strings.Join(head, "\r\n")); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	return res.StatusCode
}

// connectTo opens a TCP connection to the stage.
func connectTo(t *testing.T, s *stage) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestEvents_haveHeaderNamesAsTheClientWroteThem(t *testing.T) {
	s := start(t, func(c *Config) { c.API.Authorizer.Identity = nil })
	status := rawHandshake(t, connectTo(t, s), "sec-webSOCKET-protocol: homstyle.v2", "sec-webSOCKET-protocol: token",
		"ORIGIN: https://shop.example", "x-forwarded-for: 192.0.2.1")
	if status != http.StatusSwitchingProtocols {
		t.Fatalf("status %d", status)
	}
	for _, function := range []string{"auth", "connect"} {
		e := s.event(t, function)
		one, all := e["headers"].(map[string]any), e["multiValueHeaders"].(map[string]any)
		for name, want := range map[string]any{
			"ORIGIN": "https://shop.example", "Origin": nil, "sec-webSOCKET-protocol": "token",
			"Sec-WebSocket-Protocol": nil, "Sec-Websocket-Protocol": nil,
			"X-Forwarded-For": "127.0.0.1", "x-forwarded-for": nil,
		} {
			if one[name] != want {
				t.Errorf("%s: the header %s is %v, want %v", function, name, one[name], want)
			}
		}
		if one["hOST"] == nil || one["Host"] != nil {
			t.Errorf("%s: headers %v", function, one)
		}
		if values, _ := all["sec-webSOCKET-protocol"].([]any); !slices.Equal(values, []any{"homstyle.v2", "token"}) {
			t.Errorf("%s: the values of the header are %v", function, values)
		}
	}
}

// API Gateway compares the name of an identity source with its case. The names of each handshake count,
// also if a connection is used for several.
func TestHandshake_identitySourceInOneSpelling(t *testing.T) {
	s := start(t, func(c *Config) {
		c.API.Authorizer.Identity = []string{"route.request.header.Sec-WebSocket-Protocol"}
	})
	conn := connectTo(t, s)
	for line, want := range map[string]int{
		"Sec-Websocket-Protocol: token": 401, "sec-websocket-protocol: token": 401, "Sec-WebSocket-Protocol:": 401,
	} {
		if got := rawHandshake(t, conn, line); got != want || s.count("auth") > 0 {
			t.Errorf("%s: status %d, want %d; %d invocations of the authorizer", line, got, want, s.count("auth"))
		}
	}
	if got := rawHandshake(t, conn, "Sec-WebSocket-Protocol: token"); got != http.StatusSwitchingProtocols {
		t.Errorf("the right name after wrong ones on the same connection: status %d", got)
	}
}
