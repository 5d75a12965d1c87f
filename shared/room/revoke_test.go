package room_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// slowBroadcaster is a Broadcaster whose calls take 100 ms each. close answers the nth Close
// of a connection; nil closes each at once.
type slowBroadcaster struct {
	room.Broadcaster
	close func(c room.ConnectionID, nth int) error

	mu    sync.Mutex
	calls map[room.ConnectionID]int
}

func (s *slowBroadcaster) Send(context.Context, room.ConnectionID, room.Event) {
	time.Sleep(100 * time.Millisecond)
}

func (s *slowBroadcaster) Close(_ context.Context, c room.ConnectionID) error {
	time.Sleep(100 * time.Millisecond)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calls == nil {
		s.calls = map[room.ConnectionID]int{}
	}
	s.calls[c]++
	if s.close == nil {
		return nil
	}
	return s.close(c, s.calls[c])
}

// revokeAll stores so many connections of a room, each opened age ago, and revokes all its
// tokens.
func revokeAll(
	t *testing.T, connections int, age time.Duration, b *slowBroadcaster, store *memory.Store,
) (closed int, took time.Duration, err error) {
	t.Helper()
	began := time.Now()
	for n := range connections {
		c := room.ConnectionID(fmt.Sprint("c", n))
		a := room.Actor{Room: "r", Connection: c, User: "u", Connected: began.Add(-age)}
		if err := store.PutConnection(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	s := &room.Service{Store: store, Broadcaster: b, Now: time.Now}
	closed, err = s.Revoke(t.Context(), store, "r", room.Revocation{Before: began})
	return closed, time.Since(began), err
}

// The clock is synctest's, so that the durations of the calls add up exactly.
func TestAC11_fiveThousandConnectionsAreClosedInOneRequest(t *testing.T) {
	for name, answer := range map[string]error{"open": nil, "gone": room.ErrNoConnection} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &slowBroadcaster{close: func(room.ConnectionID, int) error { return answer }}
				closed, took, err := revokeAll(t, 5000, time.Minute, b, memory.New())
				if want := map[error]int{nil: 5000}[answer]; err != nil || closed != want || took > 29*time.Second {
					t.Errorf("%d closed in %s, %v; want %d within 29 s", closed, took, err, want)
				}
			})
		})
	}
}

// Of ten connections, the one is answered so.
func TestAC11_connectionThatMayStayOpenIsReported(t *testing.T) {
	throttled := errors.New("throttled")
	for name, test := range map[string]struct {
		age    time.Duration
		failed bool // the handshake, or the connection was closed: its row is deleted
		close  func(nth int) error
		closed int
		busy   bool
	}{
		"not closed": {time.Hour, false, func(int) error { return throttled }, 9, true},
		"closed at the second round": {time.Hour, false, func(nth int) error {
			if nth == 1 {
				return throttled
			}
			return nil
		}, 10, false},
		"gone": {time.Hour, false, func(int) error { return room.ErrNoConnection }, 9, false},
		"in a handshake that ends": {time.Second, false, func(nth int) error {
			if nth < 4 {
				return room.ErrNoConnection
			}
			return nil
		}, 10, false},
		"in a handshake that does not end": {
			time.Second, false, func(int) error { return room.ErrNoConnection }, 9, true,
		},
		"in a handshake that fails": {
			time.Second, true, func(int) error { return room.ErrNoConnection }, 9, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store := memory.New()
				b := &slowBroadcaster{close: func(c room.ConnectionID, nth int) error {
					if c != "c7" {
						return nil
					}
					if test.failed && nth == 2 {
						if err := store.DeleteConnection(t.Context(), "r", c); err != nil {
							t.Error(err)
						}
					}
					return test.close(nth)
				}}
				closed, took, err := revokeAll(t, 10, test.age, b, store)
				if closed != test.closed || (room.CodeOf(err) == room.Busy) != test.busy || !test.busy && err != nil {
					t.Errorf("%d closed, %v; want %d, busy %t", closed, err, test.closed, test.busy)
				}
				if took > 10*time.Second {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}

func TestAC6_connectionsPastTheirTokensAreClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, end := memory.New(), time.Now()
		for c, a := range map[room.ConnectionID]room.Actor{
			"past":    {Expires: end.Add(-time.Hour)},
			"now":     {Expires: end},
			"later":   {Expires: end.Add(time.Second)},
			"never":   {},
			"shaking": {Expires: end, Connected: end.Add(-time.Second)},
		} {
			a.Room, a.Connection = "r", c
			if err := store.PutConnection(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		var mu sync.Mutex
		closed := map[room.ConnectionID]bool{}
		b := &slowBroadcaster{close: func(c room.ConnectionID, nth int) error {
			if c == "shaking" && nth == 1 {
				return room.ErrNoConnection
			}
			mu.Lock()
			defer mu.Unlock()
			closed[c] = true
			return nil
		}}
		s := &room.Service{Store: store, Broadcaster: b, Now: time.Now}
		n, err := s.Expire(t.Context(), "r", end)
		if err != nil || n != 3 || !closed["past"] || !closed["now"] || !closed["shaking"] {
			t.Errorf("%d closed, %v: %v", n, err, closed)
		}
		b.close = func(room.ConnectionID, int) error { return errors.New("throttled") }
		if _, err := s.Expire(t.Context(), "r", end); room.CodeOf(err) != room.Busy {
			t.Errorf("a connection that can't be closed: %v, want busy", err)
		}
	})
}

func TestAC11_connectionThatWasCutIsNotClosedAgain(t *testing.T) {
	store := memory.New()
	a := room.Actor{Room: "r", Connection: "c", User: "u", Connected: time.Now()}
	if err := errors.Join(
		store.PutConnection(t.Context(), a), store.CutConnection(t.Context(), a, time.Now()),
	); err != nil {
		t.Fatal(err)
	}
	gone := &slowBroadcaster{close: func(room.ConnectionID, int) error { return room.ErrNoConnection }}
	if closed, _, err := revokeAll(t, 0, 0, gone, store); err != nil || closed != 0 || len(gone.calls) > 0 {
		t.Errorf("%d closed, %v, of %v; want that nothing is tried", closed, err, gone.calls)
	}
}
