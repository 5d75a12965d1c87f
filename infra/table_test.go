package infra

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The table has a local secondary index, because DynamoDB then does not split a room by sort key.
// No row has its attribute, so the index has no entries and no cost.
func TestRoomIsNotSplit(t *testing.T) {
	s := expanded(t)
	tables := s.typed("AWS::DynamoDB::Table")
	if len(tables) != 1 {
		t.Fatalf("tables are %v", tables)
	}
	indexes, _ := s.Resources[tables[0]].Properties["LocalSecondaryIndexes"].([]any)
	if len(indexes) != 1 {
		t.Fatalf("%d local secondary indexes, want one", len(indexes))
	}
	const attribute = "unsplit"
	schema := indexes[0].(map[string]any)["KeySchema"].([]any)
	if got := schema[1].(map[string]any)["AttributeName"]; got != attribute {
		t.Errorf("its sort key is %v, want %s", got, attribute)
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
			t.Errorf("%s names the attribute: written, the index has a price", file)
		}
	}
}
