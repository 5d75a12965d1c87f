package route

import (
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/wire"
)

// Sync serves the sync route: a peer joins the room, or checks that its copy is current.
func Sync(d Deps) lambda.Handler { return message(d, wire.DecodeSync, d.Service.Sync) }
