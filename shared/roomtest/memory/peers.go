package memory

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

func (s *Store) Join(_ context.Context, id room.ID, p room.Peer) (before room.Presence, err error) {
	err = s.write("join", id, func(t *roomRows) error {
		if at := t.peerIndex(p.ID); at >= 0 {
			now := t.peers[at]
			if !p.Connected.IsZero() && now.Connection != p.Connection && now.Connected.After(p.Connected) {
				return room.ErrSuperseded
			}
			before = room.Presence{Connection: now.Connection, Admitted: t.admitted[p.ID]}
			t.peers = slices.Delete(t.peers, at, at+1)
		}
		at, _ := slices.BinarySearchFunc(t.peers, p, room.ComparePeers)
		t.peers = slices.Insert(t.peers, at, p)
		return nil
	})
	return before, err
}

func (s *Store) Admit(_ context.Context, id room.ID, p room.Peer) error {
	return s.write("admit", id, func(t *roomRows) error {
		if at := t.peerIndex(p.ID); at >= 0 && t.peers[at].Connection == p.Connection {
			if t.admitted == nil {
				t.admitted = map[room.PeerID]bool{}
			}
			t.admitted[p.ID] = true
		}
		return nil
	})
}

func (s *Store) Leave(_ context.Context, id room.ID, p room.Peer) (d room.LeaveResult, err error) {
	err = s.write("leave", id, func(t *roomRows) error {
		switch at := t.peerIndex(p.ID); {
		case at < 0:
			d = room.NotPresent
		case t.peers[at].Connection != p.Connection:
			d = room.PresentElsewhere
		default:
			t.peers = slices.Delete(t.peers, at, at+1)
			delete(t.admitted, p.ID)
			d = room.HasLeft
		}
		return nil
	})
	return d, err
}

func (s *Store) ListPeers(_ context.Context, id room.ID) ([]room.Peer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.room(id).peers), nil
}

// CountPeers returns the exact number of peers. It ignores the time, since counting costs nothing.
func (s *Store) CountPeers(_ context.Context, id room.ID, _ time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.room(id).peers), nil
}

func (s *Store) Summary(_ context.Context, id room.ID) (room.Summary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.room(id).summary, nil
}

func (s *Store) PutSummary(_ context.Context, id room.ID, summary room.Summary) error {
	return s.write("summary", id, func(t *roomRows) error {
		if !summary.At.Before(t.summary.At) {
			t.summary = summary
		}
		return nil
	})
}

// peerIndex returns the peer's index in the list, or -1.
func (t *roomRows) peerIndex(id room.PeerID) int {
	return slices.IndexFunc(t.peers, func(p room.Peer) bool { return p.ID == id })
}

func (s *Store) PutConnection(_ context.Context, a room.Actor) error {
	return s.write("open", a.Room, func(*roomRows) error {
		s.connections[a.Connection] = a
		return nil
	})
}

func (s *Store) GetConnection(_ context.Context, c room.ConnectionID) (room.Actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.connections[c]
	if !ok {
		return room.Actor{}, room.ErrNoConnection
	}
	return a, nil
}

func (s *Store) DeleteConnection(_ context.Context, _ room.ID, c room.ConnectionID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.connections, c)
	delete(s.cut, c)
	return nil
}

func (s *Store) CutConnection(_ context.Context, a room.Actor, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.cut, func(_ room.ConnectionID, b room.Actor) bool { return !at.Before(b.Cut.Add(room.CutAge)) })
	if a, ok := s.connections[a.Connection]; ok {
		a.Cut = at
		s.cut[a.Connection] = a
		delete(s.connections, a.Connection)
	}
	return nil
}

func (s *Store) ListConnections(_ context.Context, id room.ID) ([]room.Actor, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var live []room.Actor
	for _, rows := range []map[room.ConnectionID]room.Actor{s.connections, s.cut} {
		for _, c := range slices.Sorted(maps.Keys(rows)) {
			if a := rows[c]; a.Room == id {
				live = append(live, a)
			}
		}
	}
	return live, nil
}

func (s *Store) Revoke(_ context.Context, id room.ID, r room.Revocation) error {
	return s.write("revoke", id, func(*roomRows) error {
		s.revoked[id] = append(s.revoked[id], r)
		return nil
	})
}

func (s *Store) Revoked(_ context.Context, id room.ID, b room.TokenInfo) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.revoked[id], func(r room.Revocation) bool { return r.Matches(b) }), nil
}

// Erase deletes the room. Revocations of all its tokens stay; those of one token or user do not.
func (s *Store) Erase(_ context.Context, id room.ID) error {
	return s.write("erase", id, func(*roomRows) error {
		delete(s.rooms, id)
		delete(s.uses, id)
		delete(s.questions, id)
		ofRoom := func(_ room.ConnectionID, a room.Actor) bool { return a.Room == id }
		maps.DeleteFunc(s.connections, ofRoom)
		maps.DeleteFunc(s.cut, ofRoom)
		ofOne := func(r room.Revocation) bool { return r.Token != "" || r.User != "" }
		s.revoked[id] = slices.DeleteFunc(s.revoked[id], ofOne)
		return nil
	})
}

func (s *Store) AddToBundle(_ context.Context, id room.ID, m room.BundledMessage) error {
	return s.write("bundle", id, func(*roomRows) error {
		sequence := s.nextSequence()
		if s.bundled != nil {
			s.bundled(id, sequence, m)
		}
		return nil
	})
}

// emit passes a change to the OnChange function with the next sequence number.
func (s *Store) emit(c archive.Change) {
	c.Sequence = s.nextSequence()
	if s.changes != nil {
		s.changes(c)
	}
}

func (s *Store) nextSequence() archive.Sequence {
	s.sequence++
	return archive.Sequence(fmt.Sprintf("%021d", s.sequence))
}
