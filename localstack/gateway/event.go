package gateway

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// event is the event that a function gets. Fields that AWS omits from an event are omitted here
// too: only CONNECT has headers and query parameters.
type event struct {
	Headers           map[string]string   `json:"headers,omitempty"`
	MultiValueHeaders map[string][]string `json:"multiValueHeaders,omitempty"`
	Query             map[string]string   `json:"queryStringParameters,omitempty"`
	MultiValueQuery   map[string][]string `json:"multiValueQueryStringParameters,omitempty"`
	RequestContext    requestContext      `json:"requestContext"`
	Body              *string             `json:"body,omitempty"`
	IsBase64Encoded   bool                `json:"isBase64Encoded"`
}

// authorizerEvent is the event that a REQUEST authorizer gets.
type authorizerEvent struct {
	Type      string `json:"type"` // REQUEST
	MethodARN string `json:"methodArn"`
	event
}

type requestContext struct {
	RouteKey             string         `json:"routeKey"`
	Authorizer           map[string]any `json:"authorizer,omitempty"`
	MessageID            string         `json:"messageId,omitempty"`
	EventType            string         `json:"eventType"` // CONNECT, MESSAGE or DISCONNECT
	ExtendedRequestID    string         `json:"extendedRequestId"`
	RequestTime          string         `json:"requestTime"`
	MessageDirection     string         `json:"messageDirection"`
	DisconnectStatusCode *int           `json:"disconnectStatusCode,omitempty"`
	DisconnectReason     *string        `json:"disconnectReason,omitempty"`
	Stage                string         `json:"stage"`
	ConnectedAt          int64          `json:"connectedAt"`
	RequestTimeEpoch     int64          `json:"requestTimeEpoch"`
	Identity             identity       `json:"identity"`
	RequestID            string         `json:"requestId"`
	DomainName           string         `json:"domainName"`
	ConnectionID         string         `json:"connectionId"`
	APIID                string         `json:"apiId"`
}

type identity struct {
	SourceIP  string `json:"sourceIp"`
	UserAgent string `json:"userAgent"`
}

// request returns the request context of a new event of c.
func (g *Gateway) request(c *connection, routeKey, eventType string) requestContext {
	now := g.cfg.Now()
	id := shortID()
	rc := requestContext{
		RouteKey: routeKey, EventType: eventType, MessageDirection: "IN",
		Authorizer: c.authorizer, RequestID: id, ExtendedRequestID: id,
		RequestTime: now.UTC().Format("02/Jan/2006:15:04:05 -0700"), RequestTimeEpoch: now.UnixMilli(),
		Stage: g.cfg.API.Stage, APIID: g.cfg.API.ID, DomainName: c.domain,
		ConnectedAt: c.connectedAt.UnixMilli(), ConnectionID: c.id, Identity: c.identity,
	}
	if eventType == "MESSAGE" {
		rc.MessageID = shortID()
	}
	return rc
}

// connectEvent returns a CONNECT event with the handshake's headers and query.
func (g *Gateway) connectEvent(c *connection, r *http.Request) event {
	e := event{RequestContext: g.request(c, "$connect", "CONNECT")}
	e.Headers, e.MultiValueHeaders = headers(r)
	e.Query, e.MultiValueQuery = query(r.URL.Query())
	return e
}

// headers returns the headers, with the last value of each and with all values, by the names as the client
// wrote them. The gateway replaces the headers about the connection, whatever the client sent.
func headers(r *http.Request) (map[string]string, map[string][]string) {
	sent := r.Header.Clone()
	sent.Set("Host", r.Host) // net/http takes it out of the headers
	ours := map[string]string{
		"X-Forwarded-For":   sourceIP(r),
		"X-Forwarded-Proto": "https",
		"X-Forwarded-Port":  "443",
		"X-Amzn-Trace-Id":   fmt.Sprintf("Root=1-%08x-%s", time.Now().Unix(), randomHex(12)),
	}
	one, all := map[string]string{}, map[string][]string{}
	names := headerNames(r)
	for canonical, values := range sent {
		if _, ok := ours[canonical]; ok {
			continue
		}
		name := cmp.Or(names[canonical], canonical)
		one[name], all[name] = values[len(values)-1], values
	}
	for name, value := range ours {
		one[name], all[name] = value, []string{value}
	}
	return one, all
}

// query returns the query parameters, with the last value of each and with all values.
func query(values url.Values) (map[string]string, map[string][]string) {
	if len(values) == 0 {
		return nil, nil
	}
	one := make(map[string]string, len(values))
	for name, v := range values {
		one[name] = v[len(v)-1]
	}
	return one, values
}

func sourceIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// connectionID returns an id in AWS's format: 16 characters that end in "=". Code that does not
// percent-encode the id in a path therefore fails here, too.
func connectionID() string {
	return base64.URLEncoding.EncodeToString(randomBytes(11))
}

func shortID() string { return base64.URLEncoding.EncodeToString(randomBytes(11)) }

func randomHex(n int) string { return hex.EncodeToString(randomBytes(n)) }

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never returns an error
	return b
}
