// Command edit serves the edit route: add, update and remove items, replace the plan.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Edit) }
