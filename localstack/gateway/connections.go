package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// apiError is an error of the @connections API. The SDKs recognise it by its X-Amzn-Errortype
// header.
type apiError struct {
	status int
	name   string
}

var (
	errGone      = &apiError{http.StatusGone, "GoneException"}
	errForbidden = &apiError{http.StatusForbidden, "ForbiddenException"}
	errTooLarge  = &apiError{http.StatusRequestEntityTooLarge, "PayloadTooLargeException"}
	errThrottled = &apiError{http.StatusTooManyRequests, "LimitExceededException"}
	errServer    = &apiError{http.StatusServiceUnavailable, "ServiceUnavailableException"}
	errReset     = errors.New("the connection is reset without an answer")
)

func (e *apiError) Error() string { return e.name }

// serveConnections serves @connections/{id}: POST, GET and DELETE.
func (g *Gateway) serveConnections(w http.ResponseWriter, r *http.Request) {
	err := g.handleConnection(w, r)
	var e *apiError
	if errors.As(err, &e) {
		w.Header().Set("X-Amzn-Errortype", e.name)
		refuse(w, e.status, e.name)
	} else if err != nil {
		Abort(w) // errReset, or the caller has cancelled the request
	}
}

// handleConnection handles one request. It returns an *apiError for an error response, and another
// error if there must be no response.
func (g *Gateway) handleConnection(w http.ResponseWriter, r *http.Request) error {
	if g.cfg.RequireSignature && !signed(r) {
		return errForbidden
	}
	if !g.cfg.Quota.Request(g.cfg.Now()) {
		return errThrottled
	}
	c := g.find(r.URL.Path)
	switch r.Method {
	case http.MethodPost:
		return g.post(c, r)
	case http.MethodGet:
		if c == nil {
			return errGone
		}
		return c.describe(w)
	case http.MethodDelete:
		if err := g.delete(r.Context(), c); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return errForbidden // AWS's answer to an unknown method
}

// post queues the body in the connection's outbox. It returns nil when the message is queued, not
// when the client has received it.
func (g *Gateway) post(c *connection, r *http.Request) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, int64(g.cfg.Limits.Message)+1))
	if err != nil {
		return err
	}
	if len(body) > g.cfg.Limits.Message {
		return errTooLarge
	}
	outcome, latency := g.cfg.Faults.Post()
	return g.applyFault(r.Context(), outcome, latency, func() error { return c.deliver(body) })
}

// delete closes the connection after what is queued for it has been sent.
func (g *Gateway) delete(ctx context.Context, c *connection) error {
	outcome, latency := g.cfg.Faults.Delete()
	return g.applyFault(ctx, outcome, latency, func() error {
		if c == nil {
			return errGone
		}
		c.end(websocket.StatusNormalClosure, "Connection Closed Normally")
		return nil
	})
}

// deliver queues a message for the client.
func (c *connection) deliver(body []byte) error {
	if c == nil {
		return errGone
	}
	switch err := c.out.put(body); {
	case errors.Is(err, errFull):
		return errThrottled
	case err != nil:
		return errGone
	}
	return nil
}

// describe writes the response to GET.
func (c *connection) describe(w http.ResponseWriter) error {
	c.mu.Lock()
	last := c.lastActive
	c.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(map[string]any{
		"connectedAt":  c.connectedAt.UTC().Format(time.RFC3339),
		"lastActiveAt": last.UTC().Format(time.RFC3339),
		"identity":     c.identity,
	})
}

// signed reports whether the request has a SigV4 header for execute-api.
func signed(r *http.Request) bool {
	auth := r.Header.Get("Authorization")
	return strings.HasPrefix(auth, "AWS4-HMAC-SHA256 ") && strings.Contains(auth, "/execute-api/aws4_request")
}

// wait waits for d. It returns false if ctx ends first.
func wait(ctx context.Context, d time.Duration) bool {
	if d == 0 {
		return true
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
