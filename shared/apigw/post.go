// Package apigw broadcasts events: it posts frames to the connections of a room's peers
// through API Gateway's management API, concurrently.
package apigw

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"homstyle.dev/planner/shared/room"
)

// Poster is the part of the management API that concerns one connection.
type Poster interface {
	// Post sends a frame. It returns ErrGone if the connection does not exist any more,
	// ErrThrottled if the account is over its rate or the client reads too slowly (the
	// caller may retry shortly), and ErrRejected if a retry would fail in the same way.
	// After any other error the frame may have been delivered or not.
	Post(ctx context.Context, c room.ConnectionID, frame []byte) error
	// Exists asks API Gateway whether the connection exists. It is needed because API
	// Gateway sometimes answers 410 to a post for a connection that does exist.
	Exists(ctx context.Context, c room.ConnectionID) (bool, error)
	// Close closes the connection. It returns ErrGone if the connection does not exist.
	Close(ctx context.Context, c room.ConnectionID) error
}

// The errors of a Poster's methods.
var (
	ErrGone      = errors.New("connection is gone")
	ErrThrottled = errors.New("post was throttled")
	ErrRejected  = errors.New("request was rejected")
)

// Client is a Poster that signs and sends its requests without the SDK's client. The
// SDK's client takes several times the processor time (make bench), and posts are most of
// a function's work.
type Client struct {
	endpoint *url.URL
	region   string
	http     *http.Client
	creds    aws.CredentialsProvider
	signer   *v4.Signer
	now      func() time.Time
}

var _ Poster = (*Client)(nil)

// NewClient returns a Client of the API at endpoint, a URL that ends in the API's stage.
func NewClient(endpoint, region string, creds aws.CredentialsProvider, h *http.Client) (*Client, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("management endpoint %q is not a URL", endpoint)
	}
	return &Client{endpoint: u, region: region, http: h, creds: creds, signer: v4.NewSigner(), now: time.Now}, nil
}

func (c *Client) Post(ctx context.Context, id room.ConnectionID, frame []byte) error {
	return c.do(ctx, http.MethodPost, id, frame)
}

func (c *Client) Exists(ctx context.Context, id room.ConnectionID) (bool, error) {
	err := c.do(ctx, http.MethodGet, id, nil)
	if errors.Is(err, ErrGone) {
		return false, nil
	}
	return err == nil, err
}

func (c *Client) Close(ctx context.Context, id room.ConnectionID) error {
	return c.do(ctx, http.MethodDelete, id, nil)
}

func (c *Client) do(ctx context.Context, method string, id room.ConnectionID, frame []byte) error {
	req, err := c.request(ctx, method, id, frame)
	if err != nil {
		return err
	}
	res, err := c.http.Do(req)
	if err != nil {
		// A freeze of the function, or a failover of the server, breaks the idle
		// connections as well: the next attempt must not use one of them.
		c.http.CloseIdleConnections()
		return err
	}
	// net/http uses the connection again only if the body was read to its end.
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10))
	switch {
	case res.StatusCode < 300:
		return nil
	case res.StatusCode == http.StatusGone:
		return ErrGone
	case res.StatusCode == http.StatusTooManyRequests:
		return ErrThrottled
	case res.StatusCode < 500:
		return fmt.Errorf("%w: %s @connections: %s", ErrRejected, method, res.Status)
	}
	return fmt.Errorf("%s @connections: %s", method, res.Status)
}

// request returns a signed request to the management API.
func (c *Client) request(
	ctx context.Context, method string, id room.ConnectionID, frame []byte,
) (*http.Request, error) {
	creds, err := c.creds.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: credentials: %w", ErrRejected, err)
	}
	u := *c.endpoint
	u.Path += "/@connections/" + string(id)
	// The id is base64: QueryEscape also escapes its =, + and /, as the SDK does.
	u.RawPath = c.endpoint.EscapedPath() + "/@connections/" + url.QueryEscape(string(id))
	req := (&http.Request{
		Method: method, URL: &u, Host: u.Host, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: make(http.Header, 6), Body: http.NoBody,
	}).WithContext(ctx)
	if len(frame) > 0 {
		req.Body = io.NopCloser(bytes.NewReader(frame))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(frame)), nil }
		req.ContentLength = int64(len(frame))
	}
	err = c.signer.SignHTTP(ctx, creds, req, payloadHash(frame), "execute-api", c.region, c.now())
	replayable(req)
	return req, err
}

// replayable lets net/http send the request again if its pooled connection is dead, as
// most are after a freeze of the function. net/http does that only for idempotent methods
// and for requests with this header. A header without values is not sent, but the signer
// would sign it, so replayable must be called after signing.
func replayable(req *http.Request) { req.Header["Idempotency-Key"] = []string{} }

func payloadHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
