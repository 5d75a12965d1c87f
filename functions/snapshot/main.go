// Command snapshot serves the table's stream: store history and snapshots in S3.
package main

import "homstyle.dev/planner/shared/boot"

func main() { boot.Start(boot.Snapshot) }
