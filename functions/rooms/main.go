// Command rooms serves the HTTP API: rooms, tokens and history for shops and pages.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Rooms) }
