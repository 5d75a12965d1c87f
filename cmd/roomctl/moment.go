package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/schollz/progressbar/v3"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

const momentHelp = `
A moment is a date as 2026-11-24T12:00:00Z, Unix milliseconds, or how long ago: 90m.`

// moment is a flag that names a moment.
type moment struct{ text string }

func (m *moment) flag(fs *flag.FlagSet, name, usage string) { fs.StringVar(&m.text, name, "", usage) }

// at is the moment; otherwise when none was given.
func (m *moment) at(name string, now, otherwise time.Time) (time.Time, error) {
	if m.text == "" {
		return otherwise, nil
	}
	if t, err := time.Parse(time.RFC3339Nano, m.text); err == nil {
		return t.UTC().Truncate(time.Millisecond), nil
	}
	if d, err := time.ParseDuration(m.text); err == nil && d >= 0 {
		return now.Add(-d).UTC().Truncate(time.Millisecond), nil
	}
	if ms, err := strconv.ParseInt(m.text, 10, 64); err == nil && ms > 0 {
		return time.UnixMilli(ms).UTC(), nil
	}
	return time.Time{}, usagef("-%s %q is no moment: give 2026-11-24T12:00:00Z, Unix milliseconds or 90m", name, m.text)
}

// shelf opens the bucket that the target names.
func (a *app) shelf(ctx context.Context, t *target) (roomArchive, error) {
	if err := t.needBucket(); err != nil {
		return nil, err
	}
	return a.archive(ctx, t.bucket)
}

// look is the room as it was, by the archive and, where the target names it, the table.
func (a *app) look(ctx context.Context, t *target, id room.ID, at time.Time) (archive.Snapshot, error) {
	shelf, err := a.shelf(ctx, t)
	if err != nil {
		return archive.Snapshot{}, err
	}
	var live *room.Room
	if t.table != "" {
		live, err = a.load(ctx, t, id)
		if err != nil && room.CodeOf(err) != room.NotFound {
			return archive.Snapshot{}, err
		}
	}
	s, err := archive.StateAt(ctx, shelf, id, at, live)
	if err == nil && s.Plan.Version == 0 {
		err = fmt.Errorf("there was no room %s at %s", id, at.Format(time.RFC3339))
	}
	return s, err
}

// load reads the room's rows; nil where there are none.
func (a *app) load(ctx context.Context, t *target, id room.ID) (*room.Room, error) {
	store, err := a.store(ctx, t)
	if err != nil {
		return nil, err
	}
	r, err := store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	return &r, nil
}

// progress shows how far long work is, where somebody looks. It returns what to call
// after each step, and at the end. A total of -1 is not known.
func (a *app) progress(what string, total int) (step, done func()) {
	bar := progressbar.NewOptions(total,
		progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetVisibility(a.terminal),
		progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
	)
	return func() { _ = bar.Add(1) }, func() { _ = bar.Finish() }
}

// printJSON prints one object.
func printJSON(w io.Writer, v any) error {
	if err := json.MarshalWrite(w, v, jsontext.WithIndent("  "), json.Deterministic(true)); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}
