package template

import (
	"fmt"
	"strconv"
)

// node is one YAML value: the line it stands on, its CloudFormation tag
// (empty without one) and exactly one of scalar, list and mapping.
type node struct {
	line int
	tag  string
	path string // e.g. Resources.Table.Properties, for messages

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

// Error says what in the template could not be read, and where.
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

// scalarOf makes a value that stands where n stands.
func (n *node) scalarOf(v any) *node {
	return &node{line: n.line, path: n.path, scalar: v}
}

// listOf makes a list of texts that stands where n stands.
func (n *node) listOf(values []string) *node {
	out := &node{line: n.line, path: n.path, kind: listKind}
	for _, v := range values {
		out.list = append(out.list, n.scalarOf(v))
	}
	return out
}

// field is n's value under key; nil without one, also on a nil node.
func (n *node) field(key string) *node {
	if n == nil || n.fields == nil {
		return nil
	}
	return n.fields[key]
}

// text is the scalar as CloudFormation would print it in a string; false for
// a list, a mapping, or a nil node.
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
