// Command suggest answers wishes in words with products, which a language model chooses.
package main

import (
	"homstyle.dev/planner/shared/bedrock"
	"homstyle.dev/planner/shared/boot"
)

func main() { boot.Start(boot.Suggest(bedrock.New)) }
