// Command expire closes the connections of a room whose tokens have expired.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Expire) }
