package room

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Service carries out commands: it alone knows the rules of who may do what, and
// what is told to whom.
type Service struct {
	Store             Store
	Broadcaster       Broadcaster
	MessagesPerSecond int              // the room's message budget, told to clients
	Quota             Quota            // how full a room may be
	Now               func() time.Time // the server's clock

	views views // of crowded rooms
}

// Sync joins the actor's peer to the room and answers with the room's state, or with an
// Ack when the client's digest shows that it has it (SY1).
func (s *Service) Sync(ctx context.Context, a Actor, c SyncCommand) error {
	before, err := s.Store.Join(ctx, a.Room, a.AsPeer())
	if err != nil {
		return fmt.Errorf("join %s: %w", a.Room, err)
	}
	elsewhere := before != "" && before != a.Connection
	if elsewhere {
		s.supersede(ctx, before)
	}
	// The room is read after the join, so that no change falls between the two.
	r, err := s.read(ctx, a, c.Digest)
	if err != nil {
		if CodeOf(err) == NotFound {
			_, _ = s.Store.Leave(ctx, a.Room, a.AsPeer())
		}
		return err
	}
	// The first sync of a connection is the one without a digest (CL8). The row before it
	// does not tell: an attempt that failed after its join has written one.
	first := c.Digest == nil
	if first && !elsewhere {
		if err := s.checkPeerQuota(ctx, a, len(r.Peers)); err != nil {
			return err
		}
	}
	var joined Event
	if first || before != a.Connection {
		joined = Joined{Peer: a.AsPeer()}
	}
	s.Broadcaster.Broadcast(ctx, a, s.answer(a, c, r), joined)
	return nil
}

func (s *Service) answer(a Actor, c SyncCommand, r view) Event {
	now := s.now()
	if c.Digest != nil && *c.Digest == r.digest {
		return Ack{Op: c.Op, At: now, Peers: r.Peers}
	}
	r.Items = slices.DeleteFunc(slices.Clone(r.Items), func(i Item) bool { return i.Removed })
	return State{
		Op: c.Op, At: now, Room: r.Room, You: a.AsPeer(),
		Limits: Limits{MessagesPerSecond: s.MessagesPerSecond, Lease: LeaseDuration},
	}
}

// supersede tells a peer's older connection that it is over, and ends it (PR2).
func (s *Service) supersede(ctx context.Context, old ConnectionID) {
	s.Broadcaster.Send(ctx, old, Rejected{Err: ErrSuperseded})
	_ = s.Broadcaster.Close(ctx, old) // it was told that it is over, and is in no list any more
}

// Lock acquires, renews or releases leases. Lock, Move and Edit return what they told the
// sender: the rows as they are stored since.
func (s *Service) Lock(ctx context.Context, a Actor, c LockCommand) (Ack, error) {
	return s.commit(ctx, a, c.Op, c.steps(), func(items []Item) Event {
		if c.Mode == ModeRelease {
			return Unlocked{Peer: a.Peer, Items: items}
		}
		return Locked{Peer: a.Peer, Items: items}
	})
}

// Move places items.
func (s *Service) Move(ctx context.Context, a Actor, c MoveCommand) (Ack, error) {
	return s.commit(ctx, a, c.Op, c.steps(), func(items []Item) Event {
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

// MoveCursor tells the others where the actor points. It touches no table (PR3).
func (s *Service) MoveCursor(ctx context.Context, a Actor, c CursorCommand) error {
	if len(c.Drag) > 0 && !a.Role.MayEdit() {
		return errForbidden
	}
	s.Broadcaster.Broadcast(ctx, a, nil, Cursor{Peer: a.Peer, Points: c.Points, Drag: c.Drag})
	return nil
}

// Leave ends the actor's connection. If it was the peer's present one, the peer
// leaves the room. A clean close frees what it held; after a dropped line the
// leases run on to their end, so that a blip does not lose them (LK8).
func (s *Service) Leave(ctx context.Context, a Actor, clean bool) error {
	if err := s.Store.DeleteConnection(ctx, a.Room, a.Connection); err != nil {
		return fmt.Errorf("forget connection: %w", err)
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
		freed, err = s.Store.ReleaseAll(ctx, a.Room, s.stamp(a, 0))
		if err != nil {
			err = fmt.Errorf("release leases of %s: %w", a.Peer, err)
		}
		if len(freed) > 0 {
			s.Broadcaster.Broadcast(ctx, a, nil, Unlocked{Peer: a.Peer, Items: freed})
		}
	}
	// The row is gone, so this is told even if the leases could not be released; those end
	// by themselves. A row that was Absent has been told of by whoever removed it.
	if found == HasLeft {
		s.Broadcaster.Broadcast(ctx, a, nil, Left{Peer: a.Peer})
	}
	return err
}

// commit is the hot path: one conditional write, then the posts.
func (s *Service) commit(ctx context.Context, a Actor, op Op, steps []Mutation, tell func([]Item) Event) (Ack, error) {
	if !a.Role.MayEdit() {
		return Ack{}, errForbidden
	}
	if err := s.checkItemQuota(ctx, a.Room, steps); err != nil {
		return Ack{}, err
	}
	stamp := s.stamp(a, op)
	items, err := s.Store.Commit(ctx, a.Room, stamp, steps)
	if err != nil {
		return Ack{}, err
	}
	ack := Ack{Op: op, At: stamp.At, Items: items}
	s.Broadcaster.Broadcast(ctx, a, ack, tell(items))
	return ack, nil
}

func (s *Service) savePlan(ctx context.Context, a Actor, op Op, e PlanEdit) (Ack, error) {
	if !a.Role.MayEdit() {
		return Ack{}, errForbidden
	}
	stamp := s.stamp(a, op)
	plan, err := s.Store.SavePlan(ctx, a.Room, stamp, e)
	if err != nil {
		return Ack{}, err
	}
	ack := Ack{Op: op, At: stamp.At, Plan: &plan}
	s.Broadcaster.Broadcast(ctx, a, ack, Edited{Peer: a.Peer, Plan: &plan})
	return ack, nil
}

func (s *Service) stamp(a Actor, op Op) Origin {
	return Origin{Peer: a.Peer, Name: a.Name, User: a.User, Op: op, At: s.now()}
}

func (s *Service) now() time.Time { return s.Now().UTC().Truncate(time.Millisecond) }

var errForbidden = &Error{Code: Forbidden, Message: "Your role lets you look, not change."}
