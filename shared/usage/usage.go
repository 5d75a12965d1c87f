// Package usage counts what AWS does for a room, in the units that it bills, by UTC day.
package usage

import (
	"context"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Usage is what AWS did for a room, in the units that it bills. Package pricing makes
// money of it.
type Usage struct {
	Invocations int64 // of functions
	Millis      int64 // that they ran, by their own clocks
	In, Out     int64 // messages from and to clients, each begun 32 KB one
	Bytes       int64 // of the messages to clients
	Minutes     int64 // that connections lasted, each begun one; known when one ends

	Reads, Writes float64 // capacity units of the table, as it reports them

	// What is not billed by itself, and explains the rest.
	Gone      int64 // posts to connections that were no more
	Throttled int64 // posts that were refused for now
	Denied    int64 // commands that were refused
}

// Add returns u and v together.
func (u Usage) Add(v Usage) Usage {
	return Usage{
		Invocations: u.Invocations + v.Invocations, Millis: u.Millis + v.Millis,
		In: u.In + v.In, Out: u.Out + v.Out, Bytes: u.Bytes + v.Bytes, Minutes: u.Minutes + v.Minutes,
		Reads: u.Reads + v.Reads, Writes: u.Writes + v.Writes,
		Gone: u.Gone + v.Gone, Throttled: u.Throttled + v.Throttled, Denied: u.Denied + v.Denied,
	}
}

// Scale returns u, n times.
func (u Usage) Scale(n int64) Usage {
	return Usage{
		Invocations: u.Invocations * n, Millis: u.Millis * n,
		In: u.In * n, Out: u.Out * n, Bytes: u.Bytes * n, Minutes: u.Minutes * n,
		Reads: u.Reads * float64(n), Writes: u.Writes * float64(n),
		Gone: u.Gone * n, Throttled: u.Throttled * n, Denied: u.Denied * n,
	}
}

// MessageUnits is how many messages API Gateway bills for one of that size.
func MessageUnits(bytes int) int64 { return max(1, int64(bytes+32<<10-1)>>15) }

// Day is a date in UTC, as 2026-11-25.
type Day string

// DayOf is the day of a moment.
func DayOf(t time.Time) Day { return Day(t.UTC().Format(time.DateOnly)) }

// DayUsage is what a room used in a day.
type DayUsage struct {
	Day Day
	Usage
}

// Store keeps what rooms use. It is an estimate: an addition whose outcome is unknown is
// not repeated.
type Store interface {
	// AddUsage adds to a room's usage of a day. The room need not exist.
	AddUsage(ctx context.Context, id room.ID, day Day, u Usage) error
	// ListUsage lists a room's days from one to another, both included, in order. Days
	// without usage are left out.
	ListUsage(ctx context.Context, id room.ID, from, to Day) ([]DayUsage, error)
}
