package httpapi

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

var itemID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)

// history returns a page of the room's changes (HS2).
func (d Deps) history(ctx context.Context, c *apiRequest) (any, error) {
	q, err := c.query()
	if err != nil {
		return nil, err
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	q.SkipDamaged = true
	page, err := archive.List(ctx, d.Archive, c.room, q)
	if errors.Is(err, archive.ErrCursor) {
		return nil, badField("cursor", "cursor must be the next of a page.")
	}
	if err != nil {
		return nil, err
	}
	for _, part := range page.Damaged {
		d.logError("history is damaged", c, part)
	}
	list := []changeResponse{}
	for _, one := range page.Changes {
		list = append(list, newChange(one))
	}
	return struct {
		Changes    []changeResponse `json:"changes"`
		Next       archive.Cursor   `json:"next,omitzero"`
		Incomplete bool             `json:"incomplete,omitzero"`
	}{list, page.Next, len(page.Damaged) > 0}, nil
}

func (c *apiRequest) query() (q archive.Query, err error) {
	limit, err := c.number("limit", 100, 1, 500)
	if err != nil {
		return q, err
	}
	q.Limit = int(limit)
	if q.From, err = c.time("from"); err != nil {
		return q, err
	}
	if q.To, err = c.time("to"); err != nil {
		return q, err
	}
	in := c.request.QueryStringParameters
	after, given := in["cursor"]
	if given && after == "" {
		return q, badField("cursor", "cursor must be the next of a page.")
	}
	if text, given := in["item"]; given && !itemID.MatchString(text) {
		return q, badField("item", "item must match %s.", itemID)
	}
	q.After, q.Item = archive.Cursor(after), room.ItemID(in["item"])
	return q, nil
}

// snapshots returns the times of the hourly snapshots and of the newest one.
func (d Deps) snapshots(ctx context.Context, c *apiRequest) (any, error) {
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	newest, err := archive.Newest(ctx, d.Archive, c.room)
	if err != nil {
		return nil, err
	}
	dates, err := d.Archive.HourlyTimes(ctx, c.room)
	if err != nil {
		return nil, err
	}
	list := []int64{}
	for _, at := range dates {
		list = append(list, toMillis(at))
	}
	return struct {
		Snapshots []int64 `json:"snapshots"`
		Newest    int64   `json:"newest,omitzero"`
	}{list, toMillis(newest.At)}, nil
}

// immutableAfter is the age of a time after which the state at that time does not change, so
// that the answer may be cached.
const immutableAfter = 5 * time.Minute

// roomAt returns the room as it was at a time (HS1).
func (d Deps) roomAt(ctx context.Context, c *apiRequest) (any, error) {
	at, err := c.time("time")
	if err != nil {
		return nil, err
	}
	if at.IsZero() {
		return nil, badField("time", "time is missing.")
	}
	s, err := d.stateAt(ctx, c.room, at)
	if err != nil {
		return nil, err
	}
	if d.now().Sub(at) > immutableAfter {
		c.cache = "private, max-age=3600"
	}
	return newRoom(s, at), nil
}

// stateAt returns the room as it was at a time. It returns not_found if the room did not exist
// then.
func (d Deps) stateAt(ctx context.Context, id room.ID, at time.Time) (archive.Snapshot, error) {
	if at.After(d.now()) {
		return archive.Snapshot{}, badField("time", "time is in the future.")
	}
	live, err := d.Table.Load(ctx, id)
	if err != nil {
		return archive.Snapshot{}, err
	}
	s, err := archive.StateAt(ctx, d.Archive, id, at, &live)
	switch {
	case err != nil || s.Plan.Version > 0:
		return s, err
	case len(s.Items) > 0:
		return s, fmt.Errorf("%s at %s: %w", id, at, archive.ErrNoPlan)
	}
	return s, &room.Error{Code: room.NotFound, Message: "The room was not there yet at that moment."}
}

// restore writes the room's state at a time as new versions (HS4).
func (d Deps) restore(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[stateName](c)
	if err != nil {
		return nil, err
	}
	if in.At == nil {
		return nil, badField("at", "at must be a time in Unix milliseconds.")
	}
	then, err := d.namedState(ctx, c.room, in, "")
	if err != nil {
		return nil, err
	}
	newest, err := archive.Newest(ctx, d.Archive, c.room)
	if err != nil {
		return nil, err
	}
	undo := d.now().Add(-time.Millisecond)
	restorer := archive.Restorer{Table: d.Table, Broadcaster: d.Service.Broadcaster, Now: d.Now}
	out, err := restorer.Restore(ctx, c.actor(), then, newest)
	if err != nil {
		return nil, err
	}
	return newRestored(out, undo), nil
}

type skippedResponse struct {
	Item   room.ItemID `json:"item,omitzero"` // none: the plan
	Code   room.Code   `json:"code"`
	Detail string      `json:"detail"`
}

// newRestored returns the answer of restore.
func newRestored(out archive.Restored, undo time.Time) any {
	changed := len(out.Items)
	if out.Plan != nil {
		changed++
	}
	kept := []skippedResponse{}
	for _, r := range out.Skipped {
		k := skippedResponse{Code: r.Code, Detail: r.Message}
		if len(r.Items) > 0 {
			k.Item = r.Items[0].ID
		}
		kept = append(kept, k)
	}
	return struct {
		Changed int               `json:"changed"`
		Kept    []skippedResponse `json:"kept"`
		Undo    int64             `json:"undo"` // the time to restore to undo the restore
	}{changed, kept, toMillis(undo)}
}

type namedVersionResponse struct {
	At   int64          `json:"at"`
	Name string         `json:"name"`
	By   authorResponse `json:"by"`
}

// namedVersions returns the room's named versions.
func (d Deps) namedVersions(ctx context.Context, c *apiRequest) (any, error) {
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	all, err := d.Archive.ListNamedVersions(ctx, c.room)
	if err != nil {
		return nil, err
	}
	list := []namedVersionResponse{}
	for _, m := range all {
		list = append(list, namedVersionResponse{toMillis(m.At), m.Name, newAuthor(m.By)})
	}
	return struct {
		Moments []namedVersionResponse `json:"moments"`
	}{list}, nil
}

// nameVersion gives a name to the room's state at a time (HS5).
func (d Deps) nameVersion(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		At   *int64 `json:"at"`
		Name string `json:"name"`
	}](c)
	if err != nil {
		return nil, err
	}
	switch {
	case in.Name == "" || in.Name != wire.Name(in.Name):
		return nil, badField("name", "A moment's name is 1 to 60 printable characters.")
	case in.At == nil || *in.At < 1 || *in.At > toMillis(d.now()):
		return nil, badField("at", "at must be a time in Unix milliseconds and not in the future.")
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	m := archive.NamedVersion{
		At: time.UnixMilli(*in.At).UTC(), Name: in.Name,
		By: room.Author{User: c.claims.Subject, Name: c.claims.Name, At: d.now()},
	}
	err = d.Archive.PutNamedVersion(ctx, c.room, m)
	switch {
	case errors.Is(err, archive.ErrExists):
		err = &room.Error{Code: room.Exists, Field: "at", Message: "That moment has a name already."}
	case errors.Is(err, archive.ErrTooManyVersions):
		err = &room.Error{Code: room.TooMany, Message: "The room has 200 named moments already."}
	}
	return namedVersionResponse{toMillis(m.At), m.Name, newAuthor(m.By)}, err
}

// deleteVersion deletes a named version, so that the room may have another.
func (d Deps) deleteVersion(ctx context.Context, c *apiRequest) (any, error) {
	ms, err := strconv.ParseInt(c.request.PathParameters["at"], 10, 64)
	if err != nil || ms < 1 || ms > maxMillis {
		return nil, badField("at", "at must be a time in Unix milliseconds.")
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	return nil, d.Archive.DeleteNamedVersion(ctx, c.room, time.UnixMilli(ms).UTC())
}
