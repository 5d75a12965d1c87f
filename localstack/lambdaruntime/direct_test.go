package lambdaruntime_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/lambdaruntime"
)

// What a handler sees and answers is the same by a call as over a socket.
func TestDirectServesAsASocketDoes(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Seen", r.Method+" "+r.Host+" "+r.URL.Path+" "+r.URL.EscapedPath()+" "+r.Header.Get("Authorization"))
		if len(body) == 0 {
			w.WriteHeader(http.StatusGone)
			return
		}
		_, _ = w.Write(append([]byte("got "), body...))
	})
	server := httptest.NewServer(handler)
	defer server.Close()
	direct := lambdaruntime.HandlerTransport(func() http.Handler { return handler })
	for _, body := range []string{"", "a frame"} {
		over := send(t, http.DefaultTransport, server.URL, body)
		by := send(t, direct, server.URL, body)
		if over != by {
			t.Errorf("body %q: by a call %+v, over a socket %+v", body, by, over)
		}
	}
}

func TestDirectHeedsAContextThatEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	direct := lambdaruntime.HandlerTransport(func() http.Handler {
		t.Error("the handler was asked")
		return http.NotFoundHandler()
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://here:1/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := direct.RoundTrip(req); err == nil {
		_ = res.Body.Close()
		t.Error("no error")
	}
}

// A handler that aborts, or that hangs until its caller gives up, gives no answer.
func TestDirectBreaksAsASocketDoes(t *testing.T) {
	direct := lambdaruntime.HandlerTransport(func() http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/hang" {
				<-r.Context().Done()
			}
			panic(http.ErrAbortHandler)
		})
	})
	for path, want := range map[string]error{"/abort": syscall.ECONNRESET, "/hang": context.DeadlineExceeded} {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if path == "/abort" {
			ctx = t.Context()
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://here:1"+path, strings.NewReader("x"))
		if err != nil {
			t.Fatal(err)
		}
		if res, err := direct.RoundTrip(req); !errors.Is(err, want) {
			t.Errorf("%s gave %v, %v", path, res, err)
		}
	}
}

type seen struct {
	status     int
	echo, body string
}

func send(t *testing.T, transport http.RoundTripper, base, body string) seen {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/v1/@connections/abc%3D", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "signed")
	res, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return seen{res.StatusCode, res.Header.Get("X-Seen"), string(text)}
}
