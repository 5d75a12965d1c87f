// Command move serves the move route: place items that one holds.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Move) }
