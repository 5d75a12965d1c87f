// Command sync serves the sync route: join the room, or check that a copy is current.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Sync) }
