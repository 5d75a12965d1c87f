// Package usage counts the use of AWS by each room and UTC day, in the units that AWS bills.
package usage

import (
	"context"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Usage is the use of AWS by a room. Package pricing computes its cost.
type Usage struct {
	Invocations int64 // of functions
	Millis      int64 // milliseconds that functions ran, by their own clocks
	In, Out     int64 // messages from and to clients, in MessageUnits
	Bytes       int64 // of the messages to clients
	Minutes     int64 // of connections, each rounded up; counted when the connection ends

	Reads, Writes float64 // capacity units of the table, as DynamoDB reports them

	// These are not billed; they explain the other numbers.
	Gone      int64 // posts to connections that did not exist any more
	Throttled int64 // posts that API Gateway throttled
	Denied    int64 // commands that were refused
}

// Add returns the sum of u and v.
func (u Usage) Add(v Usage) Usage {
	return Usage{
		Invocations: u.Invocations + v.Invocations, Millis: u.Millis + v.Millis,
		In: u.In + v.In, Out: u.Out + v.Out, Bytes: u.Bytes + v.Bytes, Minutes: u.Minutes + v.Minutes,
		Reads: u.Reads + v.Reads, Writes: u.Writes + v.Writes,
		Gone: u.Gone + v.Gone, Throttled: u.Throttled + v.Throttled, Denied: u.Denied + v.Denied,
	}
}

// Scale returns u multiplied by n.
func (u Usage) Scale(n int64) Usage {
	return Usage{
		Invocations: u.Invocations * n, Millis: u.Millis * n,
		In: u.In * n, Out: u.Out * n, Bytes: u.Bytes * n, Minutes: u.Minutes * n,
		Reads: u.Reads * float64(n), Writes: u.Writes * float64(n),
		Gone: u.Gone * n, Throttled: u.Throttled * n, Denied: u.Denied * n,
	}
}

// MessageUnits returns the number of messages that API Gateway bills for a message of that size:
// one for each 32 KB, rounded up, and at least one.
func MessageUnits(bytes int) int64 { return max(1, int64(bytes+32<<10-1)>>15) }

// Day is a date in UTC, for example 2026-11-25.
type Day string

// DayOf returns the day of a time.
func DayOf(t time.Time) Day { return Day(t.UTC().Format(time.DateOnly)) }

// DayUsage is the usage of a room on one day.
type DayUsage struct {
	Day Day
	Usage
}

// Store stores the usage of rooms. The usage is an estimate: an addition is not repeated if it is
// not known whether it was stored.
type Store interface {
	// AddUsage adds u to a room's usage of a day. The room need not exist.
	AddUsage(ctx context.Context, id room.ID, day Day, u Usage) error
	// ListUsage returns a room's usage of the days from from to to, both included, in order,
	// without the days that have none.
	ListUsage(ctx context.Context, id room.ID, from, to Day) ([]DayUsage, error)
}
