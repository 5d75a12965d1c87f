package infra

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// stack is the part of a CloudFormation template that the tests read.
type stack struct {
	Conditions map[string]any
	Parameters map[string]parameter
	Resources  map[string]resource
	Outputs    map[string]output
	Rules      map[string]struct{ Assertions []struct{ Assert any } }
}

type parameter struct {
	Default        any
	Description    string
	AllowedPattern string
	AllowedValues  []any
}

type resource struct {
	Type           string
	Condition      string
	DeletionPolicy string
	Properties     map[string]any
	UpdatePolicy   map[string]any
}

type output struct {
	Condition string
	Value     any
}

// expanded returns the template as SAM expands it.
func expanded(t *testing.T) stack {
	t.Helper()
	text, err := os.ReadFile("expanded.json")
	if err != nil {
		t.Fatal(err)
	}
	var s stack
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// idsOfType returns the logical ids of the resources of one type.
func (s stack) idsOfType(name string) (ids []string) {
	for id, r := range s.Resources {
		if r.Type == name {
			ids = append(ids, id)
		}
	}
	return ids
}

// list returns v if it is a list, otherwise a list with v as its only element. IAM allows both.
func list(v any) []any {
	if many, ok := v.([]any); ok {
		return many
	}
	return []any{v}
}

// text returns a value as text. Of an intrinsic function it returns the argument: {"Ref": "Api"} is
// "Api", Fn::GetAtt is "RoomTable.Arn", Fn::Sub is its string. The elements of a list are joined by
// dots.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i, part := range v {
			parts[i] = text(part)
		}
		return strings.Join(parts, ".")
	case map[string]any:
		for _, inner := range v { // an intrinsic has exactly one key
			return text(inner)
		}
	}
	return ""
}
