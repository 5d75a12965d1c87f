package infra

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The table must have a local secondary index, because DynamoDB then does not split a partition by
// sort key. No row has the index's attribute, so the index has no entries and no cost.
func TestPartitionOfARoomIsNotSplit(t *testing.T) {
	s := expanded(t)
	tables := s.idsOfType("AWS::DynamoDB::Table")
	if len(tables) != 1 {
		t.Fatalf("the tables are %v, want one", tables)
	}
	indexes, _ := s.Resources[tables[0]].Properties["LocalSecondaryIndexes"].([]any)
	if len(indexes) != 1 {
		t.Fatalf("%d local secondary indexes, want one", len(indexes))
	}
	const attribute = "unsplit"
	schema := indexes[0].(map[string]any)["KeySchema"].([]any)
	if got := schema[1].(map[string]any)["AttributeName"]; got != attribute {
		t.Errorf("the sort key of the index is %v, want %s", got, attribute)
	}
	sources, err := filepath.Glob("../shared/dynamo/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatalf("%v, %v", sources, err)
	}
	for _, file := range sources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"`+attribute+`"`) {
			t.Errorf("%s has the attribute %s: the index would have entries, which cost money", file, attribute)
		}
	}
}
