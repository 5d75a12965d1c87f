package room_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// slowBroadcaster is a Broadcaster whose calls take 100 ms each. Every failEvery-th Close
// fails; 0 for none.
type slowBroadcaster struct {
	room.Broadcaster
	failEvery int64
	calls     atomic.Int64
}

func (s *slowBroadcaster) Send(context.Context, room.ConnectionID, room.Event) {
	time.Sleep(100 * time.Millisecond)
}

func (s *slowBroadcaster) Close(context.Context, room.ConnectionID) error {
	time.Sleep(100 * time.Millisecond)
	if n := s.calls.Add(1); s.failEvery > 0 && n%s.failEvery == 0 {
		return errors.New("throttled")
	}
	return nil
}

// revokeAll stores so many connections of a room and revokes all its tokens.
func revokeAll(t *testing.T, connections int, b *slowBroadcaster) (closed int, took time.Duration, err error) {
	t.Helper()
	store := memory.New()
	for n := range connections {
		a := room.Actor{Room: "r", Connection: room.ConnectionID(fmt.Sprint("c", n)), User: "u"}
		if err := store.PutConnection(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	s := &room.Service{Store: store, Broadcaster: b, Now: time.Now}
	began := time.Now()
	closed, err = s.Revoke(t.Context(), store, "r", room.Revocation{Before: began})
	return closed, time.Since(began), err
}

// The clock is synctest's, so that the durations of the calls add up exactly.
func TestAC11_fiveThousandConnectionsAreClosedInOneRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		closed, took, err := revokeAll(t, 5000, &slowBroadcaster{})
		if err != nil || closed != 5000 || took > 29*time.Second {
			t.Errorf("%d closed in %s, %v; want 5000 within 29 s", closed, took, err)
		}
	})
}

func TestAC11_connectionThatStaysOpenIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		closed, _, err := revokeAll(t, 10, &slowBroadcaster{failEvery: 5})
		if closed != 8 || room.CodeOf(err) != room.Busy {
			t.Errorf("%d closed, %v; want 8, and busy for the rest", closed, err)
		}
	})
}
