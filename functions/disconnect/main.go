// Command disconnect serves $disconnect: remove the peer from the room and release its leases.
// API Gateway sends the event on a best-effort basis; without it leases and rows expire.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Disconnect) }
