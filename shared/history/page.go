package history

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Query asks for a part of a room's history.
type Query struct {
	From, To time.Time     // both included; zero for no bound
	Item     room.ItemID   // of this one alone; "" for all, and the plan
	After    room.Sequence // a Page's Next; "" for the beginning
	Limit    int           // changes at most
}

// Page is a part of the answer, oldest change first.
type Page struct {
	Changes []room.Change
	Next    room.Sequence // "" at the end
}

// walkLimit bounds the changes that one page looks at, so that a query for a rare
// item ends in time: such a page is short, or empty, and has a Next.
const walkLimit = 5000

// Read gives the changes that a query asks for (HS2), each once.
func Read(ctx context.Context, from Source, id room.ID, q Query) (Page, error) {
	after, err := begin(ctx, from, id, q)
	if err != nil {
		return Page{}, err
	}
	var p Page
	seen, last := 0, after
	for c, err := range from.History(ctx, id, after) {
		switch {
		case err != nil:
			return Page{}, fmt.Errorf("history of %s: %w", id, err)
		case c.Sequence.Compare(last) <= 0:
			continue // a repeated batch brought it again
		case !q.To.IsZero() && c.By().At.After(q.To.Add(skew)):
			return p, nil
		case len(p.Changes) == q.Limit || seen == walkLimit:
			p.Next = last
			return p, nil
		}
		seen, last = seen+1, c.Sequence
		if q.matches(c) {
			p.Changes = append(p.Changes, c)
		}
	}
	return p, nil
}

// begin is where to walk from: behind the newest snapshot before the query's time.
func begin(ctx context.Context, from Source, id room.ID, q Query) (room.Sequence, error) {
	if q.After != "" || q.From.IsZero() {
		return q.After, nil
	}
	s, err := before(ctx, from, id, q.From.Add(-skew))
	return s.Through, err
}

func (q Query) matches(c room.Change) bool {
	at := c.By().At
	switch {
	case !q.From.IsZero() && at.Before(q.From), !q.To.IsZero() && at.After(q.To):
		return false
	case q.Item != "":
		return c.Item != nil && c.Item.ID == q.Item
	}
	return true
}
