package main

import (
	"context"
	"flag"
)

var replayCommand = command{
	name:    "replay",
	summary: "show a room as it was at a moment",
	help: `Rebuilds the room from the last snapshot before the moment and the history after it.
Changes that are not in the bucket yet are read from the table, if one is set.` + momentHelp + `

  roomctl -local replay -room demo -at 90m
  roomctl -local replay -room demo -at 2026-11-24T12:00:00Z -json`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		asJSON := fs.Bool("json", false, "print one JSON object")
		var at momentFlag
		at.flag(fs, "at", "the `moment`; empty is now")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			s, err := a.stateAtFlag(ctx, t, *id, "at", at, a.now())
			if err != nil {
				return err
			}
			return a.printRoom(s, *asJSON)
		}
	},
}
