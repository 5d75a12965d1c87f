package apigw

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
)

// server is a management API whose faults a test decides for each request, by the
// request's number on its TCP connection and in total. It keeps the frames that it accepted.
type server struct {
	*httptest.Server
	mu     sync.Mutex
	total  int
	frames []string
}

type nthKey struct{}

func newServer(t *testing.T, misbehave func(w http.ResponseWriter, ofConnection, total int) bool) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		nth := r.Context().Value(nthKey{}).(*int)
		*nth++
		s.total++
		ofConnection, total := *nth, s.total
		s.mu.Unlock()
		if !misbehave(w, ofConnection, total) {
			s.mu.Lock()
			s.frames = append(s.frames, r.Method+" "+string(body))
			s.mu.Unlock()
		}
	}))
	s.Config.ConnContext = func(ctx context.Context, _ net.Conn) context.Context {
		return context.WithValue(ctx, nthKey{}, new(int))
	}
	s.Start()
	t.Cleanup(s.Server.Close)
	return s
}

// reset resets the request's TCP connection without an answer.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

func (s *server) client(t *testing.T) *Client {
	t.Helper()
	h := &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	t.Cleanup(h.CloseIdleConnections)
	c, err := NewClient(s.URL+"/v1", region, keys, h)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// After a freeze of the function its pooled connections are dead: the first request on
// each is reset. net/http sends it again itself, also that of a cursor.
func TestPostOverAResetPooledConnectionArrives(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, ofConnection, _ int) bool {
		if ofConnection == 2 {
			reset(w)
		}
		return ofConnection == 2
	})
	c := s.client(t)
	var want []string
	for n := range 4 {
		frame := fmt.Sprint("frame ", n)
		if err := c.Post(t.Context(), "c1", []byte(frame)); err != nil {
			t.Errorf("%s: %v", frame, err)
		}
		want = append(want, "POST "+frame)
	}
	if err := c.Close(t.Context(), "c1"); err != nil {
		t.Error(err)
	}
	if want = append(want, "DELETE "); !slices.Equal(s.frames, want) {
		t.Errorf("the server took %q, want %q", s.frames, want)
	}
}

func TestInvokeOverAResetPooledConnectionArrives(t *testing.T) {
	s := newServer(t, func(w http.ResponseWriter, ofConnection, _ int) bool {
		if ofConnection == 2 {
			reset(w)
			return true
		}
		w.WriteHeader(http.StatusAccepted)
		return false
	})
	h := &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	t.Cleanup(h.CloseIdleConnections)
	dispatcher := NewInvoker(s.URL, "fanout", region, keys, h)
	for range 3 {
		if err := dispatcher.Dispatch(t.Context(), Shard{Room: testRoom}); err != nil {
			t.Error(err)
		}
	}
	if len(s.frames) != 3 {
		t.Errorf("%d shards arrived, want 3", len(s.frames))
	}
}

// After these answers the frame may have been delivered or not.
func TestBC4_brokenPostOfADurableEventIsTriedAgain(t *testing.T) {
	for name, misbehave := range map[string]func(w http.ResponseWriter){
		"503":   func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		"429":   func(w http.ResponseWriter) { w.WriteHeader(http.StatusTooManyRequests) },
		"reset": reset, // on a new connection: net/http does not retry that
	} {
		s := newServer(t, func(w http.ResponseWriter, _, total int) bool {
			if total == 1 {
				misbehave(w)
			}
			return total == 1
		})
		f := newFixture(t, 2)
		f.Poster = s.client(t)
		f.Broadcast(t.Context(), from(0), nil, moved)
		if len(s.frames) != 1 {
			t.Errorf("%s: the server took %q, want the event", name, s.frames)
		}
	}
}

func TestBC4_hungPostLeavesTimeForAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 3)
		f.poster.answer[conn(1)] = func(nth int) error {
			if nth == 1 {
				return errHang
			}
			return nil
		}
		f.poster.answer[conn(2)] = func(int) error { return errHang }
		began := time.Now()
		f.Broadcast(t.Context(), from(0), nil, moved)
		if got := f.poster.count(conn(1)); got != 2 {
			t.Errorf("%d posts, want 2: the first hung", got)
		}
		if took := time.Since(began); took != postTimeout { // synctest's clock: exact
			t.Errorf("gave up after %s, want %s", took, postTimeout)
		}
	})
}

func TestBC4_postsEndWithTheirCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 2)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second/2)
		defer cancel()
		f.poster.answer[conn(1)] = func(int) error { return errHang }
		began := time.Now()
		f.Broadcast(ctx, from(0), nil, moved)
		if took := time.Since(began); took != time.Second/2 {
			t.Errorf("ended after %s, want its caller's half second", took)
		}
	})
}

func TestBC4_rejectedPostIsNotTriedAgain(t *testing.T) {
	f := newFixture(t, 2)
	f.poster.answer[conn(1)] = func(int) error { return fmt.Errorf("%w: too large", ErrRejected) }
	f.Broadcast(t.Context(), from(0), nil, moved)
	if got := f.poster.count(conn(1)); got != 1 {
		t.Errorf("%d posts, want 1", got)
	}
}

func TestPR5_brokenPostOfACursorIsNotTriedAgain(t *testing.T) {
	f := newFixture(t, 2)
	f.poster.answer[conn(1)] = func(int) error { return errors.New("503") }
	f.Broadcast(t.Context(), from(0), nil, cursor)
	if got := f.poster.count(conn(1)); got != 1 {
		t.Errorf("%d posts, want 1", got)
	}
}

func TestAC11_closeIsTriedAgainAndReportsFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 0)
		f.poster.close = func(ctx context.Context, nth int) error {
			switch nth {
			case 1:
				return ErrThrottled
			case 2:
				return errors.New("503")
			case 3:
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}
		if err := f.Close(t.Context(), conn(1)); err != nil || f.poster.closed[conn(1)] != 4 {
			t.Errorf("%d attempts, %v; want the fourth to close it", f.poster.closed[conn(1)], err)
		}
		f.poster.close = func(context.Context, int) error { return ErrThrottled }
		if err := f.Close(t.Context(), conn(2)); !errors.Is(err, ErrThrottled) {
			t.Errorf("a connection that could not be closed gave %v", err)
		}
	})
}

// A simulation has its own clock, so a Sequential Broadcaster must not wait.
func TestSequentialTriesAgainWithoutWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t, 2)
		f.Sequential = true
		f.poster.answer[conn(1)] = func(int) error { return errors.New("503") }
		began := time.Now()
		f.Broadcast(t.Context(), from(0), nil, moved)
		if got := f.poster.count(conn(1)); got != sequentialAttempts || time.Since(began) != 0 {
			t.Errorf("%d posts over %s, want %d at once", got, time.Since(began), sequentialAttempts)
		}
	})
}

// A 410 to a Close means that the connection does not exist only if API Gateway, when asked,
// does not know it.
func TestAC11_BC3_closeAfterA410(t *testing.T) {
	for name, test := range map[string]struct {
		exists, closes bool
		attempts       int
		want           error
	}{
		"of no connection":                     {false, false, 1, room.ErrNoConnection},
		"of a connection that closes then":     {true, true, 2, nil},
		"of a connection that does not, again": {true, false, 2, errNotClosed},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, 0)
			f.poster.close = func(_ context.Context, nth int) error {
				if test.closes && nth > 1 {
					return nil
				}
				return ErrGone
			}
			if test.exists {
				f.poster.exists[conn(1)] = func(int) (bool, error) { return true, nil }
			}
			err := f.Close(t.Context(), conn(1))
			if got := f.poster.closed[conn(1)]; got != test.attempts {
				t.Errorf("%d attempts, want %d", got, test.attempts)
			}
			switch {
			case test.want == errNotClosed && (err == nil || errors.Is(err, room.ErrNoConnection)):
				t.Errorf("%v: it may still be open", err)
			case test.want != errNotClosed && !errors.Is(err, test.want):
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
}

var errNotClosed = errors.New("any error but ErrNoConnection")
