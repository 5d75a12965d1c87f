package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/dynamo"
)

var migrateCommand = command{
	name:    "migrate",
	summary: "rewrite rows of an older schema version, and list older rooms",
	help: `Rows of an older schema are converted on every read; this command stores the converted
rows, and adds rooms that an older program created to the lists of rooms. The table may be in use: a row that changes meanwhile is not overwritten. The scan's
position is saved to a file after each page, and the next run continues from there.

  roomctl -env .local/prod.env migrate
  roomctl -env .local/prod.env migrate -cursor prod.cursor -json`,
	bind: func(fs *flag.FlagSet) action {
		cursor := fs.String("cursor", "migrate.cursor", "`file` that keeps the scan's position")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return migrate(ctx, a, t, *cursor, *asJSON) }
	},
}

// migration is the saved position of a table's migration.
type migration struct {
	Table string        `json:"table"`
	At    dynamo.Cursor `json:"at"`
}

func migrate(ctx context.Context, a *app, t *stackConfig, file string, asJSON bool) error {
	if err := t.needTable(); err != nil {
		return err
	}
	m, err := readMigration(file, t.table)
	if err != nil {
		return err
	}
	resumed := m.At != dynamo.Cursor{}
	step, done := a.progress("migrating", -1)
	var last dynamo.Progress
	err = a.migrate(ctx, t.table, m.At, func(p dynamo.Progress) error {
		for range p.Scanned - last.Scanned {
			step()
		}
		last = p
		m.At = p.Cursor
		return m.write(file)
	})
	done()
	if err != nil {
		return fmt.Errorf("%w; the next run continues from %s", err, file)
	}
	if err := os.Remove(file); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Looked  int  `json:"looked"`
			Written int  `json:"written"`
			Listed  int  `json:"listed"`
			Resumed bool `json:"resumed"`
		}{last.Scanned, last.Written, last.Listed, resumed})
	}
	_, err = fmt.Fprintf(a.stdout, "%d rows scanned, %d written; %d rooms added to the lists\n",
		last.Scanned, last.Written, last.Listed)
	return err
}

func readMigration(file, table string) (migration, error) {
	m := migration{Table: table}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err == nil && m.Table != table {
		err = fmt.Errorf("%s belongs to table %s, not to %s: give another file with -cursor", file, m.Table, table)
	}
	return m, err
}

// write replaces the file atomically.
func (m migration) write(file string) error {
	text, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(file+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(file+".new", file)
	}
	return err
}
