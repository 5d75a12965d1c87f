package disk

import (
	"context"
	"math"
	"time"

	"homstyle.dev/planner/shared/room"
)

// connectionTTL is API Gateway's limit of two hours for a connection, and a margin. After a kill of the
// process it ends the rows of the connections that the gateway had.
const connectionTTL = 2*time.Hour + 10*time.Minute

// Join keeps one row of each peer: it deletes the row under the other role.
func (s *Store) Join(ctx context.Context, id room.ID, p room.Peer) (room.Presence, error) {
	return updateResult(ctx, s, func(t *transaction) (before room.Presence, err error) {
		next := peerRow{Peer: p}
		for _, mayEdit := range []bool{p.Role.MayEdit(), !p.Role.MayEdit()} {
			var old peerRow
			found, err := t.get(peerKey(id, p.ID, mayEdit), &old)
			if err != nil {
				return room.Presence{}, err
			}
			if !found {
				continue
			}
			if !p.Connected.IsZero() && old.Connection != p.Connection && old.Connected.After(p.Connected) {
				return room.Presence{}, room.ErrSuperseded
			}
			before = room.Presence{Connection: old.Connection, Admitted: old.Admitted}
			if mayEdit == p.Role.MayEdit() {
				next.Admitted = old.Admitted
			}
		}
		if err := t.delete(peerKey(id, p.ID, !p.Role.MayEdit())); err != nil {
			return room.Presence{}, err
		}
		return before, t.put(peerKey(id, p.ID, p.Role.MayEdit()), next, t.now.Add(connectionTTL))
	})
}

func (s *Store) Admit(ctx context.Context, id room.ID, p room.Peer) error {
	return s.update(ctx, func(t *transaction) error {
		key := peerKey(id, p.ID, p.Role.MayEdit())
		var row peerRow
		found, err := t.get(key, &row)
		if err != nil || !found || row.Connection != p.Connection {
			return err
		}
		row.Admitted = true
		return t.put(key, row, t.now.Add(connectionTTL))
	})
}

func (s *Store) Leave(ctx context.Context, id room.ID, p room.Peer) (room.LeaveResult, error) {
	return updateResult(ctx, s, func(t *transaction) (room.LeaveResult, error) {
		result := room.NotPresent
		for _, mayEdit := range []bool{true, false} {
			key := peerKey(id, p.ID, mayEdit)
			var row peerRow
			found, err := t.get(key, &row)
			switch {
			case err != nil:
				return 0, err
			case !found:
			case row.Connection != p.Connection:
				result = room.PresentElsewhere
			default:
				return room.HasLeft, t.delete(key)
			}
		}
		return result, nil
	})
}

func (s *Store) ListPeers(_ context.Context, id room.ID) (peers []room.Peer, err error) {
	err = s.view(func(r rows) error {
		peers, err = r.listPeers(id, math.MaxInt)
		return err
	})
	return peers, err
}

// listPeers returns at most limit peers.
func (r rows) listPeers(id room.ID, limit int) (peers []room.Peer, err error) {
	for key, value := range r.peers(id) {
		if len(peers) == limit {
			break
		}
		var row peerRow
		if err := decode(value, &row); err != nil {
			return nil, at(key, err)
		}
		peers = append(peers, row.Peer)
	}
	return peers, nil
}

// CountPeers returns the exact number of peers. It ignores the time, since counting costs nothing.
func (s *Store) CountPeers(_ context.Context, id room.ID, _ time.Time) (count int, err error) {
	err = s.view(func(r rows) error {
		for range r.peers(id) {
			count++
		}
		return nil
	})
	return count, err
}

func (s *Store) PutConnection(ctx context.Context, a room.Actor) error {
	return s.update(ctx, func(t *transaction) error {
		ttl := t.now.Add(connectionTTL)
		if err := t.put(connKey(a.Connection), a, ttl); err != nil {
			return err
		}
		return t.put(liveKey(a.Room, a.Connection), a, ttl)
	})
}

func (s *Store) GetConnection(_ context.Context, c room.ConnectionID) (a room.Actor, err error) {
	err = s.view(func(r rows) error {
		found, err := r.get(connKey(c), &a)
		if err == nil && !found {
			return room.ErrNoConnection
		}
		return err
	})
	return a, err
}

func (s *Store) DeleteConnection(ctx context.Context, id room.ID, c room.ConnectionID) error {
	return s.update(ctx, func(t *transaction) error {
		if err := t.delete(connKey(c)); err != nil {
			return err
		}
		return t.delete(liveKey(id, c))
	})
}

func (s *Store) CutConnection(ctx context.Context, a room.Actor, cut time.Time) error {
	return s.update(ctx, func(t *transaction) error {
		if err := t.delete(connKey(a.Connection)); err != nil {
			return err
		}
		key := liveKey(a.Room, a.Connection)
		var live room.Actor
		found, err := t.get(key, &live)
		if err != nil || !found {
			return err
		}
		live.Cut = cut
		return t.put(key, live, cut.Add(room.CutAge+time.Second))
	})
}

func (s *Store) ListConnections(_ context.Context, id room.ID) (actors []room.Actor, err error) {
	err = s.view(func(r rows) error {
		for key, value := range r.live(key(livePrefix+string(id), "")) {
			var a room.Actor
			if err := decode(value, &a); err != nil {
				return at(key, err)
			}
			actors = append(actors, a)
		}
		return nil
	})
	return actors, err
}

// revocationKeys returns the keys of the revocations that can match a token: of all tokens, of the
// user's, and of this one.
func revocationKeys(id room.ID, user string, token room.TokenID) (all, ofUser, ofToken []byte) {
	pk := revokedPrefix + string(id)
	return key(pk, revokedAllKey), key(pk, "USER#"+user), key(pk, "TOKEN#"+string(token))
}

// Revoke keeps the later of two times.
func (s *Store) Revoke(ctx context.Context, id room.ID, r room.Revocation) error {
	to, ofUser, ofToken := revocationKeys(id, r.User, r.Token)
	switch {
	case r.Token != "":
		to = ofToken
	case r.User != "":
		to = ofUser
	}
	return s.update(ctx, func(t *transaction) error {
		var stored room.Revocation
		found, err := t.get(to, &stored)
		if err != nil || found && !stored.Before.Before(r.Before) {
			return err
		}
		return t.put(to, r, t.now.Add(room.RevocationTTL))
	})
}

func (s *Store) Revoked(_ context.Context, id room.ID, token room.TokenInfo) (revoked bool, err error) {
	all, ofUser, ofToken := revocationKeys(id, token.User, token.Token)
	err = s.view(func(r rows) error {
		for _, key := range [][]byte{all, ofUser, ofToken} {
			var stored room.Revocation
			found, err := r.get(key, &stored)
			if err != nil {
				return err
			}
			revoked = revoked || found && stored.Matches(token)
		}
		return nil
	})
	return revoked, err
}
