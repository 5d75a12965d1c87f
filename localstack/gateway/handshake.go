package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/template"
)

// handshake serves a connection from the upgrade request until it is closed. The connection exists
// only after the authorizer and $connect have accepted it: a post from within $connect is answered
// 410.
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

// httpError is the error of a refused handshake: the HTTP status of the response, and the reason for
// the log.
type httpError struct {
	status int
	reason string
}

func (r *httpError) Error() string { return r.reason }

// admit applies the limits and runs the authorizer and $connect. It returns the subprotocol that
// $connect selected. Both functions run to their end even if the client disconnects.
func (g *Gateway) admit(c *connection, r *http.Request) (string, error) {
	r = r.WithContext(context.WithoutCancel(r.Context()))
	if !g.cfg.Quota.Connect(g.cfg.Now()) {
		return "", &httpError{http.StatusTooManyRequests, "too many new connections in the account"}
	}
	if !g.allow("$connect") {
		return "", &httpError{http.StatusTooManyRequests, "throttled by the stage or the account"}
	}
	e := g.connectEvent(c, r)
	if g.cfg.API.Authorizer != nil {
		if err := g.authorize(r.Context(), c, e); err != nil {
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
		return "", &httpError{answer.StatusCode, fmt.Sprintf("$connect returned the status %d", answer.StatusCode)}
	}
	return answer.header("Sec-WebSocket-Protocol"), nil
}

// serve upgrades the request and returns when the connection is closed.
func (g *Gateway) serve(c *connection, w http.ResponseWriter, r *http.Request, protocol string) {
	if protocol != "" {
		// The function's choice is sent even if the client did not offer it, as AWS does.
		w.Header().Set("Sec-WebSocket-Protocol", protocol)
	}
	g.add(c) // before the client gets the answer, so that any function it invokes can post to it
	defer g.disconnected(c)
	framed := &frameGuard{ResponseWriter: w, limit: g.cfg.Limits.Frame, tooLarge: c.frameTooLarge}
	anyOrigin := &websocket.AcceptOptions{InsecureSkipVerify: true} // the authorizer checks origins
	ws, err := websocket.Accept(framed, r, anyOrigin)
	if err != nil {
		g.cfg.Log.Warn("upgrade failed", "connection", c.id, "reason", err)
		c.setReason(closeReason{code: websocket.StatusAbnormalClosure})
		return
	}
	ws.SetReadLimit(int64(g.cfg.Limits.Message))
	c.socket = ws
	g.readMessages(c)
}

// answer is a function's answer to the gateway.
type answer struct {
	StatusCode int               `json:"statusCode"`
	Headers    map[string]string `json:"headers"`
	Body       string            `json:"body"`
}

// header returns the header with the name in any case, or "".
func (a answer) header(name string) string {
	for k, v := range a.Headers {
		if strings.EqualFold(k, name) {
			return v
		}
	}
	return ""
}

// errTimeout is the error of an integration that exceeds its timeout. As in AWS, the function
// continues and its answer is discarded.
var errTimeout = errors.New("the integration timed out")

// call invokes a proxy integration and waits for its answer. The caller must have added itself to
// g.work.
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
		return a, errors.New("malformed proxy response: no statusCode")
	}
	return a, nil
}

// refuse writes an error response with the message as JSON.
func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"message": message})
}
