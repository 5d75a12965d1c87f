package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// group is the clients of one room. The first of them are senders: each has items of its own and
// holds their locks.
type group struct {
	clients []*client
	tokens  [][]room.Token // by sender, of its items
}

// itemsPerSender is the number of items that a sender moves in turn.
const itemsPerSender = 8

// newGroup creates a room and connects clients to it; the first senders of them lock their items. The group is never nil; the caller closes it after an error, too.
func (r *run) newGroup(ctx context.Context, clients, senders int) (*group, error) {
	r.rooms++
	if err := r.server.Create(ctx, r.roomID()); err != nil {
		return &group{}, err
	}
	g, err := r.connect(ctx, r.roomID(), 0, clients, "editor")
	for range senders {
		g.tokens = append(g.tokens, make([]room.Token, itemsPerSender))
	}
	if err != nil || !r.protocol.hasRooms() {
		return g, err
	}
	for sender := range senders {
		if err := g.clients[sender].addItems(ctx, sender, itemsPerSender); err != nil {
			return g, err
		}
	}
	return g, g.lock(ctx)
}

// lock locks each sender's items, or renews their leases, eight at a time. It does nothing if the server
// has no locks.
func (g *group) lock(ctx context.Context) error {
	var locks errgroup.Group
	locks.SetLimit(8)
	for sender := range g.tokens {
		c := g.clients[sender]
		if !c.protocol.hasRooms() {
			return nil
		}
		for item := range itemsPerSender {
			locks.Go(func() (err error) {
				g.tokens[sender][item], err = c.lock(ctx, sender, item)
				return err
			})
		}
	}
	return locks.Wait()
}

// roomID returns the id of the room that was created last.
func (r *run) roomID() string { return fmt.Sprintf("bench-%d", r.rooms) }

// connect connects count clients to a room, eight at a time. They are numbered from first.
// The group is never nil; after an error some of its clients are nil.
func (r *run) connect(ctx context.Context, id string, first, count int, role string) (*group, error) {
	g := &group{clients: make([]*client, count)}
	var joins errgroup.Group
	joins.SetLimit(8)
	for n := range count {
		joins.Go(func() (err error) {
			g.clients[n], err = join(ctx, r.server, r.protocol, id, first+n, role)
			return err
		})
	}
	return g, joins.Wait()
}

// readError returns the error of the first client whose connection has ended, or nil.
func (g *group) readError() error {
	for n, c := range g.clients {
		if err := c.readErr.Load(); err != nil {
			return fmt.Errorf("the server closed the connection of client %d: %w", n, *err)
		}
	}
	return nil
}

func (g *group) close() {
	for _, c := range g.clients {
		if c != nil {
			c.close()
		}
	}
}
