package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/template"
)

// handshake takes a connection from the upgrade request to its end. The upgrade
// waits for the authorizer and for $connect, and only then exists: a post from
// inside $connect finds no such connection.
func (g *Gateway) handshake(w http.ResponseWriter, r *http.Request) {
	if !g.begin() {
		http.Error(w, "shutting down", http.StatusServiceUnavailable)
		return
	}
	defer g.work.Done()
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		refuse(w, http.StatusUpgradeRequired, "Upgrade Required")
		return
	}
	c := g.newConnection(r)
	protocol, err := g.admit(c, r)
	if err != nil {
		g.cfg.Log.Info("handshake refused", "connection", c.id, "reason", err)
		status := http.StatusInternalServerError
		var refused *httpError
		if errors.As(err, &refused) {
			status = refused.status
		}
		refuse(w, status, http.StatusText(status))
		return
	}
	g.serve(c, w, r, protocol)
}

// httpError is a handshake that ends with an HTTP status.
type httpError struct {
	status int
	reason string
}

func (r *httpError) Error() string { return r.reason }

// admit runs throttle, authorizer and $connect. It returns the subprotocol that
// the function chose.
// A client that goes away meanwhile stops neither.
func (g *Gateway) admit(c *connection, r *http.Request) (string, error) {
	r = r.WithContext(context.WithoutCancel(r.Context()))
	if !g.throttle.allow("$connect") {
		return "", &httpError{http.StatusTooManyRequests, "the stage's throttle"}
	}
	e := g.connectEvent(c, r)
	if g.cfg.API.Authorizer != nil {
		if err := g.authorize(r.Context(), c, r, e); err != nil {
			return "", err
		}
		e.RequestContext.Authorizer = c.authorizer
	}
	route, ok := g.cfg.API.Routes["$connect"]
	if !ok {
		return "", nil
	}
	answer, err := g.call(route, e)
	if err != nil {
		return "", &httpError{http.StatusBadGateway, "$connect failed: " + err.Error()}
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return "", &httpError{answer.StatusCode, "$connect answered so"}
	}
	return answer.header("Sec-WebSocket-Protocol"), nil
}

// serve upgrades and stays until the connection's end.
func (g *Gateway) serve(c *connection, w http.ResponseWriter, r *http.Request, protocol string) {
	if protocol != "" {
		// Sent as the function gave it, asked for or not: so does AWS.
		w.Header().Set("Sec-WebSocket-Protocol", protocol)
	}
	g.add(c) // before the client knows of it: whoever learns of it can post
	defer g.disconnected(c)
	framed := &frameGuard{ResponseWriter: w, limit: g.cfg.Limits.Frame, tooLarge: c.frameTooLarge}
	ws, err := websocket.Accept(framed, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // origins are the authorizer's business
	if err != nil {
		g.cfg.Log.Warn("upgrade failed", "connection", c.id, "reason", err)
		c.note(closeReason{code: websocket.StatusAbnormalClosure})
		return
	}
	ws.SetReadLimit(int64(g.cfg.Limits.Message))
	c.socket = ws
	g.converse(c)
}

// answer is what a function returns to the gateway.
type answer struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers"`
	Body       string            `json:"body"`
}

func (a answer) header(name string) string {
	for k, v := range a.Headers {
		if strings.EqualFold(k, name) {
			return v
		}
	}
	return ""
}

// errTimeout says that the integration took too long. The function runs on, as
// in AWS: only nobody waits for it any more.
var errTimeout = errors.New("the integration timed out")

// call invokes a proxy integration. Its caller holds g.work.
func (g *Gateway) call(route template.Route, e event) (answer, error) {
	payload, err := json.Marshal(e)
	if err != nil {
		return answer{}, err
	}
	type result struct {
		out []byte
		err error
	}
	done := make(chan result, 1)
	g.work.Go(func() {
		out, err := g.cfg.Invoker.Invoke(context.Background(), route.Function, payload)
		done <- result{out, err}
	})
	limit := time.NewTimer(route.Timeout)
	defer limit.Stop()
	select {
	case r := <-done:
		if r.err != nil {
			return answer{}, r.err
		}
		return readAnswer(r.out)
	case <-limit.C:
		return answer{}, errTimeout
	}
}

func readAnswer(out []byte) (a answer, err error) {
	if json.Unmarshal(out, &a) != nil || a.StatusCode == 0 {
		return a, errors.New("malformed proxy response: it needs a statusCode")
	}
	return a, nil
}

func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}
