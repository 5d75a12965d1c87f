package catalog

import (
	"cmp"
	"strconv"
)

// Level says what a problem does to the catalogue.
type Level string

// The levels, the worst first.
const (
	Refused Level = "refused"  // the planner does not take the catalogue
	LeftOut Level = "left out" // the planner leaves the product out
	Warning Level = "warning"  // the planner shows the product, with something missing
)

// Problem is one fault of a catalogue.
type Problem struct {
	Path    string `json:"path"`              // such as products[3].size.width; "" is the whole
	Product string `json:"product,omitempty"` // the product's id, or else its path
	Level   Level  `json:"level"`
	Message string `json:"message"` // follows the path: "must be an object"
}

func (p Problem) String() string {
	return string(p.Level) + ": " + cmp.Or(p.Path, "the catalogue") + " " + p.Message
}

// reporter is told of each fault that a rule finds.
type reporter func(path, message string)

// joined returns the path of a member of the value at a path.
func joined(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func indexed(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
