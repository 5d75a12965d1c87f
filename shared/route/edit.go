package route

import (
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/wire"
)

// Edit serves the edit route: a peer adds, updates and removes items, or draws the plan.
func Edit(d Deps) lambda.Handler { return message(d, wire.DecodeEdit, d.Service.Edit) }
