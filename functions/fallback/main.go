// Command fallback serves $default: answer a frame that matches no route with an error.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Fallback) }
