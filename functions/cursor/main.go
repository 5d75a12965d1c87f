// Command cursor serves the cursor route: send a cursor and drag preview to the peers. Nothing is stored.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Cursor) }
