package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi/types"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// sdk returns a client of the AWS SDK for the stage.
func (s *stage) sdk() *apigatewaymanagementapi.Client {
	return apigatewaymanagementapi.New(apigatewaymanagementapi.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(s.url + "/prod"), RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
}

func (s *stage) post(id, body string) error {
	_, err := s.sdk().PostToConnection(context.Background(), &apigatewaymanagementapi.PostToConnectionInput{
		ConnectionId: &id, Data: []byte(body),
	})
	return err
}

func (s *stage) delete(id string) error {
	in := &apigatewaymanagementapi.DeleteConnectionInput{ConnectionId: &id}
	_, err := s.sdk().DeleteConnection(context.Background(), in)
	return err
}

func TestConnections_postGetDelete(t *testing.T) {
	s := start(t, func(c *Config) { c.RequireSignature = true })
	ws := s.dial(t)
	id := s.connectionID(t)
	if err := s.post(id, "hello"); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, ws); got != "hello" {
		t.Errorf("got %s", got)
	}
	get := &apigatewaymanagementapi.GetConnectionInput{ConnectionId: &id}
	got, err := s.sdk().GetConnection(context.Background(), get)
	if err != nil || got.ConnectedAt == nil || got.LastActiveAt == nil || *got.Identity.SourceIp != "127.0.0.1" {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := s.post(id, "last message"); err != nil {
		t.Fatal(err)
	}
	if err := s.delete(id); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, ws); got != "last message" {
		t.Errorf("the message posted before the close was lost; got %s", got)
	}
	if got := closeCode(t, ws); got != 1000 {
		t.Errorf("closed with %d", got)
	}
}

func TestConnections_closedConnectionIsGone(t *testing.T) {
	s := start(t, nil)
	var gone *types.GoneException
	if err := s.post("L0SM9cOFvHcCIhw=", "hello"); !errors.As(err, &gone) {
		t.Errorf("unknown connection: %v", err)
	}
	ws := s.dial(t)
	_ = ws.Close(1000, "")
	s.await(t, "disconnect")
	if err := s.post(s.connectionID(t), "hello"); !errors.As(err, &gone) {
		t.Errorf("closed connection: %v", err)
	}
}

func TestConnections_goneInsideConnect(t *testing.T) {
	s := start(t, nil)
	posted := make(chan error, 1)
	s.run["connect"] = func(_ context.Context, e map[string]any) (string, error) {
		posted <- s.post(e["requestContext"].(map[string]any)["connectionId"].(string), "too early")
		return protocolAnswer, nil
	}
	s.dial(t)
	var gone *types.GoneException
	if err := <-posted; !errors.As(err, &gone) {
		t.Errorf("got %v", err)
	}
}

func TestConnections_tooLarge(t *testing.T) {
	s := start(t, nil)
	s.dial(t)
	var large *types.PayloadTooLargeException
	if err := s.post(s.connectionID(t), strings.Repeat("x", 128<<10+1)); !errors.As(err, &large) {
		t.Errorf("got %v", err)
	}
}

func TestConnections_slowReaderIsThrottled(t *testing.T) {
	s := start(t, func(c *Config) { c.Limits.Buffer = 256 << 10 })
	s.dial(t) // the client never reads
	id := s.connectionID(t)
	var throttled *types.LimitExceededException
	for range 1000 { // more than the socket's buffers hold
		if err := s.post(id, strings.Repeat("x", 100<<10)); errors.As(err, &throttled) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
	t.Error("100 MB were queued without LimitExceededException")
}

func TestConnections_unsignedIsForbidden(t *testing.T) {
	s := start(t, func(c *Config) { c.RequireSignature = true })
	s.dial(t)
	address := s.url + "/prod/@connections/" + url.PathEscape(s.connectionID(t))
	res, err := http.Post(address, "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var body struct{ Message string }
	if err := json.NewDecoder(res.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != 403 || res.Header.Get("X-Amzn-Errortype") != "ForbiddenException" || body.Message == "" {
		t.Errorf("got %v %v", res, body)
	}
}

// fixed gives every request the same outcome.
type fixed Outcome

func (f fixed) Post() (Outcome, time.Duration)   { return Outcome(f), time.Microsecond }
func (f fixed) Delete() (Outcome, time.Duration) { return Outcome(f), time.Microsecond }

func TestConnections_faults(t *testing.T) {
	for outcome, want := range map[Outcome]any{
		Gone: new(*types.GoneException), GoneDelivered: new(*types.GoneException),
		Throttle:    new(*types.LimitExceededException),
		ServerError: new(*smithyhttp.ResponseError), Reset: new(*url.Error), ResetDelivered: new(*url.Error),
	} {
		s := start(t, func(c *Config) { c.Faults = fixed(outcome) })
		ws := s.dial(t)
		id := s.connectionID(t)
		if err := s.post(id, "x"); err == nil || !errors.As(err, want) {
			t.Errorf("outcome %d: post returned %v", outcome, err)
		}
		send(t, ws, `{"action":"ping"}`)
		if got := receive(t, ws); (got == "x") != outcome.delivers() {
			t.Errorf("outcome %d: the client got %s", outcome, got)
		}
		if outcome.delivers() {
			receive(t, ws) // the answer to the ping
		}

		if err := s.delete(id); err == nil || !errors.As(err, want) {
			t.Errorf("outcome %d: delete returned %v", outcome, err)
		}
		if outcome.delivers() {
			if code := closeCode(t, ws); code != 1000 {
				t.Errorf("outcome %d: delete closed the connection with %d, want 1000", outcome, code)
			}
			continue
		}
		send(t, ws, `{"action":"ping"}`)
		if got := receive(t, ws); got == "" {
			t.Errorf("outcome %d: no answer to a ping after a delete that was not delivered", outcome)
		}
	}
}

func TestConnections_droppedPost(t *testing.T) {
	s := start(t, func(c *Config) { c.Faults = fixed(Drop) })
	ws := s.dial(t)
	if err := s.post(s.connectionID(t), "lost"); err != nil {
		t.Errorf("a dropped post returned %v, want nil", err)
	}
	send(t, ws, `{"action":"ping"}`)
	if got := receive(t, ws); got == "lost" {
		t.Error("a dropped post was delivered")
	}
}

func TestConnections_hangEndsAtTheCallersTimeout(t *testing.T) {
	s := start(t, func(c *Config) { c.Faults = fixed(Hang) })
	s.dial(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	id := s.connectionID(t)
	_, err := s.sdk().PostToConnection(ctx, &apigatewaymanagementapi.PostToConnectionInput{
		ConnectionId: &id, Data: []byte("x"),
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("post returned %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err = s.sdk().DeleteConnection(ctx, &apigatewaymanagementapi.DeleteConnectionInput{ConnectionId: &id})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("delete returned %v", err)
	}
}
