package eventsource

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Filter is the FilterCriteria of an event source mapping. A record is delivered if one of the
// patterns matches it, or if there are none.
type Filter []pattern

// pattern is one level of a filter pattern. The value of a key is either a nested pattern or a list
// of rules, one of which must match.
type pattern map[string]condition

type condition struct {
	nested pattern
	rules  []rule
}

// rule reports whether a value matches. If the key is absent, v is nil and present is false.
type rule func(v any, present bool) bool

// ParseFilter parses filter patterns. It returns an error for an operator that it does not support.
func ParseFilter(patterns []string) (Filter, error) {
	var f Filter
	for _, text := range patterns {
		var raw map[string]any
		if err := json.Unmarshal([]byte(text), &raw); err != nil {
			return nil, fmt.Errorf("filter pattern %s: %w", text, err)
		}
		p, err := parsePattern(raw, "")
		if err != nil {
			return nil, fmt.Errorf("filter pattern %s: %w", text, err)
		}
		f = append(f, p)
	}
	return f, nil
}

func parsePattern(raw map[string]any, path string) (pattern, error) {
	p := pattern{}
	for key, v := range raw {
		at := strings.TrimPrefix(path+"."+key, ".")
		switch v := v.(type) {
		case map[string]any:
			nested, err := parsePattern(v, at)
			if err != nil {
				return nil, err
			}
			p[key] = condition{nested: nested}
		case []any:
			rules, err := parseRules(v, at)
			if err != nil {
				return nil, err
			}
			p[key] = condition{rules: rules}
		default:
			return nil, fmt.Errorf("%s: want a list of values or a nested pattern", at)
		}
	}
	return p, nil
}

func parseRules(values []any, at string) ([]rule, error) {
	var rules []rule
	for _, v := range values {
		switch v := v.(type) {
		case string, bool, float64, nil:
			rules = append(rules, func(got any, present bool) bool { return present && got == v })
		case map[string]any:
			r, err := parseOperator(v, at)
			if err != nil {
				return nil, err
			}
			rules = append(rules, r)
		default:
			return nil, fmt.Errorf("%s: want values or operators", at)
		}
	}
	return rules, nil
}

func parseOperator(o map[string]any, at string) (rule, error) {
	if len(o) != 1 {
		return nil, fmt.Errorf("%s: want one operator", at)
	}
	for name, arg := range o {
		switch arg := arg.(type) {
		case bool:
			if name == "exists" {
				return func(_ any, present bool) bool { return present == arg }, nil
			}
		case string:
			if name == "prefix" {
				return func(v any, _ bool) bool { s, ok := v.(string); return ok && strings.HasPrefix(s, arg) }, nil
			}
		}
		return nil, fmt.Errorf("%s: the local stack supports values, exists and prefix, not %q", at, name)
	}
	return nil, nil // unreachable: o has one entry
}

// Match reports whether a record, decoded from JSON, is delivered.
func (f Filter) Match(record map[string]any) bool {
	return len(f) == 0 || slices.ContainsFunc(f, func(p pattern) bool { return p.match(record) })
}

func (p pattern) match(v map[string]any) bool {
	for key, c := range p {
		value, present := v[key]
		if c.nested != nil {
			inner, _ := value.(map[string]any)
			if !c.nested.match(inner) {
				return false
			}
			continue
		}
		if !slices.ContainsFunc(c.rules, func(r rule) bool { return r(value, present) }) {
			return false
		}
	}
	return true
}
