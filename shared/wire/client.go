package wire

import (
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

// Decoder decodes the events that a server sends, for clients written in Go. It collects
// the parts of a state, so each connection needs its own.
type Decoder struct {
	parts map[int]stateMessage
	op    int64
}

// Decode decodes one frame. It returns nil and no error for a pong, and for a part of a
// state of which other parts are missing.
func (d *Decoder) Decode(frame []byte) (room.Event, error) {
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(frame, &kind); err != nil {
		return nil, fmt.Errorf("event is not JSON: %w", err)
	}
	switch kind.Type {
	case "pong":
		return nil, nil
	case "state":
		return d.state(frame)
	case "ack":
		m, err := read[ackMessage](frame)
		return room.Ack{
			Op:    room.Op(m.Op),
			At:    millis(m.At),
			Items: toItems(m.Items),
			Plan:  m.Plan,
			Peers: toPeers(m.Peers),
		}, err
	case "error":
		m, err := read[errorMessage](frame)
		return room.Rejected{Op: room.Op(m.Op), Err: &room.Error{
			Code:    room.Code(m.Code),
			Message: m.Message,
			Field:   m.Field,
			Items:   toItems(m.Items),
			Plan:    m.Plan,
		}}, err
	case "moved", "locked", "unlocked", "edited":
		return decodeItems(frame)
	case "cursor":
		return decodeCursor(frame)
	case "signal":
		return decodeSignalEvent(frame)
	case "joined":
		m, err := read[joinedMessage](frame)
		if err != nil {
			return nil, err
		}
		if m.Peer == nil {
			return nil, errors.New("joined without a peer")
		}
		return room.Joined{Peer: m.Peer.peer()}, nil
	case "left":
		m, err := read[leftMessage](frame)
		return room.Left{Peer: room.PeerID(m.Peer)}, err
	case "bundle":
		return decodeBundle(frame)
	}
	return nil, fmt.Errorf("unknown event %q", truncate(kind.Type, 40))
}

func read[T any](frame []byte) (T, error) {
	var m T
	err := json.Unmarshal(frame, &m, json.RejectUnknownMembers(true))
	return m, err
}

func decodeCursor(frame []byte) (room.Event, error) {
	m, err := read[cursorMessage](frame)
	if err != nil {
		return nil, err
	}
	var f validator
	e := room.Cursor{
		Peer: room.PeerID(m.Peer), Points: m.Points, Drag: toPlacements(m.Drag),
		Follows: room.PeerID(m.Follows), View: f.view("view", m.View),
	}
	if f.err != nil {
		return nil, f.err
	}
	return e, nil
}

func decodeItems(frame []byte) (room.Event, error) {
	m, err := read[itemsMessage](frame)
	if err != nil {
		return nil, err
	}
	p, list := room.PeerID(m.Peer), toItems(m.Items)
	switch m.Type {
	case "moved":
		return room.Moved{Peer: p, Items: list}, nil
	case "locked":
		return room.Locked{Peer: p, Items: list}, nil
	case "unlocked":
		return room.Unlocked{Peer: p, Items: list}, nil
	}
	return room.Edited{Peer: p, Items: list, Plan: m.Plan}, nil
}

// state stores a part, and returns the state if all its parts have come, else nil. Parts may
// come in any order; a part of another op discards those stored before.
func (d *Decoder) state(frame []byte) (room.Event, error) {
	m, err := read[stateMessage](frame)
	if err != nil {
		return nil, err
	}
	if m.Part < 1 || m.Part > m.Parts {
		return nil, fmt.Errorf("state part %d of %d", m.Part, m.Parts)
	}
	if d.parts == nil || d.op != m.Op {
		d.op, d.parts = m.Op, map[int]stateMessage{}
	}
	d.parts[m.Part] = m
	if len(d.parts) < m.Parts {
		return nil, nil
	}
	defer func() { d.op, d.parts = 0, nil }()
	return d.whole()
}

// whole joins the parts to a state.
func (d *Decoder) whole() (room.Event, error) {
	first := d.parts[1]
	if first.You == nil || first.Plan == nil || first.Limits == nil {
		return nil, fmt.Errorf("state without you, plan or limits")
	}
	s := room.State{
		Op: room.Op(first.Op), At: millis(first.At), You: first.You.peer(),
		Room:   room.Room{ID: room.ID(first.Room), Plan: *first.Plan},
		Limits: first.Limits.limits(),
	}
	s.Room.Peers = toPeers(first.Peers)
	for n := range len(d.parts) {
		s.Room.Items = append(s.Room.Items, toItems(d.parts[n+1].Items)...)
	}
	return s, nil
}

func (m limits) limits() room.Limits {
	l := room.Limits{MessagesPerSecond: m.MessagesPerSecond, Lease: time.Duration(m.LeaseMs) * time.Millisecond}
	if m.Direct != nil {
		l.Direct = room.DirectChannels{Mode: room.DirectMode(m.Direct.Mode), ICEServers: m.Direct.ICEServers}
	}
	return l
}
