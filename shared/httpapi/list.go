package httpapi

import (
	"context"
	"regexp"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// owners matches the owners of rooms (RM4).
var owners = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

// The number of rooms in a page of the list.
const (
	defaultRooms = 100
	maxRooms     = 500
)

type listedRoomResponse struct {
	Room  room.ID `json:"room"`
	Owner string  `json:"owner,omitzero"`
}

// list returns a page of the shop's rooms (RM5). The cursor of the next page is the last room of
// this one, so that it stays valid when that room is deleted.
func (d Deps) list(ctx context.Context, c *apiRequest) (any, error) {
	q, err := c.roomQuery()
	if err != nil {
		return nil, err
	}
	limit := q.Limit
	q.Limit++ // one more shows whether there is a next page
	rooms, err := d.Table.ListRooms(ctx, q)
	if err != nil {
		return nil, err
	}
	page := struct {
		Rooms []listedRoomResponse `json:"rooms"`
		Next  room.ID              `json:"next,omitzero"`
	}{Rooms: []listedRoomResponse{}}
	if len(rooms) > limit {
		rooms = rooms[:limit]
		page.Next = rooms[limit-1].ID
	}
	for _, r := range rooms {
		page.Rooms = append(page.Rooms, listedRoomResponse{r.ID, r.Owner})
	}
	return page, nil
}

func (c *apiRequest) roomQuery() (q room.RoomQuery, err error) {
	limit, err := c.number("limit", defaultRooms, 1, maxRooms)
	if err != nil {
		return q, err
	}
	q.Limit = int(limit)
	in := c.request.QueryStringParameters
	if prefix, given := in["prefix"]; given {
		if _, err := wire.RoomID(prefix); err != nil {
			return q, badField("prefix", "prefix must be the beginning of a room's id.")
		}
		q.Prefix = prefix
	}
	if owner, given := in["owner"]; given {
		if err := checkOwner(owner); err != nil {
			return q, err
		}
		q.Owner = owner
	}
	if after, given := in["cursor"]; given {
		if q.After, err = wire.RoomID(after); err != nil {
			return q, badField("cursor", "cursor must be the next of a page.")
		}
	}
	return q, nil
}

func checkOwner(owner string) error {
	if !owners.MatchString(owner) {
		return badField("owner", "owner must match %s.", owners)
	}
	return nil
}

// checkedOwner returns the owner of a new room, "" for nil.
func checkedOwner(owner *string) (string, error) {
	if owner == nil {
		return "", nil
	}
	return *owner, checkOwner(*owner)
}
