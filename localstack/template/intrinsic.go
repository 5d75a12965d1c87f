package template

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// noValue is the value of !Ref AWS::NoValue. A property or list element with it is absent.
var noValue = &node{path: "AWS::NoValue"}

// evaluator evaluates intrinsic functions on demand. Values that are not read are not evaluated, so a
// template may have resources that the local stack ignores.
type evaluator struct {
	root   *node
	params map[string]*node
	pseudo map[string]string
	busy   map[string]bool // names and conditions being evaluated, to detect cycles
}

// intrinsic returns the function with the long name, such as Fn::Sub, or nil.
func intrinsic(name string) func(*evaluator, *node) (*node, error) {
	switch name {
	case "Ref":
		return (*evaluator).ref
	case "Fn::GetAtt":
		return (*evaluator).getAtt
	case "Fn::Sub":
		return (*evaluator).sub
	case "Fn::Join":
		return (*evaluator).join
	case "Fn::Split":
		return (*evaluator).split
	case "Fn::Select":
		return (*evaluator).selectIndex
	case "Fn::FindInMap":
		return (*evaluator).findInMap
	case "Fn::Base64":
		return (*evaluator).base64
	case "Fn::If":
		return (*evaluator).ifElse
	}
	return nil
}

// functionOf returns the long name and the argument of n's intrinsic. It accepts both !Sub x and
// {Fn::Sub: x}.
func functionOf(n *node) (string, *node) {
	if n.tag != "" {
		bare := *n
		bare.tag = ""
		name := strings.TrimPrefix(n.tag, "!")
		if name != "Ref" && name != "Condition" {
			name = "Fn::" + name
		}
		return name, &bare
	}
	if n.kind == mapKind && len(n.keys) == 1 {
		if k := n.keys[0]; k == "Ref" || strings.HasPrefix(k, "Fn::") {
			return k, n.fields[k]
		}
	}
	return "", nil
}

// eval returns n with all its intrinsics evaluated.
func (e *evaluator) eval(n *node) (*node, error) {
	if name, arg := functionOf(n); name != "" {
		f := intrinsic(name)
		if f == nil {
			return nil, n.errorf("the local stack does not support %s", name)
		}
		return f(e, arg)
	}
	switch n.kind {
	case mapKind:
		return e.evalMap(n)
	case listKind:
		return e.evalList(n)
	}
	return n, nil
}

func (e *evaluator) evalMap(n *node) (*node, error) {
	out := &node{line: n.line, path: n.path, kind: mapKind, fields: map[string]*node{}}
	for _, k := range n.keys {
		v, err := e.eval(n.fields[k])
		if err != nil {
			return nil, err
		}
		if v != noValue {
			out.keys = append(out.keys, k)
			out.fields[k] = v
		}
	}
	return out, nil
}

func (e *evaluator) evalList(n *node) (*node, error) {
	out := &node{line: n.line, path: n.path, kind: listKind}
	for _, item := range n.list {
		v, err := e.eval(item)
		if err != nil {
			return nil, err
		}
		if v != noValue {
			out.list = append(out.list, v)
		}
	}
	return out, nil
}

// str evaluates n, which must be a scalar.
func (e *evaluator) str(n *node) (string, error) {
	v, err := e.eval(n)
	if err != nil {
		return "", err
	}
	s, ok := v.text()
	if !ok {
		return "", n.errorf("want a single value, not a list or mapping")
	}
	return s, nil
}

// args evaluates n, which must be a list of count values (-1 for any number).
func (e *evaluator) args(n *node, count int) ([]*node, error) {
	v, err := e.eval(n)
	if err != nil {
		return nil, err
	}
	if v.kind != listKind || (count >= 0 && len(v.list) != count) {
		return nil, n.errorf("want a list of %d arguments", count)
	}
	return v.list, nil
}

func (e *evaluator) ref(n *node) (*node, error) {
	name, err := e.str(n)
	if err != nil {
		return nil, err
	}
	if name == "AWS::NoValue" {
		return noValue, nil
	}
	if v, ok := e.pseudo[name]; ok {
		return n.scalarOf(v), nil
	}
	if v, ok := e.params[name]; ok {
		return v, nil
	}
	v, err := e.physicalName(n, name)
	if err != nil {
		return nil, err
	}
	return n.scalarOf(v), nil
}

func (e *evaluator) getAtt(n *node) (*node, error) {
	parts := make([]string, 0, 2)
	if n.kind == listKind {
		for _, item := range n.list {
			s, err := e.str(item)
			if err != nil {
				return nil, err
			}
			parts = append(parts, s)
		}
	} else if s, ok := n.text(); ok {
		parts = strings.SplitN(s, ".", 2)
	}
	if len(parts) != 2 {
		return nil, n.errorf("want Resource.Attribute")
	}
	v, err := e.attribute(n, parts[0], parts[1])
	if err != nil {
		return nil, err
	}
	return n.scalarOf(v), nil
}

func (e *evaluator) selectIndex(n *node) (*node, error) {
	a, err := e.args(n, 2)
	if err != nil {
		return nil, err
	}
	s, _ := a[0].text()
	i, err := strconv.Atoi(s)
	if err != nil || a[1].kind != listKind || i < 0 || i >= len(a[1].list) {
		return nil, n.errorf("want [index, list] with the index inside the list")
	}
	return a[1].list[i], nil
}

func (e *evaluator) findInMap(n *node) (*node, error) {
	a, err := e.args(n, -1)
	if err != nil {
		return nil, err
	}
	at := e.root.field("Mappings")
	for _, key := range a {
		s, _ := key.text()
		at = at.field(s)
	}
	if at == nil {
		return nil, n.errorf("no such entry in Mappings")
	}
	return at, nil
}

func (e *evaluator) base64(n *node) (*node, error) {
	s, err := e.str(n)
	if err != nil {
		return nil, err
	}
	return n.scalarOf(base64.StdEncoding.EncodeToString([]byte(s))), nil
}
