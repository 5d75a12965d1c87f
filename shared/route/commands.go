package route

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// Sync serves the sync route: a peer joins, or checks by a digest whether its copy is current.
func Sync(d Deps) lambda.Handler {
	return message(d, command[room.SyncCommand]{decode: wire.DecodeSync, run: unstored(d.Service.Sync)})
}

// Lock serves the lock route: a peer acquires, renews or releases leases.
func Lock(d Deps) lambda.Handler {
	return message(d, command[room.LockCommand]{decode: wire.DecodeLock, run: d.Service.Lock})
}

// Move serves the move route: a peer changes the place of items that it holds.
func Move(d Deps) lambda.Handler {
	return message(d, command[room.MoveCommand]{decode: wire.DecodeMove, run: d.Service.Move, overRate: allowDrop})
}

// Edit serves the edit route: a peer adds, updates and removes items, or replaces the plan.
func Edit(d Deps) lambda.Handler {
	return message(d, command[room.EditCommand]{decode: wire.DecodeEdit, run: d.Service.Edit})
}

// Cursor serves the cursor route, by which a peer sends its cursor and drag preview to the
// others, and the signal route, by which two peers open a direct channel. They share a function
// because signals are rare: one of their own would mostly start cold and read the list of peers,
// which the cursors keep in memory. Both need the same permissions.
func Cursor(d Deps) lambda.Handler {
	cursor := message(d, command[room.CursorCommand]{
		decode: wire.DecodeCursor, run: unstored(d.Service.MoveCursor), overRate: discard,
	})
	signal := message(d, command[room.SignalCommand]{decode: wire.DecodeSignal, run: unstored(d.Service.Signal)})
	return handler(func(ctx context.Context, e event) response {
		if e.RequestContext.RouteKey == "signal" {
			return signal(ctx, e)
		}
		return cursor(ctx, e)
	})
}

// Default serves $default, which gets the frames of no other route. It answers each with an
// error that names the fault (WR1).
func Default(d Deps) lambda.Handler {
	return message(d, command[struct{}]{
		decode: func(frame []byte) (struct{}, error) { return struct{}{}, wire.CheckFrame(frame) },
		run:    func(context.Context, room.Actor, struct{}) (room.Ack, error) { return room.Ack{}, nil },
	})
}
