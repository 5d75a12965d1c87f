package memory

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
)

// Join implements room.Peers.
func (s *Store) Join(_ context.Context, id room.ID, p room.Peer) (before room.ConnectionID, err error) {
	err = s.write("join", id, func(t *table) error {
		before = t.peers[p.ID].Connection
		t.peers[p.ID] = p
		return nil
	})
	return before, err
}

// Leave implements room.Peers.
func (s *Store) Leave(_ context.Context, id room.ID, p room.PeerID, c room.ConnectionID) (d room.Departure, err error) {
	err = s.write("leave", id, func(t *table) error {
		switch row, ok := t.peers[p]; {
		case !ok:
			d = room.Absent
		case row.Connection != c:
			d = room.Elsewhere
		default:
			delete(t.peers, p)
			d = room.Departed
		}
		return nil
	})
	return d, err
}

// Present implements room.Peers.
func (s *Store) Present(_ context.Context, id room.ID) ([]room.Peer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.room(id).present(), nil
}

func (t *table) present() []room.Peer {
	var peers []room.Peer
	for _, key := range slices.Sorted(maps.Keys(t.peers)) {
		peers = append(peers, t.peers[key])
	}
	return peers
}

// Open implements room.Connections.
func (s *Store) Open(_ context.Context, a room.Actor) error {
	return s.write("open", a.Room, func(*table) error {
		s.connections[a.Connection] = a
		return nil
	})
}

// Actor implements room.Connections.
func (s *Store) Actor(_ context.Context, c room.ConnectionID) (room.Actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.connections[c]
	if !ok {
		return room.Actor{}, room.ErrNoConnection
	}
	return a, nil
}

// Forget implements room.Connections.
func (s *Store) Forget(_ context.Context, c room.ConnectionID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.connections, c)
	return nil
}

// tell passes a change on, numbered as a stream numbers its records.
func (s *Store) tell(c room.Change) {
	s.sequence++
	if s.changes != nil {
		c.Sequence = room.Sequence(fmt.Sprintf("%021d", s.sequence))
		s.changes(c)
	}
}
