// Command connect serves $connect: remember who is behind a connection.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Connect) }
