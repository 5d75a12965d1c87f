// Command lock serves the lock route: acquire, renew or release items' leases.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Lock) }
