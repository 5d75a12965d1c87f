// Package relay is a bare relay: what a client sends goes to the others of its room
// as it is, unchecked and unstored. No server that does more can be faster on this
// machine, so it is the limit that the others are held against.
package relay

import (
	"context"
	"net/http"
	"sync"

	"github.com/coder/websocket"
)

// Relay is an http.Handler of WebSockets, told apart by ?room=.
type Relay struct {
	mu    sync.Mutex
	rooms map[string]map[*websocket.Conn]chan []byte
}

// queue is how many frames may wait for a slow reader before it is cut off.
const queue = 4096

func (r *Relay) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	ws, err := websocket.Accept(w, req, &websocket.AcceptOptions{InsecureSkipVerify: true, Subprotocols: []string{"homstyle.v1"}})
	if err != nil {
		return
	}
	defer ws.CloseNow()
	room, out := req.URL.Query().Get("room"), make(chan []byte, queue)
	r.enter(room, ws, out)
	defer r.leave(room, ws)
	go write(ws, out)
	for {
		_, frame, err := ws.Read(context.Background())
		if err != nil {
			return
		}
		r.pass(room, ws, frame)
	}
}

func write(ws *websocket.Conn, out <-chan []byte) {
	for frame := range out {
		if ws.Write(context.Background(), websocket.MessageText, frame) != nil {
			return
		}
	}
}

func (r *Relay) enter(room string, ws *websocket.Conn, out chan []byte) {
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

func (r *Relay) pass(room string, from *websocket.Conn, frame []byte) {
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
