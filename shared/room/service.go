package room

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Service handles commands: it checks roles and quotas, writes to the Store and sends the
// events.
type Service struct {
	Store             Store
	Broadcaster       Broadcaster
	PeerSender        PeerSender // for Signal
	MessagesPerSecond int        // the room's message budget, which State sends to clients
	Quota             Quota
	Direct            DirectChannels   // which State sends to clients
	Now               func() time.Time // the server's clock

	cache roomCache // of crowded rooms
}

// Sync joins the actor's peer to the room and sends it the State, or an Ack if the
// client's digest equals the room's (SY1). It sends Joined to the other peers if the
// sync is the connection's first.
func (s *Service) Sync(ctx context.Context, a Actor, c SyncCommand) error {
	before, err := s.Store.Join(ctx, a.Room, a.AsPeer())
	if err != nil {
		return fmt.Errorf("join %s: %w", a.Room, err)
	}
	elsewhere := before.Connection != "" && before.Connection != a.Connection
	if elsewhere {
		s.supersede(ctx, before.Connection)
	}
	// The room is read after the join, so that a change is either in the state or is sent
	// to this peer.
	r, err := s.read(ctx, a, c.Digest)
	if err != nil {
		if CodeOf(err) == NotFound {
			_, _ = s.Store.Leave(ctx, a.Room, a.AsPeer())
		}
		return err
	}
	if err := s.admit(ctx, a, before, len(r.Peers)); err != nil {
		return err
	}
	// The first sync of a connection has no digest (CL8). The peer's row does not show
	// which sync is the first, because a first attempt may have failed after its join.
	var joined Event
	if c.Digest == nil || before.Connection != a.Connection {
		joined = Joined{Peer: a.AsPeer()}
	}
	s.Broadcaster.Broadcast(ctx, a, s.answer(a, c, r), joined)
	return nil
}

func (s *Service) answer(a Actor, c SyncCommand, r loadedRoom) Event {
	now := s.now()
	if c.Digest != nil && *c.Digest == r.digest {
		return Ack{Op: c.Op, At: now, Peers: r.Peers}
	}
	r.Items = slices.DeleteFunc(slices.Clone(r.Items), func(i Item) bool { return i.Removed })
	return State{
		Op: c.Op, At: now, Room: r.Room, You: a.AsPeer(),
		Limits: Limits{MessagesPerSecond: s.MessagesPerSecond, Lease: LeaseDuration, Direct: s.Direct},
	}
}

// supersede sends ErrSuperseded to a peer's older connection and closes it (PR2).
func (s *Service) supersede(ctx context.Context, old ConnectionID) {
	s.Broadcaster.Send(ctx, old, Rejected{Err: ErrSuperseded})
	_ = s.Broadcaster.Close(ctx, old) // if this fails, the client still closes, and no row names old
}

// Lock acquires, renews or releases leases. Lock, Move and Edit return the Ack that they
// sent to the actor, with the stored rows. They return a Forbidden error for a viewer, and
// the errors of the Store.
func (s *Service) Lock(ctx context.Context, a Actor, c LockCommand) (Ack, error) {
	return s.commit(ctx, a, c.Op, c.mutations(), func(items []Item) Event {
		if c.Mode == ModeRelease {
			return Unlocked{Peer: a.Peer, Items: items}
		}
		return Locked{Peer: a.Peer, Items: items}
	})
}

// Move places items.
func (s *Service) Move(ctx context.Context, a Actor, c MoveCommand) (Ack, error) {
	return s.commit(ctx, a, c.Op, c.mutations(), func(items []Item) Event {
		return Moved{Peer: a.Peer, Items: items}
	})
}

// Edit adds, updates and removes items, or replaces the plan.
func (s *Service) Edit(ctx context.Context, a Actor, c EditCommand) (Ack, error) {
	if c.Plan != nil {
		return s.savePlan(ctx, a, c.Op, *c.Plan)
	}
	return s.commit(ctx, a, c.Op, c.Steps, func(items []Item) Event {
		return Edited{Peer: a.Peer, Items: items}
	})
}

// MoveCursor sends the actor's cursor to the other peers, or to those in c.To alone. It does
// not use the Store (PR3).
func (s *Service) MoveCursor(ctx context.Context, a Actor, c CursorCommand) error {
	if len(c.Drag) > 0 && !a.Role.MayEdit() {
		return errForbidden
	}
	s.Broadcaster.Broadcast(ctx, a, nil, Cursor{
		Peer: a.Peer, Points: c.Points, Drag: c.Drag, Follows: c.Follows, View: c.View, To: c.To,
	})
	return nil
}

// Leave deletes the actor's connection. If the peer's row names that connection, the peer
// leaves the room. If clean, the client itself closed the connection, and the peer's
// leases are released unless it has opened another connection since. Else they expire by
// themselves, so that a short loss of the network does not lose them (LK8).
func (s *Service) Leave(ctx context.Context, a Actor, clean bool) error {
	if err := s.endConnection(ctx, a, clean); err != nil {
		return fmt.Errorf("delete connection: %w", err)
	}
	found, err := s.Store.Leave(ctx, a.Room, a.AsPeer())
	if err != nil {
		return fmt.Errorf("leave %s: %w", a.Room, err)
	}
	if found == PresentElsewhere {
		return nil
	}
	if clean && a.Role.MayEdit() { // a viewer holds nothing
		var freed []Item
		freed, err = s.releaseAll(ctx, a)
		if err != nil {
			err = fmt.Errorf("release leases of %s: %w", a.Peer, err)
		}
		if len(freed) > 0 {
			s.Broadcaster.Broadcast(ctx, a, nil, Unlocked{Peer: a.Peer, Items: freed})
		}
	}
	// The peer's row is deleted, so Left is sent even if the leases could not be released;
	// they expire. If the result is NotPresent, whoever deleted the row has sent Left.
	if found == HasLeft {
		s.Broadcaster.Broadcast(ctx, a, nil, Left{Peer: a.Peer})
	}
	return err
}

// endConnection deletes the connection. If its leases last, the connection is still listed
// for CutAge.
func (s *Service) endConnection(ctx context.Context, a Actor, clean bool) error {
	if clean || !a.Role.MayEdit() {
		return s.Store.DeleteConnection(ctx, a.Room, a.Connection)
	}
	return s.Store.CutConnection(ctx, a, s.now())
}

// releaseAll ends the leases of the actor's peer, unless the peer has opened a connection
// after the actor's: those leases may be its own, also before its sync, and also after it
// was cut (LK8). It reads the rows before the connections, so that the commands of a
// connection that it does not find come after the read, and EndLeases keeps what they
// acquired or renewed.
func (s *Service) releaseAll(ctx context.Context, a Actor) ([]Item, error) {
	held, err := s.Store.ListHeld(ctx, a.Room, a.Peer)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	open, err := s.Store.ListConnections(ctx, a.Room)
	if err != nil {
		return nil, err
	}
	now := s.now()
	if slices.ContainsFunc(open, func(b Actor) bool { return a.replacedBy(b) && b.mayHold(now) }) {
		return nil, nil
	}
	return s.Store.EndLeases(ctx, a.Room, held)
}

// commit writes the mutations, then sends the ack to the actor and event(rows) to the
// other peers. It is the hot path.
func (s *Service) commit(
	ctx context.Context, a Actor, op Op, mutations []Mutation, event func([]Item) Event,
) (Ack, error) {
	if !a.Role.MayEdit() {
		return Ack{}, errForbidden
	}
	if err := s.checkItemQuota(ctx, a.Room, mutations); err != nil {
		return Ack{}, err
	}
	origin := s.origin(a, op)
	items, err := s.Store.Commit(ctx, a.Room, origin, mutations)
	if err != nil {
		return Ack{}, err
	}
	ack := Ack{Op: op, At: origin.At, Items: items}
	s.Broadcaster.Broadcast(ctx, a, ack, event(items))
	return ack, nil
}

func (s *Service) savePlan(ctx context.Context, a Actor, op Op, e PlanEdit) (Ack, error) {
	if !a.Role.MayEdit() {
		return Ack{}, errForbidden
	}
	origin := s.origin(a, op)
	plan, err := s.Store.SavePlan(ctx, a.Room, origin, e)
	if err != nil {
		return Ack{}, err
	}
	ack := Ack{Op: op, At: origin.At, Plan: &plan}
	s.Broadcaster.Broadcast(ctx, a, ack, Edited{Peer: a.Peer, Plan: &plan})
	return ack, nil
}

func (s *Service) origin(a Actor, op Op) Origin {
	return Origin{Peer: a.Peer, Name: a.Name, User: a.User, Op: op, At: s.now()}
}

func (s *Service) now() time.Time { return s.Now().UTC().Truncate(time.Millisecond) }

var errForbidden = &Error{Code: Forbidden, Message: "Your role lets you look, not change."}
