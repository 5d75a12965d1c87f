// Package apigw tells clients: it posts frames to their connections through API
// Gateway's management API, to many at once.
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

// Poster is one connection's side of the management API.
type Poster interface {
	// Post sends a frame. It returns ErrGone when the connection does not exist any
	// more, ErrThrottled when it may be tried again shortly (the account is over its
	// rate, or the client reads too slowly), and ErrRejected when trying again can't
	// help. After any other error the frame may have been delivered or not.
	Post(ctx context.Context, c room.ConnectionID, frame []byte) error
	// Exists reports whether the connection exists, asking API Gateway itself: now and
	// then it answers 410 to a post that it delivers.
	Exists(ctx context.Context, c room.ConnectionID) (bool, error)
	// Close ends the connection; one that is gone is no error.
	Close(ctx context.Context, c room.ConnectionID) error
}

// What a post may fail with.
var (
	ErrGone      = errors.New("connection is gone")
	ErrThrottled = errors.New("post was throttled")
	ErrRejected  = errors.New("request was rejected")
)

// Client is a Poster that signs and sends by itself. The SDK's client does the same
// at several times the cost (make bench), and posts are most of what a small
// function does.
type Client struct {
	endpoint *url.URL
	region   string
	http     *http.Client
	creds    aws.CredentialsProvider
	signer   *v4.Signer
	now      func() time.Time
}

var _ Poster = (*Client)(nil)

// NewClient posts to the API at endpoint, which ends in its stage.
func NewClient(endpoint, region string, creds aws.CredentialsProvider, h *http.Client) (*Client, error) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("management endpoint %q is no URL", endpoint)
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
	if err := c.do(ctx, http.MethodDelete, id, nil); !errors.Is(err, ErrGone) {
		return err
	}
	return nil
}

func (c *Client) do(ctx context.Context, method string, id room.ConnectionID, frame []byte) error {
	req, err := c.request(ctx, method, id, frame)
	if err != nil {
		return err
	}
	res, err := c.http.Do(req)
	if err != nil {
		// Whatever broke this connection, a freeze of the function or a failover of the
		// other side, broke the idle ones as well: the next attempt must not take one.
		c.http.CloseIdleConnections()
		return err
	}
	// The body is read to its end so that the connection can be used again.
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

// request is a signed call of the management API.
func (c *Client) request(ctx context.Context, method string, id room.ConnectionID, frame []byte) (*http.Request, error) {
	creds, err := c.creds.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: credentials: %w", ErrRejected, err)
	}
	u := *c.endpoint
	u.Path += "/@connections/" + string(id)
	u.RawPath = c.endpoint.EscapedPath() + "/@connections/" + url.QueryEscape(string(id)) // base64: its =, + and / are escaped too
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

// replayable lets net/http send the request again when a pooled connection turns out to
// be dead, as it is after most freezes of the function. net/http does so by itself only
// for methods that are idempotent, or with this header. Without a value it is not sent,
// but the signer would sign it: call this after signing.
func replayable(req *http.Request) { req.Header["Idempotency-Key"] = []string{} }

func payloadHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
