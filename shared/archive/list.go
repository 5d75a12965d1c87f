package archive

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Query asks for a part of a room's history.
type Query struct {
	From, To time.Time   // both included; zero for no bound
	Item     room.ItemID // of this one alone; "" for all, and the plan
	After    Cursor      // a Page's Next; "" for the beginning
	Limit    int         // changes at most
}

// Page is a part of the answer, oldest change first.
type Page struct {
	Changes []Change
	Next    Cursor // "" at the end
}

// walkLimit bounds the changes that one page looks at, so that a query for a rare
// item ends in time: such a page is short, or empty, and has a Next.
const walkLimit = 5000

// List returns the changes that a query asks for (HS2), each once, by their time. A
// cursor that is no page's Next is ErrCursor.
func List(ctx context.Context, from Source, id room.ID, q Query) (Page, error) {
	begin, after, err := q.begin()
	if err != nil {
		return Page{}, err
	}
	var p Page
	seen, found := 0, q.After == ""
	last := q.After
	for c, err := range from.History(ctx, id, begin) {
		switch {
		case err != nil:
			return Page{}, fmt.Errorf("history of %s: %w", id, err)
		case !found:
			// The first change that is not before the cursor must be the cursor's own.
			switch n := c.Compare(after); {
			case n > 0:
				return Page{}, ErrCursor
			case n == 0:
				found = true
			}
			continue
		case !q.To.IsZero() && c.By().At.After(q.To):
			return p, nil
		case len(p.Changes) == q.Limit || seen == walkLimit:
			p.Next = last
			return p, nil
		}
		seen, last = seen+1, cursor(c)
		if q.matches(c) {
			p.Changes = append(p.Changes, c)
		}
	}
	if !found {
		return Page{}, ErrCursor
	}
	return p, nil
}

// begin is the time to walk from, and the change that the page comes after.
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

// Cursor is a position in a room's history: the change that a page ended with, as
// milliseconds.item.version; the item is empty for the plan.
type Cursor string

// ErrCursor says that a cursor names no change of the room's history.
var ErrCursor = errors.New("the cursor is no position of this room's history")

var cursorGrammar = regexp.MustCompile(`^[1-9][0-9]{0,14}\.[A-Za-z0-9_-]{0,40}\.[1-9][0-9]{0,15}$`)

func cursor(c Change) Cursor {
	return Cursor(fmt.Sprintf("%d.%s.%d", c.By().At.UnixMilli(), c.Row(), c.Version()))
}

// change is as much of the cursor's change as its order needs.
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
