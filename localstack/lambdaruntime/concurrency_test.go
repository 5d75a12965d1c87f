package lambdaruntime

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// busy is a Runner whose invocations end when the test says so.
type busy struct {
	began chan string   // gets the function's name when an invocation begins
	end   chan struct{} // ends one invocation
}

func (b busy) Invoke(_ context.Context, function string, _ []byte) ([]byte, error) {
	b.began <- function
	<-b.end
	return []byte(`"done"`), nil
}

func (busy) Close() {}

func TestLimited_accountAndReservedConcurrency(t *testing.T) {
	b := busy{began: make(chan string, 10), end: make(chan struct{})}
	r := Limited(b, []Function{{Name: "a"}, {Name: "b"}, {Name: "reserved", Concurrency: 1}}, 3)
	ended := make(chan error, 10)
	begin := func(function string) {
		go func() {
			_, err := r.Invoke(context.Background(), function, nil)
			ended <- err
		}()
		<-b.began
	}
	throttled := func(function string) {
		t.Helper()
		if _, err := r.Invoke(t.Context(), function, nil); !errors.Is(err, ErrThrottled) {
			t.Errorf("another invocation of %s: %v, want ErrThrottled", function, err)
		}
	}
	begin("a")
	begin("b")
	throttled("a")
	throttled("b")
	begin("reserved") // its own place
	throttled("reserved")
	for range 3 {
		b.end <- struct{}{}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	begin("a")
	close(b.end)
}

func TestLimited_withoutALimit(t *testing.T) {
	b := busy{began: make(chan string, 100), end: make(chan struct{})}
	r := Limited(b, []Function{{Name: "a"}}, -1)
	for range 50 {
		go func() { _, _ = r.Invoke(context.Background(), "a", nil) }()
	}
	for range 50 {
		<-b.began
	}
	close(b.end)
}

// A synchronous invocation over the limit is answered 429 at once.
func TestInvokeAPI_throttledInvocation(t *testing.T) {
	b := busy{began: make(chan string, 1), end: make(chan struct{})}
	f := []Function{echo()}
	api := Serve(Limited(b, f, 1), f, slog.New(slog.DiscardHandler))
	server := httptest.NewServer(api.Handler())
	t.Cleanup(func() { server.Close(); api.Close() })
	if !api.InvokeLater("st-Echo", nil) {
		t.Fatal("no function")
	}
	<-b.began
	res := invoke(t, server.URL+"/2015-03-31/functions/st-Echo", "RequestResponse", `""`)
	if res.StatusCode != 429 || res.Header.Get("X-Amzn-Errortype") != "TooManyRequestsException" {
		t.Errorf("got %v", res)
	}
	close(b.end)
}

// throttling is a Runner that is throttled for a time, and then returns err.
type throttling struct {
	until    time.Time
	err      error
	attempts []time.Duration // times since start
	start    time.Time
}

func (r *throttling) Invoke(context.Context, string, []byte) ([]byte, error) {
	r.attempts = append(r.attempts, time.Since(r.start))
	if time.Now().Before(r.until) {
		return nil, ErrThrottled
	}
	return nil, r.err
}

func (*throttling) Close() {}

// An asynchronous invocation waits while it is throttled, up to its maximum age. This does not count as a
// retry.
func TestInvokeAPI_throttledEventIsTriedUntilItIsTooOld(t *testing.T) {
	boom := errors.New("boom")
	for name, tt := range map[string]struct {
		throttled, age time.Duration
		err            error
		attempts       int
		last           time.Duration // time of the last attempt
	}{
		"not throttled":        {attempts: 1},
		"for 10 s":             {throttled: 10 * time.Second, attempts: 5, last: 15 * time.Second},
		"and then fails":       {throttled: 10 * time.Second, err: boom, attempts: 6, last: 15 * time.Second},
		"for 1 min, age 1 min": {throttled: time.Minute, age: time.Minute, attempts: 6, last: 31 * time.Second},
		"for a day, age 6 h":   {throttled: 24 * time.Hour, attempts: 80, last: 5*time.Hour + 58*time.Minute + 31*time.Second},
		"for 5 h":              {throttled: 5 * time.Hour, attempts: 69, last: 5*time.Hour + 3*time.Minute + 31*time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &throttling{start: time.Now(), until: time.Now().Add(tt.throttled), err: tt.err}
				api := Serve(r, []Function{{Name: "f", Retries: 1, EventAge: tt.age}}, slog.New(slog.DiscardHandler))
				api.InvokeLater("f", nil)
				api.events.Wait()
				if n := len(r.attempts); n != tt.attempts || r.attempts[n-1] != tt.last {
					t.Errorf("%d attempts, the last after %v; want %d, %v", n, r.attempts[n-1], tt.attempts, tt.last)
				}
			})
		})
	}
}

func TestInvokeAPI_closeEndsAThrottledEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &throttling{start: time.Now(), until: time.Now().Add(time.Hour)}
		api := Serve(r, []Function{{Name: "f"}}, slog.New(slog.DiscardHandler))
		api.InvokeLater("f", nil)
		synctest.Wait()
		api.Close()
		if len(r.attempts) != 1 {
			t.Errorf("%d attempts", len(r.attempts))
		}
	})
}
