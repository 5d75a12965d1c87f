package route

import (
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/wire"
)

// Move serves the move route: a peer places items that it holds.
func Move(d Deps) lambda.Handler { return message(d, wire.DecodeMove, d.Service.Move) }
