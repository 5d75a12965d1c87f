package route

import (
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/wire"
)

// Cursor serves the cursor route: a peer tells the others where it points.
func Cursor(d Deps) lambda.Handler { return message(d, wire.DecodeCursor, d.Service.Point) }
