// Command fanout serves shards of rooms past 200 peers: post one event to its part of the room.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Fanout) }
