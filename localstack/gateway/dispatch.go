package gateway

import (
	"encoding/json"
	"strings"
)

// dispatch runs the route of one message.
func (g *Gateway) dispatch(c *connection, message []byte) {
	key := g.selectRoute(message)
	route, ok := g.cfg.API.Routes[key]
	rc := g.request(c, key, "MESSAGE")
	switch {
	case !ok:
		c.fail("Forbidden", rc)
		return
	case !g.allow(key):
		c.fail("Too Many Requests", rc)
		return
	case route.Function == "":
		if route.Respond {
			_ = c.out.put([]byte(route.Mock))
		}
		return
	}
	body := string(message)
	e := event{RequestContext: rc, Body: &body}
	answer, err := g.call(route, e)
	if err != nil {
		c.fail("Internal server error", rc)
		return
	}
	if route.Respond && answer.Body != "" {
		_ = c.out.put([]byte(answer.Body))
	}
}

// selectRoute evaluates the route selection expression. It returns $default if the message is not a
// JSON object, or if there is no route with the selected key. A message cannot select $connect or
// $disconnect.
func (g *Gateway) selectRoute(message []byte) string {
	var body map[string]json.RawMessage
	if json.Unmarshal(message, &body) != nil {
		return "$default"
	}
	var key string
	raw := body[g.cfg.API.Selection]
	if json.Unmarshal(raw, &key) != nil {
		key = string(raw) // a number or boolean selects by its text
	}
	if _, ok := g.cfg.API.Routes[key]; !ok || strings.HasPrefix(key, "$") {
		return "$default"
	}
	return key
}

// fail sends an error to the client in API Gateway's format.
func (c *connection) fail(message string, rc requestContext) {
	frame, _ := json.Marshal(struct {
		Message      string `json:"message"`
		ConnectionID string `json:"connectionId"`
		RequestID    string `json:"requestId"`
	}{message, c.id, rc.RequestID})
	_ = c.out.put(frame) // an outbox that is full or closed drops the message
}

// disconnected removes the closed connection and runs $disconnect.
func (g *Gateway) disconnected(c *connection) {
	g.remove(c)
	end := c.ended()
	g.cfg.Log.Debug("disconnected", "connection", c.id, "code", int(end.code), "reason", end.reason)
	route, ok := g.cfg.API.Routes["$disconnect"]
	if !ok || route.Function == "" {
		return
	}
	e := event{RequestContext: g.request(c, "$disconnect", "DISCONNECT")}
	code := int(end.code)
	e.RequestContext.DisconnectStatusCode, e.RequestContext.DisconnectReason = &code, &end.reason
	if _, err := g.call(route, e); err != nil {
		g.cfg.Log.Warn("$disconnect failed", "connection", c.id, "reason", err)
	}
}
