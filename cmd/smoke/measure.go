package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// result has the times of one command, in milliseconds. The percentiles are without the first time.
type result struct {
	Name    string  `json:"name"`
	FirstMs float64 `json:"firstMs"`
	P50Ms   float64 `json:"p50Ms"`
	P99Ms   float64 `json:"p99Ms"`
	Times   int     `json:"times"`
}

// cursorTimeout is the time after which a cursor counts as lost.
const cursorTimeout = 2 * time.Second

// times collects durations by the name of what was measured, in the order of the first of each.
type times struct {
	names []string
	of    map[string][]time.Duration
}

func (t *times) add(name string, d time.Duration) {
	if t.of == nil {
		t.of = map[string][]time.Duration{}
	}
	if _, known := t.of[name]; !known {
		t.names = append(t.names, name)
	}
	t.of[name] = append(t.of[name], d)
}

func (t *times) results() []result {
	var out []result
	for _, name := range t.names {
		all := t.of[name]
		rest := slices.Sorted(slices.Values(all[1:]))
		if len(rest) == 0 {
			rest = all
		}
		at := func(share float64) float64 { return ms(rest[int(share*float64(len(rest)-1)+0.5)]) }
		out = append(out, result{Name: name, FirstMs: ms(all[0]), P50Ms: at(0.5), P99Ms: at(0.99), Times: len(all)})
	}
	return out
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// measure connects two clients to the room. One of them locks, moves and drops an item n times, and points;
// the other receives the events. Then further clients connect, n times in all.
func measure(ctx context.Context, t target, n int) ([]result, error) {
	var m times
	actor, err := join(ctx, t, "actor", &m)
	if err != nil {
		return nil, err
	}
	defer actor.close()
	peer, err := join(ctx, t, "peer", &m)
	if err != nil {
		return nil, err
	}
	defer peer.close()
	item := room.Add{ID: room.ItemID("smoke-" + rand.Text()), Product: "sofa.klinte", Variant: "moss"}
	edit := room.EditCommand{Op: actor.nextOp(), Steps: []room.Mutation{item}}
	added, err := actor.do(ctx, "edit", wire.EncodeEdit(edit), &m)
	if err != nil {
		return nil, err
	}
	version := added.Items[0].Version
	// Faster messages would be refused by the limits of a connection (QU3) and of a room (PR8).
	rate := time.NewTicker(time.Second / 8)
	defer rate.Stop()
	for i := range n {
		<-rate.C
		if version, err = moveOnce(ctx, actor, peer, item.ID, i, &m); err != nil {
			return nil, err
		}
	}
	edit = room.EditCommand{Op: actor.nextOp(), Steps: []room.Mutation{room.Remove{ID: item.ID, Version: version}}}
	if _, err := actor.do(ctx, "edit", wire.EncodeEdit(edit), &m); err != nil {
		return nil, err
	}
	for range n - 2 {
		c, err := join(ctx, t, "visitor", &m)
		if err != nil {
			return nil, err
		}
		c.close()
	}
	return m.results(), nil
}

// moveOnce locks the item, moves and drops it, and sends a cursor. The peer must receive both. It returns the
// version of the item.
func moveOnce(ctx context.Context, actor, peer *client, id room.ItemID, i int, m *times) (int64, error) {
	lock := room.LockCommand{Op: actor.nextOp(), Mode: room.ModeAcquire, Items: []room.LockItem{{ID: id}}}
	locked, err := actor.do(ctx, "lock", wire.EncodeLock(lock), m)
	if err != nil {
		return 0, err
	}
	place := room.Place{X: 1000 + i, Y: 1000}
	moves := []room.Placement{{ID: id, Place: place, Token: locked.Items[0].Token}}
	move := room.MoveCommand{Op: actor.nextOp(), Moves: moves, Drop: true}
	began := time.Now()
	stored, err := actor.do(ctx, "move", wire.EncodeMove(move), m)
	if err != nil {
		return 0, err
	}
	moved, err := await(ctx, peer, func(e room.Moved) bool { return e.Items[0].ID == id && e.Items[0].Place == place })
	if err != nil {
		return 0, fmt.Errorf("the event of a move: %w", err)
	}
	m.add("move: event at the peer", moved.at.Sub(began))

	began = time.Now()
	cursor := room.CursorCommand{Points: []room.CursorPoint{{place.X, place.Y, 0}}}
	if err := actor.send(ctx, wire.EncodeCursor(cursor)); err != nil {
		return 0, err
	}
	// A cursor may be lost: a warm function sends it to the peers that it knew some seconds ago (PR3).
	short, cancel := context.WithTimeout(ctx, cursorTimeout)
	defer cancel()
	pointed, err := await(short, peer, func(e room.Cursor) bool { return e.Points[0][0] == place.X })
	switch {
	case err == nil:
		m.add("cursor: event at the peer", pointed.at.Sub(began))
	case ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded):
		return 0, fmt.Errorf("the event of a cursor: %w", err)
	}
	return stored.Items[0].Version, nil
}
