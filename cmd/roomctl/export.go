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

var exportCommand = command{
	name:    "export",
	summary: "write a room with its history to a file",
	help: `Lines of JSON: the room as it is, then every change. roomctl import reads it.

  roomctl -local export -room demo -out demo.jsonl`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		out := fs.String("out", "", "the `file` to write")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return export(ctx, a, t, *id, *out, *asJSON) }
	},
}

func export(ctx context.Context, a *app, t *target, name, file string, asJSON bool) (err error) {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	if file == "" {
		return usagef("-out is missing")
	}
	s, err := a.look(ctx, t, id, a.now())
	if err != nil {
		return err
	}
	shelf, err := a.shelf(ctx, t)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	step, done := a.progress("writing", -1)
	changes := 0
	err = s3archive.Export(f, s, shelf.History(ctx, id, time.Time{}), func() { changes++; step() })
	done()
	if err != nil {
		return err
	}
	return a.printCounts(id, len(s.Items), changes, asJSON)
}

var importCommand = command{
	name:    "import",
	summary: "make a room of a file that export wrote",
	help: `The room must not be there yet; it may have another id than the one that was
exported. History comes with it.

  roomctl -local import -room copy -in demo.jsonl`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the new room's `id`")
		in := fs.String("in", "", "the `file` to read")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return importRoom(ctx, a, t, *id, *in, *asJSON) }
	},
}

func importRoom(ctx context.Context, a *app, t *target, name, file string, asJSON bool) error {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	if file == "" {
		return usagef("-in is missing")
	}
	store, shelf, err := a.vacant(ctx, t, id)
	if err != nil {
		return err
	}
	// Once through without writing: a broken file leaves nothing behind.
	if _, err := a.readExport(file, id, func([]archive.Change) error { return nil }); err != nil {
		return err
	}
	step, done := a.progress("reading", -1)
	changes := 0
	s, err := a.readExport(file, id, func(segment []archive.Change) error {
		changes += len(segment)
		step()
		return shelf.Append(ctx, id, segment)
	})
	if err != nil {
		return err
	}
	_, revision, err := shelf.Snapshot(ctx, id)
	if err == nil {
		err = shelf.Replace(ctx, s, revision)
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

// vacant opens table and bucket, neither of which may have the room.
func (a *app) vacant(ctx context.Context, t *target, id room.ID) (rooms, roomArchive, error) {
	store, err := a.store(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	shelf, err := a.shelf(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	_, err = store.Load(ctx, id)
	if err == nil {
		return nil, nil, fmt.Errorf("there is a room %s already", id)
	}
	if room.CodeOf(err) != room.NotFound {
		return nil, nil, err
	}
	s, err := archive.StateAt(ctx, shelf, id, a.now(), nil)
	if err == nil && (s.Plan.Version > 0 || len(s.Items) > 0) {
		err = fmt.Errorf("the bucket still has a room %s: roomctl restore -from-bucket brings it back", id)
	}
	return store, shelf, err
}

func (a *app) printCounts(id room.ID, items, changes int, asJSON bool) error {
	if asJSON {
		return printJSON(a.stdout, struct {
			Room    room.ID `json:"room"`
			Items   int     `json:"items"`
			Changes int     `json:"changes"`
		}{id, items, changes})
	}
	_, err := fmt.Fprintf(a.stdout, "%s: %d items, %d changes\n", id, items, changes)
	return err
}
