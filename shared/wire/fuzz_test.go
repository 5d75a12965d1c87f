package wire_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

var millis = time.UnixMilli(1795500015000)

func seedWith(f *testing.F, pattern string) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", pattern))
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, file := range files {
		frame, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(frame)
	}
}

// Any frame is either rejected with a code, or decodes to a command that encodes and decodes
// to itself.
func FuzzCommand(f *testing.F) {
	seedWith(f, "command/*.json")
	f.Fuzz(func(t *testing.T, frame []byte) {
		again, err := decodeAny(frame)
		if err != nil {
			if _, ok := errors.AsType[*room.Error](err); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		if _, err := decodeAny(again); err != nil {
			t.Fatalf("%s was accepted, and encodes to %s: %v", frame, again, err)
		}
	})
}

func FuzzEvent(f *testing.F) {
	seedWith(f, "event/*.json")
	f.Fuzz(func(t *testing.T, frame []byte) {
		var d wire.Decoder
		if e, err := d.Decode(frame); err == nil && e != nil {
			room.NewReplica().Apply(e)
			wire.Encode(e)
		}
	})
}
