// Command edit serves the edit route: add, update and remove items, draw the plan.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Edit) }
