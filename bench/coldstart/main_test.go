package main

import (
	"path/filepath"
	"testing"

	"homstyle.dev/planner/localstack/template"
)

func TestFirstPoll(t *testing.T) {
	t.Chdir("../..")
	functions, err := readFunctions("template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(t.TempDir(), "expire")
	if err := build("expire", binary); err != nil {
		t.Fatal(err)
	}
	if elapsed, err := firstPoll(binary, environmentOf(t, functions, "expire")); err != nil || elapsed <= 0 {
		t.Errorf("with the template's variables: %v, %v", elapsed, err)
	}
	if _, err := firstPoll(binary, nil); err == nil {
		t.Error("without variables: a function that ended was measured")
	}
}

func environmentOf(t *testing.T, functions []template.Function, folder string) map[string]string {
	t.Helper()
	for _, fn := range functions {
		if fn.Folder == folder {
			return fn.Env
		}
	}
	t.Fatalf("the template has no function in functions/%s", folder)
	return nil
}
