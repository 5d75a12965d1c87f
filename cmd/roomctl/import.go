package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
)

var importCommand = command{
	name:    "import",
	summary: "create a room from a file of roomctl export",
	help: `Creates the room with its history. The room must not exist yet; its id may differ from
the exported one.

  roomctl -local import -room copy -in demo.jsonl`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the new room's `id`")
		in := fs.String("in", "", "the `file` to read")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return importRoom(ctx, a, t, *id, *in, *asJSON)
		}
	},
}

func importRoom(ctx context.Context, a *app, t *stackConfig, name, file string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	if file == "" {
		return usagef("-in is missing")
	}
	store, bucket, err := a.requireAbsent(ctx, t, id)
	if err != nil {
		return err
	}
	old, revision, err := bucket.Snapshot(ctx, id)
	if err == nil && !old.Erased.IsZero() {
		const format = "a room %s was deleted at %s, and the bucket ignores changes from before: give another -room"
		err = fmt.Errorf(format, id, old.Erased.Format(time.RFC3339))
	}
	if err != nil {
		return err
	}
	// The first pass only checks the file, so that a broken one writes nothing.
	if _, err := a.readExport(file, id, func([]archive.Change) error { return nil }); err != nil {
		return err
	}
	step, done := a.progress("reading", -1)
	changes := 0
	s, err := a.readExport(file, id, func(segment []archive.Change) error {
		changes += len(segment)
		step()
		return bucket.Append(ctx, id, segment)
	})
	if err != nil {
		return err
	}
	err = bucket.Replace(ctx, s, revision)
	if err == nil {
		err = archive.PutHourlies(ctx, bucket, s)
	}
	if err == nil {
		_, err = store.RestoreRows(ctx, s, step)
	}
	done()
	if err != nil {
		return err
	}
	return a.printCounts(id, len(s.Items), changes, asJSON)
}

func (a *app) readExport(file string, id room.ID, segment func([]archive.Change) error) (archive.Snapshot, error) {
	f, err := os.Open(file)
	if err != nil {
		return archive.Snapshot{}, err
	}
	defer f.Close()
	s, err := s3archive.Import(f, id, segment)
	if err != nil {
		return s, fmt.Errorf("%s: %w", file, err)
	}
	return s, nil
}
