// Command cursor serves the cursor route: tell peers where one points (never stored).
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Cursor) }
