package archive

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Query selects a part of a room's history.
type Query struct {
	From, To time.Time   // both included; zero means no bound
	Item     room.ItemID // only changes of this item; "" means all items and the plan
	After    Cursor      // the Next of the page before; "" for the first page
	Limit    int         // the maximum number of changes

	// SkipDamaged makes List leave out the parts of history that can't be decoded. Without
	// it, such a part in the page's time range is an error.
	SkipDamaged bool
}

// Page is a part of the selected changes, oldest first.
type Page struct {
	Changes []Change
	Next    Cursor // "" on the last page
	// Damaged has the parts of history that were left out and may have changes in the time
	// range of the page.
	Damaged []*DamagedError
}

// walkLimit bounds the changes that List reads for one page, so that it returns in time for an
// item with few changes. Such a page has fewer changes than the limit, or none, and a Next.
const walkLimit = 5000

// List returns a page of the changes that q selects (HS2), each once, sorted by time. It
// returns ErrCursor if q.After is not the Next of a page, and a *DamagedError if a part of
// the page's history can't be decoded and q.SkipDamaged is false.
func List(ctx context.Context, from Source, id room.ID, q Query) (Page, error) {
	begin, after, err := q.begin()
	if err != nil {
		return Page{}, err
	}
	w := pageWalk{q: q, after: after, found: q.After == ""}
	for c, err := range from.History(ctx, id, begin) {
		if d, ok := errors.AsType[*DamagedError](err); ok && errors.Is(d, ErrUnreadable) {
			w.damaged = append(w.damaged, d)
			continue
		}
		if err != nil {
			return Page{}, fmt.Errorf("history of %s: %w", id, err)
		}
		more, err := w.add(c)
		if err != nil {
			return Page{}, err
		}
		if !more {
			break
		}
	}
	return w.finish(id, begin)
}

// pageWalk is the state of List while it iterates over the history.
type pageWalk struct {
	q       Query
	after   Change // the change that q.After names
	found   bool   // whether after was passed
	seen    int    // changes looked at
	last    Change // the last of these
	full    bool   // whether the page ends before the end of history
	damaged []*DamagedError
	page    Page
}

// add takes the next change of the history. It returns more as false if the page ends before it.
func (w *pageWalk) add(c Change) (more bool, err error) {
	if !w.found {
		// The first change that is not before the cursor must be the cursor's own, unless
		// that one is damaged.
		n := c.Compare(w.after)
		if n > 0 && !w.cursorDamaged() {
			return false, ErrCursor
		}
		w.found = n >= 0
		if n <= 0 {
			return true, nil
		}
	}
	at := c.By().At
	if !w.q.To.IsZero() && at.After(w.q.To) {
		return false, nil
	}
	if len(w.page.Changes) == w.q.Limit || w.seen == walkLimit {
		w.full = true
		return false, nil
	}
	w.seen, w.last = w.seen+1, c
	if w.q.matches(c) {
		w.page.Changes = append(w.page.Changes, c)
	}
	return true, nil
}

// cursorDamaged reports whether the change that the cursor names may be in a damaged part.
func (w *pageWalk) cursorDamaged() bool {
	at := w.after.By().At
	return slices.ContainsFunc(w.damaged, func(d *DamagedError) bool { return d.Overlaps(at, at) })
}

// finish returns the page, which begins at begin.
func (w *pageWalk) finish(id room.ID, begin time.Time) (Page, error) {
	if !w.found && !w.cursorDamaged() {
		return Page{}, ErrCursor
	}
	end := w.q.To
	if w.full {
		w.page.Next, end = w.q.After, begin
		if w.seen > 0 {
			w.page.Next, end = cursor(w.last), w.last.By().At
		}
	}
	for _, d := range w.damaged {
		if !d.Overlaps(begin, end) {
			continue
		}
		if !w.q.SkipDamaged {
			return Page{}, fmt.Errorf("history of %s: %w", id, d)
		}
		w.page.Damaged = append(w.page.Damaged, d)
	}
	return w.page, nil
}

// begin returns the time from which List reads, and the change after which the page begins.
func (q Query) begin() (begin time.Time, after Change, err error) {
	if q.After == "" {
		return q.From, after, nil
	}
	if after, err = q.After.change(); err != nil {
		return begin, after, err
	}
	return after.By().At, after, nil
}

func (q Query) matches(c Change) bool {
	at := c.By().At
	switch {
	case !q.From.IsZero() && at.Before(q.From), !q.To.IsZero() && at.After(q.To):
		return false
	case q.Item != "":
		return c.Item != nil && c.Item.ID == q.Item
	}
	return true
}

// Cursor is a position in a room's history: the last change of a page, in the form
// milliseconds.item.version, with an empty item for the plan.
type Cursor string

// ErrCursor means that a cursor is not a change of the room's history.
var ErrCursor = errors.New("the cursor is not a change of this room's history")

var cursorGrammar = regexp.MustCompile(`^[1-9][0-9]{0,14}\.[A-Za-z0-9_-]{0,40}\.[1-9][0-9]{0,15}$`)

func cursor(c Change) Cursor {
	return Cursor(fmt.Sprintf("%d.%s.%d", c.By().At.UnixMilli(), c.Row(), c.Version()))
}

// change returns the change that the cursor names, with the fields that Compare reads.
func (c Cursor) change() (Change, error) {
	if !cursorGrammar.MatchString(string(c)) {
		return Change{}, ErrCursor
	}
	parts := strings.Split(string(c), ".")
	ms, _ := strconv.ParseInt(parts[0], 10, 64) // the grammar's digits fit
	version, _ := strconv.ParseInt(parts[2], 10, 64)
	by := room.Author{At: time.UnixMilli(ms).UTC()}
	if parts[1] == "" {
		return Change{Plan: &room.Plan{Version: version, Changed: by}}, nil
	}
	return Change{Item: &room.Item{ID: room.ItemID(parts[1]), Version: version, Changed: by}}, nil
}
