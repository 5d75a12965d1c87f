package stack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/coder/websocket"
)

// call sends a request to the HTTP API and returns the response as roundTrip does. Without a token it
// signs the request as a shop does.
func (s *Stack) call(t *testing.T, method, path, token, body string) map[string]any {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.APIURL()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	} else {
		sum := sha256.Sum256([]byte(body))
		creds, _ := provider().Retrieve(t.Context())
		hash := hex.EncodeToString(sum[:])
		err := v4.NewSigner().SignHTTP(t.Context(), creds, r, hash, "execute-api", region, time.Now())
		if err != nil {
			t.Fatal(err)
		}
	}
	return roundTrip(t, r)
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
	for _, store := range []string{Memory, DynamoDB} {
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
}

func (s *Stack) dial(t *testing.T, token string) *websocket.Conn {
	t.Helper()
	o := &websocket.DialOptions{Subprotocols: []string{"homstyle.v1", token}}
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
