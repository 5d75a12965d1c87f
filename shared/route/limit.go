package route

import "homstyle.dev/planner/shared/room"

// discard drops a cursor past the rate limit without an answer (QU3).
func discard(Deps, room.Actor, room.CursorCommand) error { return errDropped }

// allowDrop accepts a move with drop set if DropRateLimit allows it, and else returns
// room.ErrRateLimited. A drop has a limit of its own because the previews of the drag before it
// may have used up the connection's rate.
func allowDrop(d Deps, a room.Actor, c room.MoveCommand) error {
	if c.Drop && d.DropRateLimit.Allow(a.Connection, d.Now(), 1) {
		return nil
	}
	return room.ErrRateLimited
}
