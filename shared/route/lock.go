package route

import (
	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/wire"
)

// Lock serves the lock route: a peer acquires, renews or releases leases.
func Lock(d Deps) lambda.Handler { return message(d, wire.DecodeLock, d.Service.Lock) }
