// Command crowd posts the events of some seconds, in one bundle, to the viewers of rooms with more
// than 200 peers.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Crowd) }
