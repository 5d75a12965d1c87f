package route

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// Fallback serves $default: frames that no route took. It says what is wrong.
func Fallback(d Deps) lambda.Handler {
	decode := func(frame []byte) (struct{}, error) { return struct{}{}, wire.CheckFrame(frame) }
	return message(d, decode, func(context.Context, room.Actor, struct{}) error { return nil })
}
