package infra

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// anyOther stands for a value that a parameter may have and that no condition names.
const anyOther = "other"

// deployments returns what CloudFormation creates of one resource for all values of the parameters on which
// it depends, in all combinations. A parameter in fixed has only that value.
func (s stack) deployments(t *testing.T, id string, fixed map[string]string) (all []resource) {
	t.Helper()
	alone := s
	alone.Resources, alone.Outputs = map[string]resource{id: s.Resources[id]}, nil
	for _, values := range s.combinations(s.Resources[id], fixed) {
		if r, created := alone.with(t, values).Resources[id]; created {
			all = append(all, r)
		}
	}
	return all
}

// conditions adds to found the names of the conditions that v depends on.
func (s stack) conditions(v any, found map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		name, _ := v["Condition"].(string)
		if branches, conditional := v["Fn::If"].([]any); conditional {
			name, _ = branches[0].(string)
		}
		if definition, there := s.Conditions[name]; there && !found[name] {
			found[name] = true
			s.conditions(definition, found)
		}
		for _, inner := range v {
			s.conditions(inner, found)
		}
	case []any:
		for _, inner := range v {
			s.conditions(inner, found)
		}
	}
}

// combinations returns the values for deployments.
func (s stack) combinations(r resource, fixed map[string]string) []map[string]string {
	found := map[string]bool{}
	s.conditions(map[string]any{"Condition": r.Condition, "Properties": r.Properties}, found)
	options := map[string][]string{}
	for name := range found {
		s.options(s.Conditions[name], options)
	}
	all := []map[string]string{{}}
	for name, values := range options {
		if only, isFixed := fixed[name]; isFixed {
			values = []string{only}
		}
		var longer []map[string]string
		for _, before := range all {
			for _, v := range values {
				after := maps.Clone(before)
				after[name] = v
				longer = append(longer, after)
			}
		}
		all = longer
	}
	return all
}

// options adds the values of the parameters in a condition: those that it names, and another one.
func (s stack) options(condition any, options map[string][]string) {
	switch c := condition.(type) {
	case map[string]any:
		if sides := list(c["Fn::Equals"]); len(sides) == 2 {
			for i, side := range sides {
				if ref, isRef := side.(map[string]any); isRef {
					for _, v := range []string{fmt.Sprint(sides[1-i]), anyOther} {
						if !slices.Contains(options[text(ref)], v) {
							options[text(ref)] = append(options[text(ref)], v)
						}
					}
				}
			}
		}
		for _, inner := range c {
			s.options(inner, options)
		}
	case []any:
		for _, inner := range c {
			s.options(inner, options)
		}
	}
}
