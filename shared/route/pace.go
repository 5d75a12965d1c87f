package route

import "homstyle.dev/planner/shared/room"

// errTooFast refuses what one connection sends beyond its pace (QU3).
var errTooFast = &room.RuleError{Kind: room.Busy, Message: "That is too much at once. Send it again in a moment."}

// drops reports whether a command ends moves. Those are never refused for their
// number: a drop is what a person did (QU3).
func drops(command any) bool {
	c, ok := command.(room.MoveCommand)
	if !ok {
		return false
	}
	for _, step := range c.Steps {
		if m, ok := step.(room.Move); !ok || !m.Drop {
			return false
		}
	}
	return true
}
