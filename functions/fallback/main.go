// Command fallback serves $default: say what is wrong with a frame that no route took.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Fallback) }
