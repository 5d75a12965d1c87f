// Command cursor serves the cursor route, which sends a cursor and drag preview to the peers, and the signal route, which
// sends a signal to one of them. Nothing is stored.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Cursor) }
