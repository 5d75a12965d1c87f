// Command fanout posts one event to a shard of the peers of a room with more than 200 peers.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Fanout) }
