package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// protocol is how a server's clients talk: the same commands, dressed in its framing.
type protocol interface {
	// dial opens a connection and does what comes before its first command.
	dial(ctx context.Context, base, room, tab, token string) (*websocket.Conn, error)
	// command dresses a frame of SPEC §3; op is 0 for what has no answer.
	command(frame []byte, op room.Op) []byte
	// move and cursor are the frames that are sent most; n tells a delivery's command.
	move(op room.Op, m move) []byte
	cursor(mover, n int, points []room.CursorPoint) []byte
	// event undresses a frame; reply is what has to be sent back at once.
	event(frame []byte) (event, reply []byte)
	// rooms reports whether the server knows rooms, items and locks.
	rooms() bool
}

// move places mover's item for the nth time.
type move struct {
	mover, n, y, rotation int
	token                 room.Token
	drop                  bool
}

func (m move) item() room.ItemID { return itemOf(m.mover) }

func itemOf(mover int) room.ItemID { return room.ItemID(fmt.Sprintf("s%d", mover)) }

func dial(ctx context.Context, address string, protocols ...string) (*websocket.Conn, error) {
	ws, _, err := websocket.Dial(ctx, address, &websocket.DialOptions{Subprotocols: protocols, HTTPHeader: http.Header{}})
	if err == nil {
		ws.SetReadLimit(4 << 20)
	}
	return ws, err
}

func query(base, room, tab string) string {
	return base + "?" + url.Values{"room": {room}, "tab": {tab}}.Encode()
}

// spec is SPEC §3 as it is: this project and the Durable Object.
type spec struct{}

func (spec) dial(ctx context.Context, base, room, tab, token string) (*websocket.Conn, error) {
	return dial(ctx, query(base, room, tab), "homstyle.v1", token)
}

func (spec) command(frame []byte, _ room.Op) []byte { return frame }

func (spec) move(op room.Op, m move) []byte {
	moves := []room.Placement{{ID: m.item(), Place: room.Place{X: m.n, Y: m.y, Rotation: m.rotation}, Token: m.token}}
	return wire.EncodeMove(room.MoveCommand{Op: op, Moves: moves, Drop: m.drop})
}

// cursor puts who and which into the first point.
func (spec) cursor(mover, n int, points []room.CursorPoint) []byte {
	return wire.EncodeCursor(room.CursorCommand{Points: append([]room.CursorPoint{{n, mover, 0}}, points...)})
}

func (spec) event(frame []byte) (event, reply []byte) { return frame, nil }

func (spec) rooms() bool { return true }

// socketIO is Engine.IO's and Socket.IO's framing around the same commands.
type socketIO struct{ spec }

func (socketIO) dial(ctx context.Context, base, _, _, token string) (*websocket.Conn, error) {
	ws, err := dial(ctx, base+"?EIO=4&transport=websocket")
	if err != nil {
		return nil, err
	}
	if _, _, err := ws.Read(ctx); err != nil { // 0{"sid":…}
		return nil, err
	}
	auth, _ := json.Marshal(map[string]string{"token": token})
	if err := ws.Write(ctx, websocket.MessageText, append([]byte("40"), auth...)); err != nil {
		return nil, err
	}
	_, answer, err := ws.Read(ctx)
	if err == nil && !bytes.HasPrefix(answer, []byte("40")) {
		err = fmt.Errorf("refused: %s", answer)
	}
	return ws, err
}

func (socketIO) command(frame []byte, op room.Op) []byte {
	if op == 0 {
		return fmt.Appendf(nil, `42["command",%s]`, frame)
	}
	return fmt.Appendf(nil, `42%d["command",%s]`, op, frame)
}

func (d socketIO) move(op room.Op, m move) []byte { return d.command(d.spec.move(op, m), op) }

func (d socketIO) cursor(mover, n int, points []room.CursorPoint) []byte {
	return d.command(d.spec.cursor(mover, n, points), 0)
}

func (socketIO) event(frame []byte) (event, reply []byte) {
	switch {
	case len(frame) == 1 && frame[0] == '2': // ping
		return nil, []byte("3")
	case bytes.HasPrefix(frame, []byte(`42["event",`)):
		return frame[len(`42["event",`) : len(frame)-1], nil
	case bytes.HasPrefix(frame, []byte("43")): // the answer to a command
		if at := bytes.IndexByte(frame, '['); at > 0 {
			return frame[at+1 : len(frame)-1], nil
		}
	}
	return nil, nil
}

// relay sends what others shall get: there is nobody between who would make it.
type relay struct{ spec }

func (relay) move(_ room.Op, m move) []byte {
	return wire.Encode(room.Moved{Peer: "p0AbCdEfGhIjKlMn", Items: []room.Item{{
		ID: m.item(), Product: "sofa", Place: room.Place{X: m.n, Y: m.y, Rotation: m.rotation}, Version: int64(m.n) + 1,
		Lease: room.Lease{Token: 1},
	}}})[0]
}

func (relay) cursor(mover, n int, points []room.CursorPoint) []byte {
	return wire.Encode(room.Cursor{Peer: "p0AbCdEfGhIjKlMn", Points: append([]room.CursorPoint{{n, mover, 0}}, points...)})[0]
}

func (relay) rooms() bool { return false }

// tutorial is the usual sample's one message: send this text to all.
type tutorial struct{ relay }

func (d tutorial) move(op room.Op, m move) []byte { return post(d.relay.move(op, m)) }

func (d tutorial) cursor(mover, n int, points []room.CursorPoint) []byte {
	return post(d.relay.cursor(mover, n, points))
}

func post(event []byte) []byte {
	frame, _ := json.Marshal(map[string]string{"action": "sendmessage", "data": string(event)})
	return frame
}
