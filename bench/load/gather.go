package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
)

// clients is the people of one room; the first of them have an item each, and hold it.
type clients struct {
	people []*client
	tokens []room.Token // of the movers
}

// gather makes a room and brings people into it.
func (r *run) gather(ctx context.Context, people, movers int) (*clients, error) {
	r.rooms++
	id := fmt.Sprintf("bench-%d", r.rooms)
	if err := r.server.Create(ctx, id); err != nil {
		return &clients{}, err
	}
	p, err := r.fill(ctx, id, 0, people, "editor")
	if err != nil || !r.protocol.rooms() {
		p.tokens = make([]room.Token, movers)
		return p, err
	}
	for mover := range movers {
		if err := p.people[mover].add(ctx, mover); err != nil {
			return p, err
		}
		token, err := p.people[mover].lock(ctx, mover)
		if err != nil {
			return p, err
		}
		p.tokens = append(p.tokens, token)
	}
	return p, nil
}

// fill brings people into a room; first is the number of the first of them.
func (r *run) fill(ctx context.Context, id string, first, people int, role string) (*clients, error) {
	p := &clients{people: make([]*client, people)}
	var g errgroup.Group
	g.SetLimit(8)
	for who := range people {
		g.Go(func() (err error) {
			p.people[who], err = enter(ctx, r.server, r.protocol, id, first+who, role)
			return err
		})
	}
	return p, g.Wait()
}

// gone is the first connection that ended by itself, if any did.
func (p *clients) gone() error {
	for n, client := range p.people {
		if err := client.readErr.Load(); err != nil {
			return fmt.Errorf("client %d was cut off: %w", n, *err)
		}
	}
	return nil
}

func (p *clients) leave() {
	for _, client := range p.people {
		if client != nil {
			client.leave()
		}
	}
}
