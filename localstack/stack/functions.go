package stack

import "homstyle.dev/planner/shared/boot"

// builders maps each folder under functions/ to the constructor that its main passes to
// boot.Start. A test checks that the two agree.
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
