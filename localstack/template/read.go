package template

import (
	"strconv"
	"time"
)

// reader reads typed values from nodes. It stores the first error, so that its callers check for
// errors once.
type reader struct {
	e   *evaluator
	err error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// value evaluates n. It returns nil if n is absent, NoValue or can't be evaluated.
func (r *reader) value(n *node) *node {
	if n == nil || r.err != nil {
		return nil
	}
	v, err := r.e.eval(n)
	if err != nil {
		r.fail(err)
		return nil
	}
	if v == noValue {
		return nil
	}
	return v
}

func (r *reader) str(n *node) string {
	v := r.value(n)
	if v == nil {
		return ""
	}
	s, ok := v.text()
	if !ok {
		r.fail(n.errorf("want a single value, not a list or mapping"))
	}
	return s
}

func (r *reader) number(n *node, fallback float64) float64 {
	v := r.value(n)
	if v == nil {
		return fallback
	}
	s, _ := v.text()
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		r.fail(n.errorf("want a number, not %q", s))
	}
	return f
}

func (r *reader) integer(n *node, fallback int) int {
	f := r.number(n, float64(fallback))
	if f != float64(int(f)) {
		r.fail(n.errorf("want a whole number, not %v", f))
	}
	return int(f)
}

func (r *reader) boolean(n *node) bool {
	v := r.value(n)
	if v == nil {
		return false
	}
	s, _ := v.text()
	b, err := strconv.ParseBool(s)
	if err != nil {
		r.fail(n.errorf("want true or false, not %q", s))
	}
	return b
}

func (r *reader) seconds(n *node, fallback float64) time.Duration {
	return time.Duration(r.number(n, fallback) * float64(time.Second))
}

// list returns the values of a list; a single value counts as a list of one.
func (r *reader) list(n *node) []*node {
	v := r.value(n)
	switch {
	case v == nil:
		return nil
	case v.kind == listKind:
		return v.list
	default:
		return []*node{v}
	}
}

func (r *reader) strings(n *node) []string {
	var out []string
	for _, item := range r.list(n) {
		out = append(out, r.str(item))
	}
	return out
}

// stringMap reads a mapping of single values.
func (r *reader) stringMap(n *node) map[string]string {
	v := r.value(n)
	if v == nil {
		return nil
	}
	out := make(map[string]string, len(v.keys))
	for _, k := range v.keys {
		out[k] = r.str(v.fields[k])
	}
	return out
}
