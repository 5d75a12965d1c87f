// Package relay is a bare relay: it sends each message of a client unchanged to the other
// clients of its room, without checks and without storage. A server that does more can't be
// faster on the same machine, so the relay measures the limit of the machine.
package relay

import (
	"context"
	"net/http"
	"sync"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/wire"
)

// Relay is an http.Handler that accepts WebSockets. The query parameter room names the room.
type Relay struct {
	mu    sync.Mutex
	rooms map[string]map[*websocket.Conn]chan []byte
}

// queueSize is the number of frames that may wait for a slow client. The relay closes the
// connection of a client with a full queue.
const queueSize = 4096

func (r *Relay) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	options := &websocket.AcceptOptions{InsecureSkipVerify: true, Subprotocols: []string{wire.Protocol}}
	ws, err := websocket.Accept(w, req, options)
	if err != nil {
		return
	}
	defer ws.CloseNow()
	room := req.URL.Query().Get("room")
	out := make(chan []byte, queueSize)
	r.join(room, ws, out)
	defer r.leave(room, ws)
	go write(ws, out)
	for {
		_, frame, err := ws.Read(context.Background())
		if err != nil {
			return
		}
		r.broadcast(room, ws, frame)
	}
}

// write writes the frames of a queue until it is closed or a write fails.
func write(ws *websocket.Conn, out <-chan []byte) {
	for frame := range out {
		if ws.Write(context.Background(), websocket.MessageText, frame) != nil {
			return
		}
	}
}

func (r *Relay) join(room string, ws *websocket.Conn, out chan []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rooms == nil {
		r.rooms = map[string]map[*websocket.Conn]chan []byte{}
	}
	if r.rooms[room] == nil {
		r.rooms[room] = map[*websocket.Conn]chan []byte{}
	}
	r.rooms[room][ws] = out
}

func (r *Relay) leave(room string, ws *websocket.Conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.rooms[room][ws])
	delete(r.rooms[room], ws)
}

// broadcast adds a frame to the queues of the other clients of a room.
func (r *Relay) broadcast(room string, from *websocket.Conn, frame []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for ws, out := range r.rooms[room] {
		if ws == from {
			continue
		}
		select {
		case out <- frame:
		default:
			_ = ws.CloseNow()
		}
	}
}
