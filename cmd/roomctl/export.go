package main

import (
	"context"
	"flag"
	"os"
	"time"

	"homstyle.dev/planner/shared/s3archive"
)

var exportCommand = command{
	name:    "export",
	summary: "write a room with its history to a file",
	help: `Writes lines of JSON: the room's current state, then every change. roomctl import reads
the file. The file must not exist.

  roomctl -local export -room demo -out demo.jsonl`,
	bind: func(fs *flag.FlagSet) action {
		id := fs.String("room", "", "the room's `id`")
		out := fs.String("out", "", "the `file` to write")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return export(ctx, a, t, *id, *out, *asJSON) }
	},
}

func export(ctx context.Context, a *app, t *stackConfig, name, file string, asJSON bool) (err error) {
	id, err := roomFlag(name)
	if err != nil {
		return err
	}
	if file == "" {
		return usagef("-out is missing")
	}
	s, err := a.stateAt(ctx, t, id, a.now())
	if err != nil {
		return err
	}
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			_ = os.Remove(file) // a part of a room is no backup
		}
	}()
	step, done := a.progress("writing", -1)
	changes := 0
	err = s3archive.Export(f, s, bucket.History(ctx, id, time.Time{}), func() { changes++; step() })
	done()
	if err != nil {
		return err
	}
	return a.printCounts(id, len(s.Items), changes, asJSON)
}
