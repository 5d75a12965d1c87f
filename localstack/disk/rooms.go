package disk

import (
	"bytes"
	"context"
	"strings"

	"homstyle.dev/planner/shared/room"
)

var _ room.Lists = (*Store)(nil)

// ListRooms reads the plan of each room with the prefix: the file has no lists of rooms.
func (s *Store) ListRooms(_ context.Context, q room.RoomQuery) (list []room.ListedRoom, err error) {
	err = s.view(func(r rows) (err error) {
		list, err = r.list(q)
		return err
	})
	return list, err
}

func (r rows) list(q room.RoomQuery) (list []room.ListedRoom, err error) {
	prefix := []byte(roomPrefix + q.Prefix)
	seek := prefix
	if after := afterRoom(q.After); q.After != "" && bytes.Compare(after, seek) > 0 {
		seek = after
	}
	c := r.bucket.Cursor()
	key, _ := c.Seek(seek)
	for bytes.HasPrefix(key, prefix) && len(list) < q.Limit {
		pk, _, _ := strings.Cut(string(key), "\x00")
		id := room.ID(strings.TrimPrefix(pk, roomPrefix))
		var row struct{ Owner string }
		exists, err := r.get(metaKey(id), &row)
		if err != nil {
			return nil, err
		}
		if exists && (q.Owner == "" || row.Owner == q.Owner) {
			list = append(list, room.ListedRoom{ID: id, Owner: row.Owner})
		}
		key, _ = c.Seek(afterRoom(id))
	}
	return list, nil
}

// afterRoom returns a key that sorts after all rows of the room, and before those of any other
// room whose id sorts after it.
func afterRoom(id room.ID) []byte { return []byte(roomPrefix + string(id) + "\x01") }
