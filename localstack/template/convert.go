package template

import (
	"errors"
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// parseYAML returns the root of the document.
func parseYAML(source []byte) (*node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(source, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, errors.New("the template is empty")
	}
	return convert(doc.Content[0], "")
}

// convert converts a node of the YAML library. It returns an error for anchors and aliases, which
// CloudFormation does not support.
func convert(n *yaml.Node, path string) (*node, error) {
	out := &node{path: path, line: n.Line}
	if len(n.Tag) > 1 && n.Tag[0] == '!' && n.Tag[1] != '!' {
		out.tag = n.Tag
	}
	switch n.Kind {
	case yaml.MappingNode:
		return out, convertMap(out, n.Content)
	case yaml.SequenceNode:
		return out, convertList(out, n.Content)
	case yaml.ScalarNode:
		out.scalar = scalar(n)
		return out, nil
	}
	return nil, out.errorf("CloudFormation does not support anchors and aliases")
}

func convertMap(out *node, content []*yaml.Node) error {
	out.kind, out.fields = mapKind, make(map[string]*node, len(content)/2)
	for i := 0; i < len(content); i += 2 {
		key := content[i].Value
		child, err := convert(content[i+1], join(out.path, key))
		if err != nil {
			return err
		}
		if _, twice := out.fields[key]; twice {
			return child.errorf("the key is a duplicate")
		}
		out.fields[key] = child
		out.keys = append(out.keys, key)
	}
	return nil
}

func convertList(out *node, content []*yaml.Node) error {
	out.kind = listKind
	for i, item := range content {
		child, err := convert(item, fmt.Sprintf("%s[%d]", out.path, i))
		if err != nil {
			return err
		}
		out.list = append(out.list, child)
	}
	return nil
}

// scalar returns the value of a scalar as nil, bool, int64 or string. A number with a leading zero is
// a string, since it can be an account id.
func scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		if b, err := strconv.ParseBool(n.Value); err == nil {
			return b
		}
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 10, 64); err == nil && (n.Value[0] != '0' || n.Value == "0") {
			return i
		}
	}
	return n.Value
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
