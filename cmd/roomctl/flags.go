package main

import (
	"flag"
	"strconv"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// roomFlag returns the value of the flag -room as a room's id, or a usageError.
func roomFlag(value string) (room.ID, error) { return idFlag("room", value) }

// idFlag returns the value of a flag as a room's id, or a usageError.
func idFlag(name, value string) (room.ID, error) {
	id, err := wire.RoomID(value)
	if err != nil {
		return "", usagef("-%s %q: %v", name, value, err)
	}
	return id, nil
}

const momentHelp = `
A moment is a time as 2026-11-24T12:00:00Z, Unix milliseconds, or an age such as 90m.`

// momentFlag is a flag whose value is a moment, in one of the forms of momentHelp.
type momentFlag struct{ text string }

func (m *momentFlag) flag(fs *flag.FlagSet, name, usage string) {
	fs.StringVar(&m.text, name, "", usage)
}

// at returns the moment in UTC, truncated to milliseconds, or otherwise if the flag is
// empty. A value that can't be parsed is a usageError.
func (m *momentFlag) at(name string, now, otherwise time.Time) (time.Time, error) {
	if m.text == "" {
		return otherwise, nil
	}
	if t, err := time.Parse(time.RFC3339Nano, m.text); err == nil {
		return t.UTC().Truncate(time.Millisecond), nil
	}
	if d, err := time.ParseDuration(m.text); err == nil && d >= 0 {
		return now.Add(-d).UTC().Truncate(time.Millisecond), nil
	}
	if ms, err := strconv.ParseInt(m.text, 10, 64); err == nil && ms > 0 {
		return time.UnixMilli(ms).UTC(), nil
	}
	const forms = "2026-11-24T12:00:00Z, Unix milliseconds or 90m"
	return time.Time{}, usagef("-%s %q is not a moment: give %s", name, m.text, forms)
}
