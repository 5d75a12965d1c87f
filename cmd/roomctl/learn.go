package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
)

var learnCommand = command{
	name:    "learn",
	summary: "learn from all rooms which products go together",
	help: `Reads the newest snapshot of every room in the bucket, and counts which products stand in
the same room more often than by chance. Writes the result as JSON: to a file, or as
` + s3archive.PairsKey + ` to a bucket, for example that of the pages. The catalogue names it
in its member pairs; the planner then recommends by it (docs/recommendations.md).

The result has product ids and no person, room or count. A pair that stands in fewer than
-min-rooms rooms is left out, and so is one of fewer people: a room is of whoever changed it
last, by the sub of the token. Rooms that can't be read are named and left out; the exit
code is then 1, and the others have been learned from. If they are more than a tenth, nothing
is written.

  roomctl -local learn -out pairs.json
  roomctl -env .local/prod.env learn -to my-pages-bucket`,
	bind: func(fs *flag.FlagSet) action {
		var o learnOptions
		fs.IntVar(&o.minRooms, "min-rooms", pairs.DefaultMinRooms, "leave out pairs of fewer `rooms`, or of fewer people")
		fs.StringVar(&o.out, "out", "", "the `file` to write")
		fs.StringVar(&o.to, "to", "", "the `bucket` to write to")
		fs.BoolVar(&o.asJSON, "json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error { return learn(ctx, a, t, o) }
	},
}

type learnOptions struct {
	minRooms int
	out, to  string
	asJSON   bool
}

// learnView is what learn reports.
type learnView struct {
	Rooms  int          `json:"rooms"` // with at least two products
	Pairs  int          `json:"pairs"`
	Failed []failedRoom `json:"failed"`
}

func learn(ctx context.Context, a *app, t *stackConfig, o learnOptions) error {
	if o.minRooms < 1 {
		return usagef("-min-rooms must be at least 1, not %d", o.minRooms)
	}
	if (o.out == "") == (o.to == "") {
		return usagef("give one of -out and -to")
	}
	bucket, err := a.openBucket(ctx, t)
	if err != nil {
		return err
	}
	var counter pairs.Counter
	v := learnView{Failed: []failedRoom{}}
	step, done := a.progress("reading rooms", -1)
	all := 0
	err = archive.EachSnapshot(ctx, bucket, func(s archive.Snapshot) {
		counter.Add(s.LastUser(), s.Products())
		all++
		step()
	}, func(id room.ID, err error) {
		fmt.Fprintf(a.stderr, "%s: %v\n", id, err)
		v.Failed = append(v.Failed, failedRoom{Room: id, Error: err.Error()})
	})
	done()
	if err == nil {
		err = pairs.CheckRooms(all, len(v.Failed))
	}
	if err != nil {
		return err
	}
	table := counter.Learn(o.minRooms)
	if err := a.writePairs(ctx, table, o); err != nil {
		return err
	}
	v.Rooms, v.Pairs = counter.Rooms(), table.Len()
	if o.asJSON {
		err = printJSON(a.stdout, v)
	} else {
		_, err = fmt.Fprintf(a.stdout, "%d pairs, learned from %d rooms with two products or more\n", v.Pairs, v.Rooms)
	}
	if err == nil && len(v.Failed) > 0 {
		err = fmt.Errorf("%d of %d rooms failed", len(v.Failed), all+len(v.Failed))
	}
	return err
}

func (a *app) writePairs(ctx context.Context, table pairs.Table, o learnOptions) error {
	body, err := table.Encode()
	if err != nil {
		return err
	}
	if o.out != "" {
		return os.WriteFile(o.out, body, 0o644) // it is public: pages load it
	}
	to, err := a.archive(ctx, o.to)
	if err != nil {
		return err
	}
	return to.PutPairs(ctx, body)
}
