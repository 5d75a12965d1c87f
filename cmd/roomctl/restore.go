package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/history"
	"homstyle.dev/planner/shared/room"
)

var restoreCommand = command{
	name:    "restore",
	summary: "bring a moment back, or rooms that the table lost",
	help: `With -at: makes the room what it was, by new versions on top of what it is, through
the HTTP API: everybody in it sees it at once, and it can be taken back.

With -from-bucket: writes rooms that the table does not have, from their snapshot and
history in that bucket. Rows that are there stay as they are, so it may run again after
a stop. Into a stack with another bucket, history and snapshots are copied, too.` + momentHelp + `

  roomctl -local restore -room demo -at 90m
  roomctl -env .local/prod.env restore -all -from-bucket old-bucket`,
	bind: func(fs *flag.FlagSet) action {
		var which chosen
		which.flags(fs)
		var at moment
		at.flag(fs, "at", "the `moment` to bring back")
		from := fs.String("from-bucket", "", "`name` of the bucket to bring lost rooms back from")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error {
			switch {
			case (at.text == "") == (*from == ""):
				return usagef("give one of -at and -from-bucket")
			case *from != "":
				return refill(ctx, a, t, which, *from, *asJSON)
			}
			return restore(ctx, a, t, which, at, *asJSON)
		}
	},
}

// restored is what the HTTP API says of a restore.
type restored struct {
	Changed int `json:"changed"`
	Kept    []struct {
		Item   room.ItemID `json:"item,omitzero"`
		Code   room.Code   `json:"code"`
		Detail string      `json:"detail"`
	} `json:"kept"`
	Undo int64 `json:"undo"`
}

func restore(ctx context.Context, a *app, t *target, which chosen, m moment, asJSON bool) error {
	if which.all {
		return usagef("-at goes with one -room")
	}
	if err := t.needAPI(); err != nil {
		return err
	}
	at, err := m.at("at", a.now(), time.Time{})
	if err != nil {
		return err
	}
	mint := minter{room: which.room, name: "roomctl", role: room.Owner, ttl: time.Minute}
	minted, err := mint.mint(ctx, a, t)
	if err != nil {
		return err
	}
	var out restored
	if err := post(ctx, t.apiURL+"/rooms/"+which.room+"/restore", minted.Token, map[string]int64{"at": at.UnixMilli()}, &out); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, out)
	}
	fmt.Fprintf(a.stdout, "%d changed; roomctl restore -room %s -at %d takes it back\n", out.Changed, which.room, out.Undo)
	for _, k := range out.Kept {
		fmt.Fprintf(a.stdout, "kept: %s\n", printable(k.Detail))
	}
	return nil
}

// post asks the HTTP API, and makes an error of its refusal.
func post(ctx context.Context, url, token string, body, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode < 300 {
		return json.UnmarshalRead(res.Body, into)
	}
	var p struct {
		Detail  string `json:"detail"`
		Message string `json:"message"`
	}
	_ = json.UnmarshalRead(res.Body, &p)
	return fmt.Errorf("%s: %s%s", res.Status, p.Detail, p.Message)
}

type refilled struct {
	Rooms int `json:"rooms"`
	Rows  int `json:"rows"` // that were written
}

func refill(ctx context.Context, a *app, t *target, which chosen, from string, asJSON bool) error {
	source, err := a.archive(ctx, from)
	if err != nil {
		return err
	}
	store, err := a.store(ctx, t)
	if err != nil {
		return err
	}
	ids, err := which.rooms(ctx, source)
	if err != nil {
		return err
	}
	var sum refilled
	step, done := a.progress("restoring", -1)
	for _, id := range ids {
		s, err := history.Look(ctx, source, id, a.now(), nil)
		if err != nil {
			return err
		}
		if s.Plan.Version == 0 {
			continue // it was deleted
		}
		if t.bucket != "" && t.bucket != from {
			if err := a.copy(ctx, t, source, id, step); err != nil {
				return err
			}
		}
		if err := a.newStream(ctx, t, id, from); err != nil {
			return err
		}
		written, err := store.Refill(ctx, s, step)
		if err != nil {
			return err
		}
		sum.Rooms, sum.Rows = sum.Rooms+1, sum.Rows+written
	}
	done()
	if asJSON {
		return printJSON(a.stdout, sum)
	}
	_, err = fmt.Fprintf(a.stdout, "%d rooms, %d rows written; roomctl verify -all compares them with their history\n", sum.Rooms, sum.Rows)
	return err
}

// newStream tells the bucket that the stack writes to that another table begins.
func (a *app) newStream(ctx context.Context, t *target, id room.ID, from string) error {
	name := t.bucket
	if name == "" {
		name = from
	}
	to, err := a.archive(ctx, name)
	if err != nil {
		return err
	}
	return room.NewStream(ctx, to, id)
}

// copy brings a room's history and snapshots to the target's own bucket.
func (a *app) copy(ctx context.Context, t *target, from archive, id room.ID, step func()) error {
	to, err := a.shelf(ctx, t)
	if err != nil {
		return err
	}
	var chunk []room.Change
	for c, err := range from.History(ctx, id, "") {
		if err != nil {
			return err
		}
		if chunk = append(chunk, c); len(chunk) == 200 {
			if err := to.Append(ctx, id, chunk); err != nil {
				return err
			}
			chunk = nil
		}
		step()
	}
	if len(chunk) > 0 {
		if err := to.Append(ctx, id, chunk); err != nil {
			return err
		}
	}
	return copySnapshots(ctx, from, to, id)
}

func copySnapshots(ctx context.Context, from, to archive, id room.ID) error {
	dates, err := from.Dates(ctx, id)
	if err != nil {
		return err
	}
	for _, at := range dates {
		s, err := from.Dated(ctx, id, at)
		if err == nil {
			err = to.Date(ctx, s)
		}
		if err != nil {
			return err
		}
	}
	moments, err := from.Moments(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range moments {
		if err := to.Remember(ctx, id, m); err != nil && err != history.ErrNamed {
			return err
		}
	}
	newest, err := history.Look(ctx, from, id, endOfTime, nil)
	if err != nil {
		return err
	}
	_, revision, err := to.Snapshot(ctx, id)
	if err != nil {
		return err
	}
	return to.Replace(ctx, newest, revision)
}

// endOfTime is after every change.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
