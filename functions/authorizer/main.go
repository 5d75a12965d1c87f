// Command authorizer serves the REQUEST authorizer: who may enter a room.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Authorizer) }
