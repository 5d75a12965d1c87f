package apigw

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
)

const (
	stage  = "https://abc123.execute-api.eu-north-1.amazonaws.com/prod"
	region = "eu-north-1"
)

var keys = credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", "session")

// transport answers requests with a fixed status and keeps the last request.
type transport struct {
	status int
	last   *http.Request
	body   string
}

func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	t.last = r
	if r.Body != nil {
		b, _ := io.ReadAll(r.Body)
		t.body = string(b)
	}
	return &http.Response{StatusCode: t.status, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func (t *transport) client() *http.Client { return &http.Client{Transport: t} }

func newClient(t testing.TB, rt *transport) *Client {
	t.Helper()
	c, err := NewClient(stage, region, keys, rt.client())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sdkClient(rt *transport) *sdk.Client {
	return sdk.New(sdk.Options{
		Region: region, Credentials: keys, BaseEndpoint: aws.String(stage), HTTPClient: rt.client(),
	})
}

// The connection id has characters that a path escapes; API Gateway checks the
// signature over exactly the bytes that the SDK would send.
func TestPostIsSignedAsTheSDKSigns(t *testing.T) {
	const connection = "L0SM9cOFvHcCIhw="
	ours, theirs := &transport{status: 200}, &transport{status: 200}
	c := newClient(t, ours)
	if err := c.Post(context.Background(), connection, []byte(`{"type":"left"}`)); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse("20060102T150405Z", ours.last.Header.Get("X-Amz-Date"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = sdkClient(theirs).PostToConnection(context.Background(), &sdk.PostToConnectionInput{
		ConnectionId: aws.String(connection), Data: []byte(`{"type":"left"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := ours.last.URL.EscapedPath(), theirs.last.URL.EscapedPath(); got != want {
		t.Errorf("path %s, want %s", got, want)
	}
	if ours.body != theirs.body {
		t.Errorf("body %q, want %q", ours.body, theirs.body)
	}
	// The SDK signs a few headers more, so the two signatures differ; the SDK's
	// request signed by our signer must have the signature of our own request.
	again := theirs.last.Clone(context.Background())
	again.Header = http.Header{}
	again.ContentLength = ours.last.ContentLength
	creds, _ := keys.Retrieve(context.Background())
	hash := payloadHash([]byte(`{"type":"left"}`))
	if err := c.signer.SignHTTP(context.Background(), creds, again, hash, "execute-api", region, at); err != nil {
		t.Fatal(err)
	}
	if got, want := ours.last.Header.Get("Authorization"), again.Header.Get("Authorization"); got != want {
		t.Errorf("signature\n%s\nwant\n%s", got, want)
	}
}

func TestBC3_BC4_statusOfAPost(t *testing.T) {
	for status, want := range map[int]error{200: nil, 410: ErrGone, 429: ErrThrottled} {
		c := newClient(t, &transport{status: status})
		err := c.Post(context.Background(), "c1", []byte("x"))
		if !errors.Is(err, want) || (want == nil && err != nil) {
			t.Errorf("status %d gave %v, want %v", status, err, want)
		}
	}
	c := newClient(t, &transport{status: 403})
	if err := c.Post(context.Background(), "c1", []byte("x")); err == nil || errors.Is(err, ErrGone) {
		t.Errorf("status 403 gave %v", err)
	}
	gone := newClient(t, &transport{status: 410})
	if err := gone.Close(context.Background(), "c1"); !errors.Is(err, ErrGone) {
		t.Errorf("closing a gone connection: %v, want ErrGone", err)
	}
}

func TestEndpointMustBeAURL(t *testing.T) {
	for _, bad := range []string{"", "abc", "://x"} {
		_, err := NewClient(bad, region, keys, http.DefaultClient)
		if err == nil || !strings.Contains(err.Error(), "endpoint") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// BenchmarkPost compares the processor time of one post by Client and by the SDK's client,
// both without a network. A small Lambda has little processor time.
func BenchmarkPost(b *testing.B) {
	frame := []byte(strings.Repeat("x", 200))
	rt := &transport{status: 200}
	b.Run("client=ours", func(b *testing.B) {
		c := newClient(b, rt)
		b.ReportAllocs()
		for b.Loop() {
			if err := c.Post(context.Background(), "L0SM9cOFvHcCIhw=", frame); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("client=sdk", func(b *testing.B) {
		c := sdkClient(rt)
		b.ReportAllocs()
		for b.Loop() {
			_, err := c.PostToConnection(context.Background(), &sdk.PostToConnectionInput{
				ConnectionId: aws.String("L0SM9cOFvHcCIhw="), Data: frame,
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
