package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// roomSelector are the rooms that a command is about.
type roomSelector struct {
	room string
	all  bool
}

func (c *roomSelector) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.room, "room", "", "the room's `id`")
	fs.BoolVar(&c.all, "all", false, "every room that the bucket has; one that fails does not stop the others")
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

// failedRoom is a room that a command could not be carried out for.
type failedRoom struct {
	Room  room.ID `json:"room"`
	Error string  `json:"error"`
}

// each carries out a command for all rooms, also after one failed, and says on standard
// error which did, and why. Of one room alone, the failure is returned as the error; so is
// the end of ctx.
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

// errFailed is the end of a command that failed for some rooms.
func errFailed(failed []failedRoom, ids []room.ID) error {
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d rooms failed", len(failed), len(ids))
}

// errNoPlan says that the archive has lost a room: only the time of a deletion stands for
// "it was deleted".
var errNoPlan = errors.New("the bucket has no plan of it, and it was not deleted")

// deleted reports whether a room was deleted and not made anew since; a room without a
// plan that was not is errNoPlan.
func deleted(s archive.Snapshot) (bool, error) {
	switch {
	case s.Plan.Version > 0:
		return false, nil
	case s.Erased.IsZero() || len(s.Items) > 0:
		return false, errNoPlan
	}
	return true, nil
}
