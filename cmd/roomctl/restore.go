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
	summary: "restore a room to a moment, or lost rooms from the bucket",
	help: `With -at: restores the room's state of that moment through the HTTP API. The restore
writes new versions, so all peers see it at once, and it can be undone.

With -from-bucket: writes rows that the table lacks, or has in an older version, from the
snapshot and history in that bucket. Use it after the table was lost or recovered to a
moment. Newer rows are not overwritten, and the command may be run again. Deleted rooms
are deleted again. With -all, a room that can't be restored is reported, and the others
are restored. If the stack has another bucket, history and snapshots are copied to it.` + momentHelp + `

  roomctl -local restore -room demo -at 90m
  roomctl -env .local/prod.env restore -all -from-bucket old-bucket`,
	bind: func(fs *flag.FlagSet) action {
		var selector roomSelector
		selector.flags(fs)
		var at momentFlag
		at.flag(fs, "at", "the `moment` to restore")
		from := fs.String("from-bucket", "", "`name` of the bucket to restore lost rooms from")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			switch {
			case (at.text == "") == (*from == ""):
				return usagef("give one of -at and -from-bucket")
			case *from != "":
				return restoreFromBucket(ctx, a, t, selector, *from, *asJSON)
			}
			return restore(ctx, a, t, selector, at, *asJSON)
		}
	},
}

// restored is the HTTP API's answer to a restore.
type restored struct {
	Changed int `json:"changed"`
	Kept    []struct {
		Item   room.ItemID `json:"item,omitzero"`
		Code   room.Code   `json:"code"`
		Detail string      `json:"detail"`
	} `json:"kept"`
	Undo int64 `json:"undo"`
}

func restore(ctx context.Context, a *app, t *stackConfig, selector roomSelector, m momentFlag, asJSON bool) error {
	if selector.all {
		return usagef("-at needs -room, not -all")
	}
	if err := t.needAPI(); err != nil {
		return err
	}
	at, err := m.at("at", a.now(), time.Time{})
	if err != nil {
		return err
	}
	mint := minter{room: selector.room, name: "roomctl", role: room.Owner, ttl: time.Minute}
	minted, err := mint.mint(ctx, a, t)
	if err != nil {
		return err
	}
	var out restored
	url := t.apiURL + "/rooms/" + selector.room + "/restore"
	if err := post(ctx, url, minted.Token, map[string]int64{"at": at.UnixMilli()}, &out); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, out)
	}
	fmt.Fprintf(a.stdout, "%d changed; roomctl restore -room %s -at %d undoes it\n",
		out.Changed, selector.room, out.Undo)
	for _, k := range out.Kept {
		fmt.Fprintf(a.stdout, "kept: %s\n", sanitize(k.Detail))
	}
	return nil
}

// post posts body as JSON with a room token, and sends it as send does.
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
	return send(r, into)
}

// send sends a request and decodes the answer into into, unless that is nil. A status of 300 or
// more is an error with the answer's detail.
func send(r *http.Request, into any) error {
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode < 300 {
		if into == nil {
			return nil
		}
		return json.UnmarshalRead(res.Body, into)
	}
	var p struct {
		Detail  string `json:"detail"`
		Message string `json:"message"`
	}
	_ = json.UnmarshalRead(res.Body, &p)
	return fmt.Errorf("%s: %s%s", res.Status, p.Detail, p.Message)
}
