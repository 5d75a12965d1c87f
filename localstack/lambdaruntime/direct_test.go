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

// A handler must get the same request, and its caller the same response, by a call as over a socket.
func TestHandlerTransport_isLikeASocket(t *testing.T) {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fields := []string{r.Method, r.Host, r.URL.Path, r.URL.EscapedPath(), r.Header.Get("Authorization")}
		w.Header().Set("X-Request", strings.Join(fields, " "))
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

func TestHandlerTransport_cancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	direct := lambdaruntime.HandlerTransport(func() http.Handler {
		t.Error("the handler was called")
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

// A handler that aborts, or that hangs until the caller's timeout, must give the caller an error.
func TestHandlerTransport_errorsAreLikeThoseOfASocket(t *testing.T) {
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
			t.Errorf("%s returned %v, %v", path, res, err)
		}
	}
}

// response has the parts of a response that the tests compare.
type response struct {
	status        int
	request, body string
}

func send(t *testing.T, transport http.RoundTripper, base, body string) response {
	t.Helper()
	url := base + "/v1/@connections/abc%3D"
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
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
	return response{res.StatusCode, res.Header.Get("X-Request"), string(text)}
}
