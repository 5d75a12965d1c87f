package infra

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// with returns the stack as CloudFormation creates it for some values of parameters: without the resources
// and outputs whose condition is false, and with Fn::If replaced by one of its branches.
func (s stack) with(t *testing.T, parameters map[string]string) stack {
	t.Helper()
	e := evaluate(t, s, parameters)
	out := s
	out.Resources, out.Outputs = map[string]resource{}, map[string]output{}
	for id, r := range s.Resources {
		if r.Condition == "" || e.holds(r.Condition) {
			r.Properties, _ = e.chosen(r.Properties).(map[string]any)
			r.UpdatePolicy, _ = e.chosen(r.UpdatePolicy).(map[string]any)
			out.Resources[id] = r
		}
	}
	for id, o := range s.Outputs {
		if o.Condition == "" || e.holds(o.Condition) {
			o.Value = e.chosen(o.Value)
			out.Outputs[id] = o
		}
	}
	return out
}

// meets reports whether the parameters meet the template's rules.
func (s stack) meets(t *testing.T, parameters map[string]string) bool {
	t.Helper()
	e := evaluate(t, s, parameters)
	for _, rule := range s.Rules {
		for _, assertion := range rule.Assertions {
			if !e.condition(assertion.Assert) {
				return false
			}
		}
	}
	return true
}

// evaluation has the values of the parameters.
type evaluation struct {
	t      *testing.T
	s      stack
	values map[string]string
}

// evaluate returns an evaluation with the given values, and the defaults of the other parameters.
func evaluate(t *testing.T, s stack, parameters map[string]string) *evaluation {
	t.Helper()
	e := &evaluation{t: t, s: s, values: map[string]string{}}
	for name, p := range s.Parameters {
		e.values[name] = fmt.Sprint(p.Default)
	}
	for name := range parameters {
		if _, known := s.Parameters[name]; !known {
			t.Fatalf("the template has no parameter %s", name)
		}
	}
	maps.Copy(e.values, parameters)
	return e
}

func (e *evaluation) holds(condition string) bool {
	e.t.Helper()
	definition, known := e.s.Conditions[condition]
	if !known {
		e.t.Fatalf("there is no condition %s", condition)
	}
	return e.condition(definition)
}

func (e *evaluation) condition(v any) bool {
	e.t.Helper()
	for function, argument := range v.(map[string]any) { // a condition function has exactly one key
		switch function {
		case "Condition":
			return e.holds(argument.(string))
		case "Fn::Equals":
			pair := argument.([]any)
			return e.value(pair[0]) == e.value(pair[1])
		case "Fn::Not":
			return !e.condition(argument.([]any)[0])
		case "Fn::And":
			return !slices.ContainsFunc(argument.([]any), func(one any) bool { return !e.condition(one) })
		case "Fn::Or":
			return slices.ContainsFunc(argument.([]any), e.condition)
		}
	}
	e.t.Fatalf("this test does not support the condition %v", v)
	return false
}

// value returns the value of a text or of a parameter.
func (e *evaluation) value(v any) string {
	e.t.Helper()
	if of, is := v.(map[string]any); is {
		if name, is := of["Ref"].(string); is {
			if value, known := e.values[name]; known {
				return value
			}
		}
		e.t.Fatalf("this test does not support the value %v", v)
	}
	return fmt.Sprint(v)
}

// noValue stands for a property that is absent.
type noValue struct{}

// chosen returns v with each Fn::If replaced by the branch that applies.
func (e *evaluation) chosen(v any) any {
	e.t.Helper()
	switch v := v.(type) {
	case []any:
		out := []any{}
		for _, inner := range v {
			if inner = e.chosen(inner); inner != (noValue{}) {
				out = append(out, inner)
			}
		}
		return out
	case map[string]any:
		if branches, is := v["Fn::If"].([]any); is {
			if e.holds(branches[0].(string)) {
				return e.chosen(branches[1])
			}
			return e.chosen(branches[2])
		}
		if v["Ref"] == "AWS::NoValue" {
			return noValue{}
		}
		out := map[string]any{}
		for key, inner := range v {
			if inner = e.chosen(inner); inner != (noValue{}) {
				out[key] = inner
			}
		}
		return out
	}
	return v
}
