package httpapi_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// document is docs/openapi.yaml, with the answers that the tests got.
type document struct {
	paths    map[string]map[string]any // by path, then method in lower case or "parameters"
	compiler *jsonschema.Compiler

	mu   sync.Mutex
	seen map[string]bool // "GET /rooms/{room} 200"
}

const documentURL = "https://homstyle.dev/openapi.json"

func readDocument() (*document, error) {
	text, err := os.ReadFile("../../docs/openapi.yaml")
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	d := &document{paths: map[string]map[string]any{}, compiler: jsonschema.NewCompiler(), seen: map[string]bool{}}
	for path, item := range tree["paths"].(map[string]any) {
		d.paths[path] = item.(map[string]any)
	}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	// The tree is converted through JSON, so that its numbers have the types of an instance's.
	plain, err := json.Marshal(tree)
	if err != nil {
		return nil, err
	}
	resource, err := jsonschema.UnmarshalJSON(strings.NewReader(string(plain)))
	if err != nil {
		return nil, err
	}
	return d, d.compiler.AddResource(documentURL, resource)
}

// operations returns the operations, such as "GET /rooms/{room}", with the statuses of each.
func (d *document) operations() map[string][]string {
	all := map[string][]string{}
	for path, item := range d.paths {
		for method, operation := range item {
			if method == "parameters" {
				continue
			}
			route := strings.ToUpper(method) + " " + path
			for status := range operation.(map[string]any)["responses"].(map[string]any) {
				all[route] = append(all[route], status)
			}
			slices.Sort(all[route])
		}
	}
	return all
}

// check checks an answer against the document and records that a test got it.
func (d *document) check(t *testing.T, route string, status int, kind string, body []byte) {
	t.Helper()
	method, path, _ := strings.Cut(route, " ")
	at := fmt.Sprintf("/paths/%s/%s/responses/%d", escape(path), strings.ToLower(method), status)
	operation, _ := d.paths[path][strings.ToLower(method)].(map[string]any)
	responses, _ := operation["responses"].(map[string]any)
	response, known := responses[fmt.Sprint(status)].(map[string]any)
	if !known {
		t.Fatalf("%s answered %d, which docs/openapi.yaml does not have: %s", route, status, body)
	}
	d.mu.Lock()
	d.seen[fmt.Sprint(route, " ", status)] = true
	d.mu.Unlock()
	if ref, ok := response["$ref"].(string); ok {
		at = strings.TrimPrefix(ref, "#")
	} else if response["content"] == nil {
		if len(body) > 0 {
			t.Errorf("%s %d has a body: %s", route, status, body)
		}
		return
	}
	schema, err := d.compiler.Compile(documentURL + "#" + at + "/content/" + escape(kind) + "/schema")
	if err != nil {
		t.Fatalf("%s %d is of type %q: %v", route, status, kind, err)
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(body)))
	if err != nil {
		t.Fatalf("%s %d: %v", route, status, err)
	}
	if err := schema.Validate(instance); err != nil {
		t.Errorf("%s %d: %v\n%s", route, status, err, body)
	}
}

func escape(s string) string {
	s = strings.NewReplacer("~", "~0", "/", "~1").Replace(s)
	return strings.NewReplacer("{", "%7B", "}", "%7D", "+", "%2B").Replace(s)
}
