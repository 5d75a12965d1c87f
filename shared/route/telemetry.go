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

// outcome is what a route reports of the event that it served, for the log and the usage.
type outcome struct {
	actor  room.Actor
	op     room.Op  // of a rejected command
	stored room.Ack // of a command that was carried out
	err    error
}

// instrument returns a handler that calls serve, logs a line for each invocation and records
// the usage of its room.
func (d Deps) instrument(serve func(context.Context, event, *outcome) response) handler {
	return func(ctx context.Context, e event) response {
		began := d.Now()
		ctx, meter := usage.WithMeter(ctx)
		var o outcome
		res := serve(ctx, e, &o)
		took := d.Now().Sub(began)
		meter.Add(usageOf(e, o, took))
		d.logRequest(ctx, e, o, meter, took)
		d.recordUsage(ctx, o.actor.Room, meter.Usage())
		d.recordMinutes(ctx, o.actor.Room, e)
		return res
	}
}

// usageOf returns the usage of the invocation itself, without that of its posts and table
// calls. API Gateway bills no message for $connect.
func usageOf(e event, o outcome, took time.Duration) usage.Usage {
	u := usage.Usage{Invocations: 1, Millis: max(1, took.Milliseconds())}
	if e.Body != "" {
		u.In = usage.MessageUnits(len(e.Body))
	}
	if o.err != nil {
		u.Denied = 1
	}
	return u
}

// recordUsage stores the usage of one invocation in SampleRate, multiplied by SampleRate (US2).
// Storing costs a write, so that one in SampleRate costs a fraction of it; the sum is right on
// average, with a small relative error for a room of many invocations.
func (d Deps) recordUsage(ctx context.Context, id room.ID, u usage.Usage) {
	if d.Usage == nil || id == "" || !d.Sample(d.SampleRate) {
		return
	}
	if err := d.Usage.AddUsage(ctx, id, usage.DayOf(d.Now()), u.Scale(int64(d.SampleRate))); err != nil {
		d.Log.WarnContext(ctx, "count use", "room", id, "err", err)
	}
}

// recordMinutes stores the minutes of a connection that ended, rounded up. Every connection
// is counted, without sampling, because a room has few of them.
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

// logRequest logs one line for the invocation (US3). It logs none for a cursor without an
// error: cursors are the most frequent messages and store nothing.
func (d Deps) logRequest(ctx context.Context, e event, o outcome, meter *usage.Meter, took time.Duration) {
	code, level := "ok", slog.LevelInfo
	if o.err != nil {
		code = string(room.CodeOf(o.err))
	}
	if code == string(room.Internal) {
		level = slog.LevelError
	}
	op := o.stored.Op
	if o.err != nil {
		op = o.op
	}
	route := e.RequestContext.RouteKey
	if route == "cursor" && o.err == nil {
		return
	}
	u := meter.Usage()
	attrs := []slog.Attr{
		slog.String("room", string(o.actor.Room)), slog.String("peer", string(o.actor.Peer)),
		slog.String("connection", string(o.actor.Connection)), slog.String("route", route),
		slog.Int64("op", int64(op)), slog.String("code", code), slog.Any("stored", o.rows()),
		slog.Float64("ms", float64(took.Microseconds())/1000),
		slog.Int64("posts", u.Out), slog.Int64("bytes", u.Bytes),
		slog.Int64("gone", u.Gone), slog.Int64("throttled", u.Throttled), slog.Int64("denied", u.Denied),
		slog.Float64("reads", u.Reads), slog.Float64("writes", u.Writes),
		slog.String("requestId", requestID(ctx)),
	}
	if code == string(room.Internal) {
		attrs = append(attrs, slog.Any("err", o.err)) // not sent to the client
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

// rows returns the stored rows, each as its id and version: "sofa@13". The plan is "@4".
func (o outcome) rows() (rows []string) {
	for _, i := range o.stored.Items {
		rows = append(rows, fmt.Sprintf("%s@%d", i.ID, i.Version))
	}
	if p := o.stored.Plan; p != nil {
		rows = append(rows, fmt.Sprintf("@%d", p.Version))
	}
	return rows
}
