package infra

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"
)

var nestedOutput = regexp.MustCompile(`"Planner\.Outputs\.(\w+)"`)

// The example of a nested stack must use parameters and outputs that the template has.
func TestExampleOfANestedStackFitsTheTemplate(t *testing.T) {
	s, example := expanded(t), readYAML(t, "../docs/nested.yaml")
	planner := example.Resources["Planner"]
	if _, err := os.Stat("../docs/" + text(planner.Properties["Location"])); err != nil {
		t.Error(err)
	}
	for name := range property(t, planner.Properties, "Parameters").(map[string]any) {
		if _, there := s.Parameters[name]; !there {
			t.Errorf("the template has no parameter %s", name)
		}
	}
	all, err := json.Marshal(example)
	if err != nil {
		t.Fatal(err)
	}
	used := nestedOutput.FindAllSubmatch(all, -1)
	if len(used) < 4 {
		t.Errorf("the example uses %d outputs, want 4 or more", len(used))
	}
	for _, match := range used {
		if _, there := s.Outputs[string(match[1])]; !there {
			t.Errorf("the template has no output %s", match[1])
		}
	}
}
