package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

var restoreCommand = command{
	name:    "restore",
	summary: "bring a moment back, or rooms that the table lost",
	help: `With -at: makes the room what it was, by new versions on top of what it is, through
the HTTP API: everybody in it sees it at once, and it can be taken back.

With -from-bucket: writes rows that the table does not have, or has as they were before,
from the snapshot and history in that bucket: the table was lost, or recovered to a
moment. Rows that were changed since stay as they are, and it may run again after a stop.
Rooms that were deleted are deleted; one that can't be brought back is named, and the rest
are. Into a stack with another bucket, history and
snapshots are copied, too.` + momentHelp + `

  roomctl -local restore -room demo -at 90m
  roomctl -env .local/prod.env restore -all -from-bucket old-bucket`,
	bind: func(fs *flag.FlagSet) action {
		var which roomSelector
		which.flags(fs)
		var at momentFlag
		at.flag(fs, "at", "the `moment` to bring back")
		from := fs.String("from-bucket", "", "`name` of the bucket to bring lost rooms back from")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			switch {
			case (at.text == "") == (*from == ""):
				return usagef("give one of -at and -from-bucket")
			case *from != "":
				return restoreFromBucket(ctx, a, t, which, *from, *asJSON)
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

func restore(ctx context.Context, a *app, t *stackConfig, which roomSelector, m momentFlag, asJSON bool) error {
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
		fmt.Fprintf(a.stdout, "kept: %s\n", sanitize(k.Detail))
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
