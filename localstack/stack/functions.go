package stack

import (
	"homstyle.dev/planner/shared/bedrock"
	"homstyle.dev/planner/shared/boot"
)

// builders has, for each folder in functions/, the builder that its main function passes to
// boot.Start. A test checks that both are the same.
var builders = map[string]boot.Builder{
	"authorizer": boot.Authorizer,
	"connect":    boot.Connect,
	"crowd":      boot.Crowd,
	"cursor":     boot.Cursor,
	"disconnect": boot.Disconnect,
	"edit":       boot.Edit,
	"expire":     boot.Expire,
	"fallback":   boot.Fallback,
	"fanout":     boot.Fanout,
	"learn":      boot.Learn,
	"lock":       boot.Lock,
	"move":       boot.Move,
	"rooms":      boot.Rooms,
	"snapshot":   boot.Snapshot,
	"suggest":    boot.Suggest(bedrock.New),
	"sync":       boot.Sync,
}
