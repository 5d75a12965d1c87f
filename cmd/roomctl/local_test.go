package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/stack"
)

// roomctl -local does the same whatever store the local stack has its table in.
func TestLocal_everyStore(t *testing.T) {
	module, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, store := range []string{stack.DynamoDB, stack.Disk, stack.Memory} {
		t.Run(store, func(t *testing.T) {
			t.Chdir(t.TempDir())
			s, err := stack.Start(t.Context(), stack.Options{
				Module: module, Store: store, Data: ".local/data", Demo: "demo", Params: map[string]string{"SnapshotWindowSeconds": "0"},
			})
			if errors.Is(err, dynamodb.ErrNoJava) || errors.Is(err, dynamodb.ErrNoModules) {
				t.Skip(err)
			}
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			checkLocal(t, s.Bucket())
		})
	}
}

// local runs roomctl -local and returns its output and exit code.
func local(t *testing.T, args ...string) (string, int) {
	t.Helper()
	var out bytes.Buffer
	a := newApp()
	a.stdout, a.stderr, a.terminal = &out, &out, false
	a.setenv = func(key, value string) error { t.Setenv(key, value); return nil }
	code := a.run(t.Context(), append([]string{"-local"}, args...))
	return out.String(), code
}

// awaitBucket waits until the bucket has all changes of a room; it is behind the table.
func awaitBucket(t *testing.T, id string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		out, code := local(t, "snapshot", "-room", id)
		if code == 0 && strings.Contains(out, "nothing would be lost") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s: exit %d: %s", id, code, out)
		}
	}
}

func checkLocal(t *testing.T, bucket string) {
	t.Helper()
	must := func(want string, args ...string) {
		t.Helper()
		if out, code := local(t, args...); code != 0 || !strings.Contains(out, want) {
			t.Errorf("roomctl %s: exit %d: %s; want %q", strings.Join(args, " "), code, out, want)
		}
	}
	must("", "room", "create", "-room", "flat-12")
	if out, code := local(t, "room", "create", "-room", "flat-12"); code != 1 || !strings.Contains(out, "there is a room flat-12 already") {
		t.Errorf("the same room again: exit %d: %s", code, out)
	}
	must("flat-12", "room", "show", "-room", "flat-12")
	must("sofa.klinte", "room", "show", "-room", "demo", "-json")
	awaitBucket(t, "flat-12")
	awaitBucket(t, "demo")
	must("no differences", "verify", "-all")
	must(", 0 written", "migrate")
	must("0 rows written", "restore", "-room", "flat-12", "-from-bucket", bucket)
	must("No usage was counted", "cost", "room", "-room", "flat-12")
	must("flat-12: 0 items, 1 changes", "export", "-room", "flat-12", "-out", "flat.jsonl")
	must("", "import", "-room", "copy", "-in", "flat.jsonl")
	must("copy", "room", "show", "-room", "copy")
	must("", "room", "copy", "-room", "demo", "-to", "demo-2", "-owner", "customer:7")
	must("sofa.klinte", "room", "show", "-room", "demo-2", "-json")
	must("copy\ndemo\ndemo-2  customer:7\nflat-12\n", "room", "list")
	must("demo-2 is deleted", "room", "delete", "-room", "demo-2", "-yes")
	must(`"rooms": []`, "room", "list", "-owner", "customer:7", "-json")
}
