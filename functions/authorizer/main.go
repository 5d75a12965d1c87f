// Command authorizer serves the REQUEST authorizer: it decides who may connect to a room.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Authorizer) }
