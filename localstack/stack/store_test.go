package stack

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/shared/room"
)

// itemsOf returns the number of items in the demo room.
func (s *Stack) itemsOf(t *testing.T) int {
	t.Helper()
	r, err := s.Store().Load(t.Context(), demo)
	if err != nil {
		t.Fatal(err)
	}
	return len(r.Items)
}

// The rooms of -store disk, and the changes that the bucket does not have yet, are there after a restart.
func TestDisk_restart(t *testing.T) {
	dir := t.TempDir()
	slow := map[string]string{"SnapshotWindowSeconds": "300"} // the stack ends before the changes are delivered
	s := start(t, Options{Store: Disk, Data: dir, Params: slow})
	origin := room.Origin{Peer: "p", Op: 1, At: time.Now().UTC().Truncate(time.Millisecond)}
	lamp := []room.Mutation{room.Add{ID: "new-lamp", Product: "lamp.manljus", Place: room.Place{X: 4711}}}
	if _, err := s.Store().Commit(t.Context(), demo, origin, lamp); err != nil {
		t.Fatal(err)
	}
	want := s.itemsOf(t)
	s.Close()

	s = start(t, Options{Store: Disk, Data: dir})
	if got := s.itemsOf(t); got != want {
		t.Errorf("%d items after a restart, want %d", got, want)
	}
	awaitSnapshot(t, s, 4711)
}

// Auto chooses DynamoDB where it runs, else the disk, and goes on with the table that the folder has.
func TestAuto_choosesTheTable(t *testing.T) {
	tests := map[string]struct {
		noJava bool
		left   Options // of an earlier run, or none
		o      Options
		want   string // the store, or the error
	}{
		"Java":                           {want: DynamoDB},
		"no Java":                        {noJava: true, want: Disk},
		"no Java, and processes":         {noJava: true, o: Options{Lambda: Process}, want: dynamodb.ErrNoJava.Error()},
		"Java, and rooms on disk":        {left: Options{Store: Disk}, want: Disk},
		"no Java, and rooms in DynamoDB": {noJava: true, left: Options{Store: DynamoDB}, want: "are in a table of DynamoDB Local"},
		"-store disk, rooms in DynamoDB": {left: Options{Store: DynamoDB}, o: Options{Store: Disk}, want: "are in the table of -store dynamodb, which -store disk can't use"},
		"-store dynamodb, rooms on disk": {left: Options{Store: Disk}, o: Options{Store: DynamoDB}, want: "are in the table of -store disk, which -store dynamodb can't use"},
		"-lambda process, rooms on disk": {left: Options{Store: Disk}, o: Options{Lambda: Process}, want: "which -lambda process can't use"},
		"-fresh, rooms on disk":          {left: Options{Store: Disk}, o: Options{Fresh: true}, want: DynamoDB},
		"-store memory, rooms on disk":   {left: Options{Store: Disk}, o: Options{Store: Memory}, want: Memory},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			if tt.left.Store != "" {
				tt.left.Data = data
				start(t, tt.left).Close()
			}
			if tt.noJava {
				t.Setenv("PATH", t.TempDir())
			}
			tt.o.Data = data
			if tt.o.Store == "" {
				tt.o.Store = Auto
			}
			s, err := Start(t.Context(), tt.o)
			if err != nil {
				if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
					t.Errorf("got %v, want %s", err, tt.want)
				}
				return
			}
			defer s.Close()
			store, reason := s.Table()
			if store != tt.want || (reason != nil) != (tt.noJava && store == Disk) || reason != nil && !errors.Is(reason, dynamodb.ErrNoJava) {
				t.Errorf("the store is %s because of %v, want %s", store, reason, tt.want)
			}
			if _, err := os.Stat(filepath.Join(data, tableFile)); (err == nil) != (store == Disk || tt.left.Store == Disk && store == Memory) {
				t.Errorf("the file of the table: %v", err)
			}
		})
	}
}
