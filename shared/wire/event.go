package wire

import (
	"errors"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
)

// MaxPart is the maximum size of a message to a client, in bytes (WR8). API Gateway accepts
// 128 KB.
const MaxPart = 100 << 10

// The JSON of the events, members in the order of testdata.
type (
	stateMessage struct {
		Type   string     `json:"type"`
		Op     int64      `json:"op"`
		Part   int        `json:"part"`
		Parts  int        `json:"parts"`
		At     int64      `json:"at"`
		Room   string     `json:"room"`
		You    *peer      `json:"you,omitzero"`
		Peers  []*peer    `json:"peers,omitzero"`
		Plan   *room.Plan `json:"plan,omitzero"`
		Limits *limits    `json:"limits,omitzero"`
		Items  []item     `json:"items"`
	}
	limits struct {
		MessagesPerSecond int     `json:"messagesPerSecond"`
		LeaseMs           int64   `json:"leaseMs"`
		Direct            *direct `json:"direct,omitzero"` // missing if direct channels are off
	}
	direct struct {
		Mode       string   `json:"mode"`
		ICEServers []string `json:"iceServers"`
		MaxPeers   int      `json:"maxPeers"`
	}
	ackMessage struct {
		Type  string     `json:"type"`
		Op    int64      `json:"op"`
		At    int64      `json:"at"`
		Items []item     `json:"items"`
		Plan  *room.Plan `json:"plan,omitzero"`
		Peers []*peer    `json:"peers,omitzero"`
	}
	errorMessage struct {
		Type    string     `json:"type"`
		Op      int64      `json:"op"`
		Code    string     `json:"code"`
		Message string     `json:"message"`
		Retry   bool       `json:"retry"`
		Field   string     `json:"field,omitzero"`
		Items   []item     `json:"items,omitzero"`
		Plan    *room.Plan `json:"plan,omitzero"`
	}
	// itemsMessage is the message of moved, locked, unlocked and edited.
	itemsMessage struct {
		Type  string     `json:"type"`
		Peer  string     `json:"peer"`
		Items []item     `json:"items"`
		Plan  *room.Plan `json:"plan,omitzero"`
	}
	cursorMessage struct {
		Type    string             `json:"type"`
		Peer    string             `json:"peer"`
		Points  []room.CursorPoint `json:"points"`
		Drag    []preview          `json:"drag,omitzero"`
		Follows string             `json:"follows,omitzero"`
		View    *view              `json:"view,omitzero"`
	}
	joinedMessage struct {
		Type string `json:"type"`
		Peer *peer  `json:"peer"`
	}
	leftMessage struct {
		Type string `json:"type"`
		Peer string `json:"peer"`
	}
	bundleMessage struct {
		Type   string          `json:"type"`
		Events []bundledMember `json:"events"`
	}
	bundledMember struct {
		At    int64          `json:"at"`
		Event jsontext.Value `json:"event"`
	}
)

// Encode returns the frames of an event: one or more parts of at most MaxPart bytes for a
// room.State, one or more of at most MaxBundle bytes for a room.Bundle, exactly one for any
// other event, and none for nil.
func Encode(e room.Event) [][]byte {
	switch e := e.(type) {
	case room.State:
		return encodeState(e)
	case room.Ack:
		return frame(ackMessage{
			Type:  "ack",
			Op:    int64(e.Op),
			At:    e.At.UnixMilli(),
			Items: fromItems(e.Items),
			Plan:  e.Plan,
			Peers: fromPeers(e.Peers),
		})
	case room.Rejected:
		return frame(fromError(e))
	case room.Moved:
		return frame(itemsMessage{Type: "moved", Peer: string(e.Peer), Items: fromItems(e.Items)})
	case room.Locked:
		return frame(itemsMessage{Type: "locked", Peer: string(e.Peer), Items: fromItems(e.Items)})
	case room.Unlocked:
		return frame(itemsMessage{Type: "unlocked", Peer: string(e.Peer), Items: fromItems(e.Items)})
	case room.Edited:
		return frame(itemsMessage{Type: "edited", Peer: string(e.Peer), Items: fromItems(e.Items), Plan: e.Plan})
	case room.Cursor:
		return frame(cursorMessage{
			Type: "cursor", Peer: string(e.Peer), Points: e.Points, Drag: fromPlacements(e.Drag),
			Follows: string(e.Follows), View: fromView(e.View),
		})
	case room.Signal:
		return frame(signalEvent{"signal", string(e.Peer), fromSignal(e.SignalBody)})
	case room.Joined:
		return frame(joinedMessage{Type: "joined", Peer: fromPeer(e.Peer)})
	case room.Left:
		return frame(leftMessage{Type: "left", Peer: string(e.Peer)})
	case room.Bundle:
		return encodeBundle(e)
	}
	return nil
}

// fromError returns the message of a rejected command. That of an internal error does not
// contain the error's text.
func fromError(e room.Rejected) errorMessage {
	m := errorMessage{
		Type:    "error",
		Op:      int64(e.Op),
		Code:    string(room.Internal),
		Message: "Something went wrong on our side.",
	}
	if rejection, ok := errors.AsType[*room.Error](e.Err); ok && rejection.Code != room.Internal {
		m.Code, m.Message = string(rejection.Code), rejection.Message
		m.Field, m.Plan = rejection.Field, rejection.Plan
		if len(rejection.Items) > 0 {
			m.Items = fromItems(rejection.Items)
		}
	}
	m.Retry = room.Code(m.Code).Retry()
	return m
}

// largestItem is an upper bound of the JSON of an item with every field at its limit, in bytes.
const largestItem = 900

func encodeState(e room.State) [][]byte {
	first := stateMessage{
		Type: "state", Op: int64(e.Op), Part: 1, At: e.At.UnixMilli(), Room: string(e.Room.ID),
		You: fromPeer(e.You), Plan: &e.Room.Plan, Peers: fromPeers(e.Room.Peers), Items: []item{},
		Limits: fromLimits(e.Limits),
	}
	// In the first part the items have the bytes that the plan and the peers leave.
	parts := split(fromItems(e.Room.Items), (MaxPart-len(frame(first)[0]))/largestItem)
	var frames [][]byte
	for n, items := range parts {
		m := stateMessage{Type: "state", Op: first.Op, At: first.At, Room: first.Room}
		if n == 0 {
			m = first
		}
		m.Part, m.Parts, m.Items = n+1, len(parts), items
		frames = append(frames, frame(m)...)
	}
	return frames
}

func fromLimits(l room.Limits) *limits {
	m := &limits{MessagesPerSecond: l.MessagesPerSecond, LeaseMs: l.Lease.Milliseconds()}
	if l.Direct.Mode != room.DirectOff {
		m.Direct = &direct{string(l.Direct.Mode), slices.Concat([]string{}, l.Direct.ICEServers), room.MaxDirectPeers}
	}
	return m
}

// split divides the items into parts, the first of at most n items. It returns at least one
// part, which may be empty.
func split(list []item, n int) [][]item {
	n = max(0, min(n, len(list)))
	parts := [][]item{list[:n]}
	for rest := list[n:]; len(rest) > 0; rest = rest[n:] {
		n = min(MaxPart/largestItem-1, len(rest))
		parts = append(parts, rest[:n])
	}
	return parts
}

// frame returns the one frame of a message. Every message can be encoded as JSON, so it
// panics on an error.
func frame(m any) [][]byte {
	b, err := json.Marshal(m)
	if err != nil {
		panic("wire: " + err.Error())
	}
	return [][]byte{b}
}

func millis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }
