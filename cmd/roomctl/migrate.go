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
	summary: "bring all rows of an older schema up for good",
	help: `Rows of an older schema are brought up whenever they are read; this writes them so.
The table stays in use: whoever writes a row meanwhile wins. Where it stands is noted in
a file after each page, and from there it goes on after a stop.

  roomctl -env .local/prod.env migrate
  roomctl -env .local/prod.env migrate -cursor prod.cursor -json`,
	bind: func(fs *flag.FlagSet) action {
		cursor := fs.String("cursor", "migrate.cursor", "`file` that notes how far it is")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return migrate(ctx, a, t, *cursor, *asJSON) }
	},
}

// migration is where a migration of a table stands.
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
		last, m.At = p, p.Cursor
		return m.write(file)
	})
	done()
	if err != nil {
		return fmt.Errorf("%w; run it again, and it goes on from %s", err, file)
	}
	if err := os.Remove(file); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Looked  int  `json:"looked"`
			Written int  `json:"written"`
			Resumed bool `json:"resumed"`
		}{last.Scanned, last.Written, resumed})
	}
	_, err = fmt.Fprintf(a.stdout, "%d rows looked at, %d written\n", last.Scanned, last.Written)
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
		err = fmt.Errorf("%s is of table %s, not of %s: give another by -cursor", file, m.Table, table)
	}
	return m, err
}

// write replaces the file in one step.
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
