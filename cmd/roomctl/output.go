package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/schollz/progressbar/v3"

	"homstyle.dev/planner/shared/room"
)

// printJSON prints one indented object and a newline.
func printJSON(w io.Writer, v any) error {
	if err := json.MarshalWrite(w, v, jsontext.WithIndent("  "), json.Deterministic(true)); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// progress shows a progress bar on stderr if that is a terminal. The caller calls step after
// each step and done at the end. A total of -1 means unknown.
func (a *app) progress(what string, total int) (step, done func()) {
	bar := progressbar.NewOptions(total,
		progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetVisibility(a.terminal),
		progressbar.OptionSetDescription(what), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
	)
	return func() { _ = bar.Add(1) }, func() { _ = bar.Finish() }
}

// sanitize removes unprintable characters such as terminal escape sequences: names are
// untrusted input.
func sanitize(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, s)
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
