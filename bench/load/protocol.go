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

// protocol is the framing that a server's clients use around the commands of SPEC §3.
type protocol interface {
	// dial opens a connection and completes the handshake that precedes the first command.
	dial(ctx context.Context, base, room, tab, token string) (*websocket.Conn, error)
	// wrap returns the frame of a command; op is 0 for a command without an answer.
	wrap(command []byte, op room.Op) []byte
	encodeMove(op room.Op, m move) []byte
	// encodeCursor encodes a cursor command whose event has the sender and its sequence number.
	encodeCursor(sender, seq int, points []room.CursorPoint) []byte
	// unwrap returns the event in a frame, or nil, and the reply that the protocol requires, or
	// nil.
	unwrap(frame []byte) (event, reply []byte)
	// hasRooms reports whether the server has rooms, items and locks.
	hasRooms() bool
}

// move places one of the sender's items. Its x is the sequence number, which identifies the delivery.
type move struct {
	sender, item, seq, y, rotation int
	token                          room.Token
	drop                           bool
}

func (m move) id() room.ItemID { return itemID(m.sender, m.item) }

func (m move) place() room.Place { return room.Place{X: m.seq, Y: m.y, Rotation: m.rotation} }

// itemID returns the id of a sender's item with that number, from 0.
func itemID(sender, item int) room.ItemID { return room.ItemID(fmt.Sprintf("s%d-%d", sender, item)) }

// identify returns the points after one whose x is the sequence number and whose y is the
// sender.
func identify(sender, seq int, points []room.CursorPoint) []room.CursorPoint {
	return append([]room.CursorPoint{{seq, sender, 0}}, points...)
}

func dial(ctx context.Context, address string, protocols ...string) (*websocket.Conn, error) {
	options := &websocket.DialOptions{Subprotocols: protocols, HTTPHeader: http.Header{}}
	ws, _, err := websocket.Dial(ctx, address, options)
	if err == nil {
		ws.SetReadLimit(4 << 20)
	}
	return ws, err
}

// roomProtocol is SPEC §3 without further framing: this project and the Durable Object.
type roomProtocol struct{}

func (roomProtocol) dial(ctx context.Context, base, room, tab, token string) (*websocket.Conn, error) {
	query := url.Values{"room": {room}, "tab": {tab}}
	return dial(ctx, base+"?"+query.Encode(), wire.Protocol, token)
}

func (roomProtocol) wrap(command []byte, _ room.Op) []byte { return command }

func (roomProtocol) encodeMove(op room.Op, m move) []byte {
	moves := []room.Placement{{ID: m.id(), Place: m.place(), Token: m.token}}
	return wire.EncodeMove(room.MoveCommand{Op: op, Moves: moves, Drop: m.drop})
}

func (roomProtocol) encodeCursor(sender, seq int, points []room.CursorPoint) []byte {
	return wire.EncodeCursor(room.CursorCommand{Points: identify(sender, seq, points)})
}

func (roomProtocol) unwrap(frame []byte) (event, reply []byte) { return frame, nil }

func (roomProtocol) hasRooms() bool { return true }

// socketIOProtocol is the framing of Engine.IO and Socket.IO around the same commands.
type socketIOProtocol struct{ roomProtocol }

func (socketIOProtocol) dial(ctx context.Context, base, _, _, token string) (*websocket.Conn, error) {
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
		err = fmt.Errorf("the server rejected the connection: %s", answer)
	}
	return ws, err
}

func (socketIOProtocol) wrap(command []byte, op room.Op) []byte {
	if op == 0 {
		return fmt.Appendf(nil, `42["command",%s]`, command)
	}
	return fmt.Appendf(nil, `42%d["command",%s]`, op, command)
}

func (p socketIOProtocol) encodeMove(op room.Op, m move) []byte {
	return p.wrap(p.roomProtocol.encodeMove(op, m), op)
}

func (p socketIOProtocol) encodeCursor(sender, seq int, points []room.CursorPoint) []byte {
	return p.wrap(p.roomProtocol.encodeCursor(sender, seq, points), 0)
}

func (socketIOProtocol) unwrap(frame []byte) (event, reply []byte) {
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

// relayProtocol sends the events themselves, because the bare relay does not make events of
// commands.
type relayProtocol struct{ roomProtocol }

// relayPeer is the peer in all events of a relayProtocol.
const relayPeer = "p0AbCdEfGhIjKlMn"

func (relayProtocol) encodeMove(_ room.Op, m move) []byte {
	item := room.Item{
		ID: m.id(), Product: "sofa", Place: m.place(), Version: int64(m.seq) + 1, Lease: room.Lease{Token: 1},
	}
	return wire.Encode(room.Moved{Peer: relayPeer, Items: []room.Item{item}})[0]
}

func (relayProtocol) encodeCursor(sender, seq int, points []room.CursorPoint) []byte {
	return wire.Encode(room.Cursor{Peer: relayPeer, Points: identify(sender, seq, points)})[0]
}

func (relayProtocol) hasRooms() bool { return false }

// sampleProtocol is the AWS sample's only message, sendmessage: the server sends its text to
// all clients.
type sampleProtocol struct{ relayProtocol }

func (p sampleProtocol) encodeMove(op room.Op, m move) []byte {
	return sendMessage(p.relayProtocol.encodeMove(op, m))
}

func (p sampleProtocol) encodeCursor(sender, seq int, points []room.CursorPoint) []byte {
	return sendMessage(p.relayProtocol.encodeCursor(sender, seq, points))
}

func sendMessage(event []byte) []byte {
	frame, _ := json.Marshal(map[string]string{"action": "sendmessage", "data": string(event)})
	return frame
}
