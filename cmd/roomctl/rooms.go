package main

import (
	"context"
	"flag"
	"fmt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// roomSelector is the rooms that -room or -all selects.
type roomSelector struct {
	room string
	all  bool
}

func (c *roomSelector) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.room, "room", "", "the room's `id`")
	fs.BoolVar(&c.all, "all", false, "every room in the bucket; a room that fails does not stop the others")
}

func (c *roomSelector) rooms(ctx context.Context, from archive.Catalog) ([]room.ID, error) {
	if c.all == (c.room != "") {
		return nil, usagef("give one of -room and -all")
	}
	if !c.all {
		id, err := roomFlag(c.room)
		return []room.ID{id}, err
	}
	var ids []room.ID
	for id, err := range from.Rooms(ctx) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// failedRoom is a room for which a command failed.
type failedRoom struct {
	Room  room.ID `json:"room"`
	Error string  `json:"error"`
}

// each calls do for every room. With -all it prints a failure on standard error, continues
// and returns the failed rooms; with -room, or if ctx has ended, it returns the error.
func (c *roomSelector) each(ctx context.Context, a *app, ids []room.ID, do func(room.ID) error) ([]failedRoom, error) {
	failed := []failedRoom{}
	for _, id := range ids {
		err := do(id)
		switch {
		case err == nil:
		case !c.all, ctx.Err() != nil:
			return failed, err
		default:
			fmt.Fprintf(a.stderr, "%s: %v\n", id, err)
			failed = append(failed, failedRoom{Room: id, Error: err.Error()})
		}
	}
	return failed, nil
}

// errFailed returns the error of a command that failed for some rooms, or nil.
func errFailed(failed []failedRoom, ids []room.ID) error {
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d rooms failed", len(failed), len(ids))
}

// deleted reports whether a room was deleted and not created again since. It returns
// archive.ErrNoPlan for a room that has no plan and was not deleted.
func deleted(s archive.Snapshot) (bool, error) {
	switch {
	case s.Plan.Version > 0:
		return false, nil
	case s.Erased.IsZero() || len(s.Items) > 0:
		return false, archive.ErrNoPlan
	}
	return true, nil
}
