package template

import (
	"regexp"
	"strings"
)

var placeholder = regexp.MustCompile(`\$\{(!?)([^}]*)\}`)

func (e *evaluator) sub(n *node) (*node, error) {
	text, vars := n, map[string]*node{}
	if n.kind == listKind {
		if len(n.list) != 2 || n.list[1].kind != mapKind {
			return nil, n.errorf("want [text, {name: value}]")
		}
		text, vars = n.list[0], n.list[1].fields
	}
	s, ok := text.text()
	if !ok {
		return nil, n.errorf("want text with ${names}")
	}
	var failed error
	out := placeholder.ReplaceAllStringFunc(s, func(match string) string {
		m := placeholder.FindStringSubmatch(match)
		if m[1] == "!" {
			return "${" + m[2] + "}"
		}
		v, err := e.subName(n, strings.TrimSpace(m[2]), vars)
		if err != nil && failed == nil {
			failed = err
		}
		return v
	})
	return n.scalarOf(out), failed
}

func (e *evaluator) subName(n *node, name string, vars map[string]*node) (string, error) {
	if v, ok := vars[name]; ok {
		return e.str(v)
	}
	var v *node
	var err error
	if strings.Contains(name, ".") {
		v, err = e.getAtt(n.scalarOf(name))
	} else {
		v, err = e.ref(n.scalarOf(name))
	}
	if err != nil {
		return "", err
	}
	s, ok := v.text()
	if !ok {
		return "", n.errorf("${%s} is a list", name)
	}
	return s, nil
}

func (e *evaluator) join(n *node) (*node, error) {
	a, err := e.args(n, 2)
	if err != nil {
		return nil, err
	}
	sep, ok := a[0].text()
	if !ok || a[1].kind != listKind {
		return nil, n.errorf("want [separator, list]")
	}
	parts := make([]string, 0, len(a[1].list))
	for _, item := range a[1].list {
		s, ok := item.text()
		if !ok {
			return nil, item.errorf("want a single value")
		}
		parts = append(parts, s)
	}
	return n.scalarOf(strings.Join(parts, sep)), nil
}

func (e *evaluator) split(n *node) (*node, error) {
	a, err := e.args(n, 2)
	if err != nil {
		return nil, err
	}
	sep, ok1 := a[0].text()
	s, ok2 := a[1].text()
	if !ok1 || !ok2 {
		return nil, n.errorf("want [separator, text]")
	}
	return n.listOf(strings.Split(s, sep)), nil
}
