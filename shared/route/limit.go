package route

import "homstyle.dev/planner/shared/room"

// errRateLimited refuses what a connection sends faster than it may (QU3).
var errRateLimited = &room.Error{Code: room.Busy, Message: "Too many messages at once. Send it again in a moment."}

// discard drops a cursor that came too fast, without an answer (PR5).
func discard(Deps, room.Actor, room.CursorCommand) error { return errDropped }

// allowDrop lets a drop pass, up to a rate of its own: a drop is what a person did, and
// comes at the end of a drag whose previews may have used up the connection's rate.
func allowDrop(d Deps, a room.Actor, c room.MoveCommand) error {
	if c.Drop && d.DropRateLimit.Allow(a.Connection, d.Now(), 1) {
		return nil
	}
	return errRateLimited
}
