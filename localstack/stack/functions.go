package stack

import "homstyle.dev/planner/shared/boot"

// builders makes each function in this process, by its folder under functions/:
// what that folder's main hands to boot.Start. A test holds the two together.
var builders = map[string]boot.Builder{
	"authorizer": boot.Authorizer,
	"connect":    boot.Connect,
	"cursor":     boot.Cursor,
	"disconnect": boot.Disconnect,
	"edit":       boot.Edit,
	"fallback":   boot.Fallback,
	"fanout":     boot.Fanout,
	"lock":       boot.Lock,
	"move":       boot.Move,
	"rooms":      boot.Rooms,
	"snapshot":   boot.Snapshot,
	"sync":       boot.Sync,
}
