// Command move serves the move route: change the place of items that the sender holds.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Move) }
