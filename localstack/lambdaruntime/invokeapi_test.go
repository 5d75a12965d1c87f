package lambdaruntime

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// serveFunction serves one function over the Invoke API.
func serveFunction(t *testing.T, f Function, handler any) (string, *InvokeAPI) {
	t.Helper()
	api := Serve(inProcess(t, f, handler), []Function{f}, slog.New(slog.DiscardHandler))
	server := httptest.NewServer(api.Handler())
	t.Cleanup(func() { server.Close(); api.Close() })
	return server.URL + "/2015-03-31/functions/", api
}

func invoke(t *testing.T, address, kind, payload string) *http.Response {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, address+"/invocations", strings.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("X-Amz-Invocation-Type", kind)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res
}

func TestInvokeAPI_requestResponse(t *testing.T) {
	url, _ := serveFunction(t, echo(), func(_ context.Context, s string) (string, error) {
		if s == "fail" {
			return "", errors.New("boom")
		}
		return s, nil
	})
	res := invoke(t, url+"st-Echo", "", `"hej"`)
	if res.StatusCode != 200 || res.Header.Get("X-Amz-Function-Error") != "" {
		t.Errorf("got %v", res)
	}
	const byARN = "arn:aws:lambda:us-east-1:000000000000:function:st-Echo"
	res = invoke(t, url+byARN, "RequestResponse", `"fail"`)
	if res.StatusCode != 200 || res.Header.Get("X-Amz-Function-Error") != "Unhandled" {
		t.Errorf("a failing function: %v", res)
	}
	res = invoke(t, url+"other", "", `""`)
	if res.StatusCode != 404 || res.Header.Get("X-Amzn-Errortype") != "ResourceNotFoundException" {
		t.Errorf("an unknown function: %v", res)
	}
	if res := invoke(t, url+"st-Echo", "DryRun", `""`); res.StatusCode != 400 {
		t.Errorf("an unknown invocation type: %v", res)
	}
}

// A function may run longer than the server's read timeout, which is for the request alone.
func TestInvokeAPI_longInvocation(t *testing.T) {
	const readTimeout = 50 * time.Millisecond
	f := echo()
	r := inProcess(t, f, func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(4 * readTimeout):
			return nil
		}
	})
	api := Serve(r, []Function{f}, slog.New(slog.DiscardHandler))
	server := httptest.NewUnstartedServer(api.Handler())
	server.Config.ReadTimeout = readTimeout
	server.Start()
	t.Cleanup(func() { server.Close(); api.Close() })
	res := invoke(t, server.URL+"/2015-03-31/functions/"+f.Name, "", `""`)
	if res.StatusCode != 200 || res.Header.Get("X-Amz-Function-Error") != "" {
		t.Errorf("got %v", res)
	}
}

// The payload of an asynchronous invocation may have 1 MB, that of a synchronous one 6 MB.
func TestInvokeAPI_payloadLimits(t *testing.T) {
	runs := make(chan int, 10)
	url, api := serveFunction(t, echo(), func(_ context.Context, s string) error { runs <- len(s); return nil })
	text := func(bytes int) string { return `"` + strings.Repeat("x", bytes-2) + `"` }
	tests := []struct {
		kind  string
		bytes int
		want  int
	}{
		{"Event", 1 << 20, 202},
		{"Event", 1<<20 + 1, 413},
		{"RequestResponse", 6 << 20, 200},
		{"RequestResponse", 6<<20 + 1, 413},
	}
	for _, tt := range tests {
		res := invoke(t, url+"st-Echo", tt.kind, text(tt.bytes))
		if res.StatusCode != tt.want {
			t.Errorf("%s with %d bytes: %s, want %d", tt.kind, tt.bytes, res.Status, tt.want)
		}
		if tt.want != 413 {
			<-runs
		} else if kind := res.Header.Get("X-Amzn-Errortype"); kind != "RequestTooLargeException" {
			t.Errorf("%s with %d bytes: error type %q", tt.kind, tt.bytes, kind)
		}
	}
	api.Close()
	if len(runs) > 0 {
		t.Error("a refused invocation ran")
	}
}

func TestInvokeAPI_eventIsRetried(t *testing.T) {
	f := echo()
	f.Retries = 2
	runs := make(chan string, 10)
	url, api := serveFunction(t, f, func(_ context.Context, s string) error { runs <- s; return errors.New("boom") })
	if res := invoke(t, url+"st-Echo", "Event", `"hej"`); res.StatusCode != 202 {
		t.Errorf("got %v", res)
	}
	for range 3 {
		if got := <-runs; got != "hej" {
			t.Errorf("got %q", got)
		}
	}
	api.Close()
	if len(runs) > 0 {
		t.Error("it ran a fourth time")
	}
}
