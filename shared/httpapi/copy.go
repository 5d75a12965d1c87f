package httpapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// stateName names a state of a room: that at a time, or the current one. With a digest, it names
// no other state than one of that digest (SY4).
type stateName struct {
	At     *int64  `json:"at"` // Unix milliseconds; nil for the current state
	Digest *uint32 `json:"digest"`
}

// source names a state of a room by the room's id.
type source struct {
	Room string `json:"room"`
	stateName
}

// createCopy creates a room with the plan and the items of a state of another one (RM6). If it
// fails, there is no room.
func (d Deps) createCopy(ctx context.Context, c *apiRequest, in newRoomRequest, owner string) (any, error) {
	from, err := wire.RoomID(in.From.Room)
	if err != nil {
		return nil, badField("from.room", "from.room must be a room's id.")
	}
	s, err := d.namedState(ctx, from, in.From.stateName, "from.")
	if err != nil {
		return nil, err
	}
	plan := s.Plan
	plan.Version = 0 // a new room's plan has none
	plan.Name, plan.Owner = cmp.Or(in.Name, plan.Name), owner
	if in.Name != "" {
		if err := wire.CheckPlan(plan); err != nil {
			return nil, err
		}
	}
	answer, err := d.created(ctx, c, plan)
	if err != nil {
		return nil, err
	}
	err = d.furnish(ctx, c.room, addsOf(s))
	if err == nil && plan.Picture != nil {
		err = d.Uploads.Copy(ctx, from, c.room, plan.Picture.Upload)
	}
	if err != nil {
		// Nobody has a token of the room yet.
		return nil, errors.Join(err, d.erase(ctx, c.room))
	}
	return answer, nil
}

// addsOf returns the mutations that add the items of a state, under their ids, to an empty room.
func addsOf(s archive.Snapshot) (adds []room.Mutation) {
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		if i := s.Items[id]; !i.Removed {
			adds = append(adds, room.Add{
				ID: id, Product: i.Product, Variant: i.Variant, Own: i.Own, Mirrored: i.Mirrored, Place: i.Place,
			})
		}
	}
	return adds
}

// namedState returns the state of a room that n names. The fields of n in errors begin with prefix.
// It returns a conflict if the room's state at that time has another digest.
func (d Deps) namedState(ctx context.Context, id room.ID, n stateName, prefix string) (s archive.Snapshot, err error) {
	if n.At == nil {
		r, err := d.Table.Load(ctx, id)
		if err != nil {
			return s, err
		}
		s = archive.OfRoom(r)
	} else {
		if *n.At < 1 || *n.At > maxMillis {
			return s, badField(prefix+"at", "%sat must be a time in Unix milliseconds.", prefix)
		}
		if s, err = d.stateAt(ctx, id, time.UnixMilli(*n.At).UTC()); err != nil {
			return s, err
		}
	}
	if got := s.Digest(); n.Digest != nil && got != *n.Digest {
		message := fmt.Sprintf("The room's state has the digest %d.", got)
		return s, &room.Error{Code: room.Conflict, Field: prefix + "digest", Message: message}
	}
	return s, nil
}
