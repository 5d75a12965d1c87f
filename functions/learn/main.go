// Command learn learns from all rooms which products go together, and publishes it for pages.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Learn) }
