package main

import (
	"context"
	"fmt"

	"homstyle.dev/planner/bench/result"
)

// measureSyncs runs the syncs scenario: one client moves an item, each time after the answer to the last, and
// the server's calls of fsync and fdatasync are counted. It is not a measurement of time, since strace slows
// the server.
func (r *run) measureSyncs(ctx context.Context) error {
	const moves = 100
	g, err := r.newGroup(ctx, 2, 1)
	defer g.close()
	if err != nil {
		return err
	}
	c := g.clients[0]
	calls, err := r.server.CountSyncs(ctx, func() error {
		for seq := range moves {
			a, err := c.requestMove(ctx, move{seq: seq, token: g.tokens[0][0]})
			if err != nil {
				return err
			}
			if a.kind != "ack" {
				return fmt.Errorf("move %d: %s", seq, a.frame)
			}
		}
		return nil
	})
	r.result.Syncs = &result.Syncs{Moves: moves, Calls: calls}
	r.logf("%d moves, one after the other: %d calls of fsync or fdatasync", moves, calls)
	return err
}
