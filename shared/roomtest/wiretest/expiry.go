package wiretest

import (
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// expiryPatience is the minute of AC6, and what the target needs to close the connection.
const expiryPatience = time.Minute + patience

// life is the lifetime of a token that is to expire: enough for the handshakes with it.
const life = 5 * time.Second

// Expiry opens connections that send nothing but pings, in a room in which nothing happens. Each must be
// told token_expired and closed within a minute of its token's end: one that has synced, one that has
// not, and a second one with the same token. A connection whose token lasts must stay open. It is not
// part of Run, since AWS takes a minute.
func Expiry(t *testing.T, target Target) {
	tb := &table{T: t, target: target}
	lasting := tb.connect(unique("user"), unique("tab"), tb.mint(unique("user"), "Vera", "viewer", time.Hour))
	sub := unique("user")
	token := tb.mint(sub, "Anna", "viewer", life)
	var ending []*client
	for range 2 {
		ending = append(ending, tb.connect(sub, unique("tab"), token))
	}
	synced := tb.connect(sub, unique("tab"), tb.mint(sub, "Anna", "viewer", life))
	synced.send([]byte(`{"action":"sync","op":1}`))
	await(synced, "state", func(room.State) bool { return true })
	ending = append(ending, synced)

	timeout := time.After(expiryPatience)
	for _, c := range ending {
		for open := true; open; {
			_, _ = c.trySend([]byte(`{"action":"ping"}`)) // fails once the connection is closed
			select {
			case <-c.closed:
				open = false
			case <-timeout:
				t.Fatalf("a connection is open %s after its token's end", expiryPatience)
			case <-time.After(200 * time.Millisecond): // the interval between pings; no result depends on it
			}
		}
		await(c, "token_expired", func(e room.Rejected) bool { return room.CodeOf(e.Err) == room.TokenExpired })
	}
	lasting.send([]byte(`{"action":"ping"}`))
	await(lasting, "pong", func(pong) bool { return true })
}
