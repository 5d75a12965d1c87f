// Command disconnect serves $disconnect: leave the room and release (best effort; leases and TTLs are the truth).
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Disconnect) }
