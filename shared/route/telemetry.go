package route

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// outcome is what a route finds out about the event that it serves, for its record.
type outcome struct {
	actor  room.Actor
	op     room.Op  // of a refused command
	stored room.Ack // what a command that was carried out stored
	err    error
}

// sampleRate is how many invocations one that is counted stands for: counting costs a
// write, and so a share of one. The sum is right on average, and close where a
// room's bill is worth reading.
const sampleRate = 20

// instrument makes a handler that leaves a record of each invocation: a line in the
// log, and a share of its room's use.
func (d Deps) instrument(serve func(context.Context, event, *outcome) response) handler {
	return func(ctx context.Context, e event) response {
		began := d.Now()
		ctx, tally := usage.WithMeter(ctx)
		var n outcome
		res := serve(ctx, e, &n)
		took := d.Now().Sub(began)
		tally.Add(usageOf(e, n, took))
		d.logRequest(ctx, e, n, tally, took)
		d.recordUsage(ctx, n.actor.Room, tally.Usage())
		d.recordMinutes(ctx, n.actor.Room, e)
		return res
	}
}

// usageOf is what the event itself took. API Gateway bills no message for connects.
func usageOf(e event, n outcome, took time.Duration) usage.Usage {
	u := usage.Usage{Invocations: 1, Millis: max(1, took.Milliseconds())}
	if e.Body != "" {
		u.In = usage.MessageUnits(len(e.Body))
	}
	if n.err != nil {
		u.Denied = 1
	}
	return u
}

// recordUsage writes down one invocation in many, for all of them.
func (d Deps) recordUsage(ctx context.Context, id room.ID, u usage.Usage) {
	if d.Usage == nil || id == "" || !d.Sample(sampleRate) {
		return
	}
	if err := d.Usage.AddUsage(ctx, id, usage.DayOf(d.Now()), u.Scale(sampleRate)); err != nil {
		d.Log.WarnContext(ctx, "count use", "room", id, "err", err)
	}
}

// recordMinutes writes down how long a connection lasted. There are too few of them to
// draw one in many.
func (d Deps) recordMinutes(ctx context.Context, id room.ID, e event) {
	began := e.RequestContext.ConnectedAt
	if d.Usage == nil || id == "" || e.RequestContext.RouteKey != "$disconnect" || began == 0 {
		return
	}
	lasted := d.Now().Sub(time.UnixMilli(began))
	u := usage.Usage{Minutes: int64((lasted + time.Minute - 1) / time.Minute)}
	if err := d.Usage.AddUsage(ctx, id, usage.DayOf(d.Now()), u); err != nil {
		d.Log.WarnContext(ctx, "count minutes", "room", id, "err", err)
	}
}

// logRequest logs one line, by which a room's story can be read. Cursors that were told
// leave none: there are too many of them, and they change nothing.
func (d Deps) logRequest(ctx context.Context, e event, n outcome, tally *usage.Meter, took time.Duration) {
	code, level := "ok", slog.LevelInfo
	if n.err != nil {
		code = string(room.CodeOf(n.err))
	}
	if code == string(room.Internal) {
		level = slog.LevelError
	}
	op := n.stored.Op
	if n.err != nil {
		op = n.op
	}
	route := e.RequestContext.RouteKey
	if route == "cursor" && n.err == nil {
		return
	}
	u := tally.Usage()
	attrs := []slog.Attr{
		slog.String("room", string(n.actor.Room)), slog.String("peer", string(n.actor.Peer)),
		slog.String("connection", string(n.actor.Connection)), slog.String("route", route),
		slog.Int64("op", int64(op)), slog.String("code", code), slog.Any("stored", n.rows()),
		slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.Int64("posts", u.Out), slog.Int64("bytes", u.Bytes), slog.Int64("gone", u.Gone), slog.Int64("throttled", u.Throttled),
		slog.Int64("denied", u.Denied), slog.Float64("reads", u.Reads), slog.Float64("writes", u.Writes),
		slog.String("requestId", requestID(ctx)),
	}
	if code == string(room.Internal) {
		attrs = append(attrs, slog.Any("err", n.err)) // our fault: its inside is for us alone
	}
	if d.Metrics != "" {
		attrs = append(attrs, slog.String("stack", d.Metrics), slog.Any("_aws", metrics(d.Now())))
	}
	d.Log.LogAttrs(ctx, level, "served", attrs...)
}

func requestID(ctx context.Context) string {
	if c, ok := lambdacontext.FromContext(ctx); ok {
		return c.AwsRequestID
	}
	return ""
}

// rows are what was stored, each row as "sofa@13": its id and version. The plan is "@4".
func (n outcome) rows() (rows []string) {
	for _, i := range n.stored.Items {
		rows = append(rows, fmt.Sprintf("%s@%d", i.ID, i.Version))
	}
	if p := n.stored.Plan; p != nil {
		rows = append(rows, fmt.Sprintf("@%d", p.Version))
	}
	return rows
}
