package template

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

// readParams sets each parameter to its value in o.Params or its default. It returns an error for a value of
// an unknown parameter, whose name is probably misspelt.
func (e *evaluator) readParams(o Options) error {
	defs := e.root.field("Parameters")
	for _, name := range sortedKeys(o.Params) {
		if defs.field(name) == nil {
			return fmt.Errorf("the template has no parameter %q (it has %s)", name, strings.Join(defs.names(), ", "))
		}
	}
	overrides := map[string]string{}
	maps.Copy(overrides, o.Defaults)
	maps.Copy(overrides, o.Params)
	for _, name := range defs.names() {
		v, err := param(defs.fields[name], overrides, name)
		if err != nil {
			return err
		}
		if v != nil {
			e.params[name] = v
		}
	}
	return nil
}

// param returns the value of one parameter, checked against AllowedValues.
func param(def *node, overrides map[string]string, name string) (*node, error) {
	v := def.field("Default")
	if s, ok := overrides[name]; ok {
		v = def.scalarOf(s)
	}
	if v == nil {
		return nil, def.errorf("the parameter has no default: give it by -param %s=…", name)
	}
	s, ok := v.text()
	if !ok {
		return nil, v.errorf("the default must be a single value")
	}
	if allowed := def.field("AllowedValues"); allowed != nil {
		var values []string
		for _, a := range allowed.list {
			t, _ := a.text()
			values = append(values, t)
		}
		if !slices.Contains(values, s) {
			return nil, def.errorf("%q is not one of %s", s, strings.Join(values, ", "))
		}
	}
	kind, _ := def.field("Type").text()
	if kind == "CommaDelimitedList" || strings.HasPrefix(kind, "List<") {
		parts := strings.Split(s, ",")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		return v.listOf(parts), nil
	}
	return v, nil
}

// names returns a mapping's keys in the file's order.
func (n *node) names() []string {
	if n == nil {
		return nil
	}
	return n.keys
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
