package stack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/coder/websocket"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/localstack/quota"
)

// call sends a request to the HTTP API and returns the response as roundTrip does. Without a token it
// signs the request as a shop does.
func (s *Stack) call(t *testing.T, method, path, token, body string) map[string]any {
	t.Helper()
	r, err := s.request(t.Context(), method, path, token, body)
	if err != nil {
		t.Fatal(err)
	}
	return roundTrip(t, r)
}

// request returns a request to the HTTP API. Without a token it is signed as the shop does.
func (s *Stack) request(ctx context.Context, method, path, token, body string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.APIURL()+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
		return r, nil
	}
	creds, err := provider().Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(body))
	return r, v4.NewSigner().SignHTTP(ctx, creds, r, hex.EncodeToString(sum[:]), "execute-api", region, time.Now())
}

// roundTrip sends a request and returns the JSON object of the response and, as body, its text. It
// fails the test for an error status.
func roundTrip(t *testing.T, r *http.Request) map[string]any {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode > 299 {
		t.Fatalf("%s %s: %s %s", r.Method, r.URL.Path, res.Status, text)
	}
	out := map[string]any{"body": string(text)}
	_ = json.Unmarshal(text, &out)
	return out
}

// The test uses the HTTP API of the running stack as a shop and a page do: token, picture, revocation,
// deletion.
func TestHTTPAPI_ofTheRunningStack(t *testing.T) {
	for _, store := range []string{Memory, Disk, DynamoDB} {
		t.Run(store, func(t *testing.T) {
			s := start(t, Options{Store: store})
			minted := s.call(t, "POST", "/rooms/"+demo+"/tokens", "", `{"sub":"u1","name":"Anna","role":"owner"}`)
			token := minted["token"].(string)
			if state := s.call(t, "GET", "/rooms/"+demo, token, ""); len(state["items"].([]any)) == 0 {
				t.Errorf("state %v", state)
			}
			s.checkUploads(t, token)
			c := s.dial(t, token)
			s.call(t, "POST", "/rooms/"+demo+"/revocations", "", fmt.Sprintf(`{"token":%q}`, minted["id"]))
			awaitRevoked(t, c)
			s.call(t, "DELETE", "/rooms/"+demo, "", "")
		})
	}
}

// checkUploads uploads a picture and gets it back.
func (s *Stack) checkUploads(t *testing.T, token string) {
	t.Helper()
	const picture = "not really a picture"
	description := fmt.Sprintf(`{"type":"image/png","size":%d}`, len(picture))
	up := s.call(t, "POST", "/rooms/"+demo+"/uploads", token, description)
	body := bytes.NewReader([]byte(picture))
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, up["url"].(string), body)
	if err != nil {
		t.Fatal(err)
	}
	headers := up["headers"].(map[string]any)
	for name, value := range headers {
		r.Header.Set(name, value.(string))
	}
	if signed := r.URL.Query().Get("X-Amz-SignedHeaders"); signed != "content-length;content-type;host;if-none-match" {
		t.Errorf("the signed headers are %s", signed)
	}
	roundTrip(t, r)
	again := r.Clone(t.Context())
	again.Body = io.NopCloser(strings.NewReader(picture))
	if res, err := http.DefaultClient.Do(again); err != nil || res.StatusCode != http.StatusPreconditionFailed {
		t.Errorf("a second put to the same URL: %v, %v", res, err)
	} else {
		_ = res.Body.Close()
	}
	back := s.call(t, "GET", "/rooms/"+demo+"/uploads/"+up["upload"].(string), token, "")
	r, err = http.NewRequestWithContext(t.Context(), http.MethodGet, back["url"].(string), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := roundTrip(t, r)["body"]; got != picture {
		t.Errorf("got the picture %q", got)
	}
	r.URL.Path += "x"
	if res, err := http.DefaultClient.Do(r); err != nil || res.StatusCode != http.StatusForbidden {
		t.Errorf("another path with the signature: %v, %v", res, err)
	} else {
		_ = res.Body.Close()
	}
}

func (s *Stack) dial(t *testing.T, token string) *websocket.Conn {
	t.Helper()
	o := &websocket.DialOptions{Subprotocols: []string{"homstyle.v2", token}}
	ws, _, err := websocket.Dial(t.Context(), s.WSURL()+"?room="+demo+"&tab=t", o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	return ws
}

// awaitRevoked waits until a connection that has not joined its room is closed. The frames before must
// have the code token_revoked.
func awaitRevoked(t *testing.T, ws *websocket.Conn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	frames := ""
	for {
		_, frame, err := ws.Read(ctx)
		if err != nil {
			break
		}
		frames += string(frame)
	}
	if ctx.Err() != nil || !strings.Contains(frames, "token_revoked") {
		t.Errorf("a revoked connection got %q; closed: %t", frames, ctx.Err() == nil)
	}
}

// Handshakes and revocations of their tokens run at the same time. A revocation that is answered
// 200 leaves no connection of its token open; one that is answered busy is sent again.
func TestAC11_revocationsDuringHandshakes(t *testing.T) {
	for _, store := range []string{Memory, Disk, DynamoDB} {
		t.Run(store, func(t *testing.T) {
			// More than a new account may have: 20 revocations wait for handshakes at once.
			s := start(t, Options{Store: store, Account: quota.Limits{Concurrency: 1000}})
			var group errgroup.Group
			for n := range 20 {
				who := fmt.Sprintf(`{"sub":"u%d","name":"A","role":"owner"}`, n)
				minted := s.call(t, "POST", "/rooms/"+demo+"/tokens", "", who)
				dialed := make(chan *websocket.Conn, 1)
				group.Go(func() error {
					url := fmt.Sprintf("%s?room=%s&tab=t%d", s.WSURL(), demo, n)
					protocols := []string{"homstyle.v2", minted["token"].(string)}
					ws, _, _ := websocket.Dial(t.Context(), url, &websocket.DialOptions{Subprotocols: protocols})
					dialed <- ws // nil if the handshake was refused
					return nil
				})
				group.Go(func() error {
					if err := s.revokeUntilDone(t.Context(), minted["id"].(string)); err != nil {
						return err
					}
					if ws := <-dialed; ws != nil {
						return awaitEnd(t.Context(), ws)
					}
					return nil
				})
			}
			if err := group.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// revokeUntilDone revokes a token, again while the answer says that it may be sent again.
func (s *Stack) revokeUntilDone(ctx context.Context, id string) error {
	for {
		r, err := s.request(ctx, "POST", "/rooms/"+demo+"/revocations", "", fmt.Sprintf(`{"token":%q}`, id))
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		_ = res.Body.Close()
		switch res.StatusCode {
		case http.StatusOK:
			return nil
		case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		default:
			return fmt.Errorf("revocation of %s: %s", id, res.Status)
		}
	}
}

// awaitEnd reads until the connection is closed.
func awaitEnd(ctx context.Context, ws *websocket.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		if _, _, err := ws.Read(ctx); ctx.Err() != nil {
			return errors.New("a revoked connection is still open after 10 s")
		} else if err != nil {
			return nil
		}
	}
}
