package template

import (
	"fmt"
	"strconv"
)

// node is a YAML value: its line, its CloudFormation tag (empty for none) and, by kind, a scalar, a
// list or a mapping.
type node struct {
	line int
	tag  string
	path string // such as Resources.Table.Properties, for error messages

	scalar any // string, bool, int64, float64, or nil for null
	list   []*node
	fields map[string]*node
	keys   []string // of fields, in the order of the file
	kind   kind
}

type kind int

const (
	scalarKind kind = iota
	listKind
	mapKind
)

// Error is the error of a template that can't be read. It names the value and its line.
type Error struct {
	File string
	Line int
	Path string // e.g. Resources.MoveFunction.Properties.Timeout
	What string
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Path, e.What)
}

func (n *node) errorf(format string, args ...any) *Error {
	return &Error{Line: n.line, Path: n.path, What: fmt.Sprintf(format, args...)}
}

// scalarOf returns a scalar with n's position.
func (n *node) scalarOf(v any) *node {
	return &node{line: n.line, path: n.path, scalar: v}
}

// listOf returns a list of texts with n's position.
func (n *node) listOf(values []string) *node {
	out := &node{line: n.line, path: n.path, kind: listKind}
	for _, v := range values {
		out.list = append(out.list, n.scalarOf(v))
	}
	return out
}

// field returns n's value of key, or nil if there is none or n is nil.
func (n *node) field(key string) *node {
	if n == nil || n.fields == nil {
		return nil
	}
	return n.fields[key]
}

// text returns the scalar as CloudFormation prints it in a string, and false for a list, a mapping
// or a nil node.
func (n *node) text() (string, bool) {
	if n == nil || n.kind != scalarKind {
		return "", false
	}
	switch v := n.scalar.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case int64:
		return strconv.FormatInt(v, 10), true
	default:
		return fmt.Sprint(v), true
	}
}
