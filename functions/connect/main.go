// Command connect serves $connect: store the connection and its actor.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Connect) }
