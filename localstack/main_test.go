package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cancelWriter cancels a context at each write, as Ctrl-C does after the start.
type cancelWriter struct {
	bytes.Buffer
	cancel context.CancelFunc
}

func (s *cancelWriter) Write(p []byte) (int, error) {
	defer s.cancel()
	return s.Buffer.Write(p)
}

func TestRun_printsTheAddressesAndStops(t *testing.T) {
	data := t.TempDir()
	t.Chdir("..")
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelWriter{cancel: cancel}
	args := []string{
		"-store", "memory", "-addr", "127.0.0.1:0", "-data", data, "-param", "MessageBudget=50", "-quiet",
	}
	if err := run(ctx, args, out, os.Stderr); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/?room=vardagsrum", "/demo.html?room=vardagsrum", "ws://127.0.0.1:", data, "Stopping."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
	if _, err := os.Stat(filepath.Join(data, "env")); !os.IsNotExist(err) {
		t.Errorf("the env file exists after the end of the stack: %v", err)
	}
}

func TestRun_pageIsNotBuilt(t *testing.T) {
	data := t.TempDir()
	t.Chdir("..")
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelWriter{cancel: cancel}
	web := filepath.Join(data, "none")
	args := []string{"-store", "memory", "-addr", "127.0.0.1:0", "-data", data, "-web", web, "-quiet"}
	if err := run(ctx, args, out, os.Stderr); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "npm --prefix web run build") {
		t.Errorf("the output does not say how to build the page: %s", out.String())
	}
}

// Without Java the default is a table on disk, and the output says how to get DynamoDB Local.
func TestRun_withoutJava(t *testing.T) {
	data := t.TempDir()
	t.Chdir("..")
	t.Setenv("PATH", t.TempDir())
	for _, why := range []string{"DynamoDB Local ", "the table that " + data + " has"} { // at the first start, and then
		ctx, cancel := context.WithCancel(t.Context())
		out := &cancelWriter{cancel: cancel}
		if err := run(ctx, []string{"-addr", "127.0.0.1:0", "-data", data, "-quiet"}, out, os.Stderr); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"table disk", "The table is a file (-store disk): " + why, "Java 17, then -store dynamodb"} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("no %q in %s", want, out.String())
			}
		}
	}
}

func TestRun_refusesUnknownArguments(t *testing.T) {
	for arg, want := range map[string]string{
		"room": `unexpected argument "room"`, "-param=x": "want KEY=VALUE", "-lambda=docker": "-lambda must be",
	} {
		var out bytes.Buffer
		err := run(t.Context(), []string{arg}, &out, &out)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", arg, err)
		}
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-help"}, &out, &out); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-help: %v", err)
	}
}
