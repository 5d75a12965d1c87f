package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// archiveChanges archives all later changes of the table, as the stream does.
func (b *testApp) archiveChanges(t *testing.T) {
	b.rooms.OnChange(func(c archive.Change) {
		if err := archive.Ingest(t.Context(), b.archiveOf("archive"), c.Room, []archive.Change{c}); err != nil {
			t.Fatal(err)
		}
	})
}

// newTestAppWithRoom returns a testApp with the room demo, which has five changes in the archive.
func newTestAppWithRoom(t *testing.T) *testApp {
	t.Helper()
	b := newTestApp(t)
	b.archiveChanges(t)
	origin := func(op room.Op, age time.Duration) room.Origin {
		return room.Origin{Peer: "anna", User: "u1", Name: "Anna\x1b[31m", Op: op, At: noon.Add(-age)}
	}
	if err := b.rooms.Create(t.Context(), "demo", origin(1, 3*time.Hour), roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	for n, step := range []room.Mutation{
		room.Add{ID: "sofa", Product: "sofa.klinte", Place: room.Place{X: 100}},
		room.Add{ID: "rug", Product: "rug.ljung"},
		room.Update{ID: "sofa", Variant: new("moss"), Version: 1},
		room.Remove{ID: "rug", Version: 1},
	} {
		age := time.Duration(150-40*n) * time.Minute
		b.commit(t, origin(room.Op(n+2), age), step)
	}
	return b
}

func TestHS2_historyNamesAuthorsAndChanges(t *testing.T) {
	b := newTestAppWithRoom(t)
	out := b.must(t, "history", "-room", "demo")
	if strings.Count(out, "\n") != 5 || !strings.HasSuffix(out, "Anna[31m removed rug (version 2)\n") {
		t.Errorf("history is\n%s", out)
	}
	if strings.Contains(out, "\x1b") {
		t.Error("the output has a terminal escape sequence")
	}
	out = b.must(t, "history", "-room", "demo", "-item", "rug", "-from", "1h", "-json")
	wantContains(t, out, `"removed":true`, `"user":"u1"`)
	if strings.Count(out, "\n") != 1 {
		t.Errorf("the last hour of the rug is\n%s", out)
	}
}

func TestHS1_HS3_replayAndDiff(t *testing.T) {
	b := newTestAppWithRoom(t)
	out := b.must(t, "replay", "-room", "demo", "-at", "100m")
	if !strings.Contains(out, "rug.ljung") || strings.Contains(out, "moss") {
		t.Errorf("the room a hundred minutes ago is\n%s", out)
	}
	out = b.must(t, "diff", "-room", "demo", "-from", "2026-11-24T10:20:00Z")
	wantContains(t, out, "removed  rug", "changed  sofa")
	to := fmt.Sprint(noon.Add(-99 * time.Minute).UnixMilli())
	out = b.must(t, "diff", "-room", "demo", "-from", "100m", "-to", to, "-json")
	var d struct{ Differences []differenceView }
	err := json.Unmarshal([]byte(out), &d, json.MatchCaseInsensitiveNames(true))
	if err != nil || len(d.Differences) != 0 {
		t.Errorf("%v in %s", err, out)
	}
}

func TestSnapshotCountsRowsThatAreNotArchived(t *testing.T) {
	b := newTestAppWithRoom(t)
	out := b.must(t, "snapshot", "-room", "demo")
	wantContains(t, out, "nothing would be lost")
	if strings.Count(out, "Z\n") < 2 {
		t.Errorf("want two hourly snapshots, got\n%s", out)
	}
	b.rooms.OnChange(func(archive.Change) {})
	origin := room.Origin{Peer: "bo", Op: 1, At: noon.Add(-3 * time.Second)}
	b.commit(t, origin, room.Update{ID: "sofa", Variant: new("red"), Version: 2})
	out = b.must(t, "snapshot", "-room", "demo")
	wantContains(t, out, "1 rows of the table are not in the bucket yet, the oldest for 3s")
	wantContains(t, b.must(t, "snapshot", "-room", "demo", "-json"), `"behindMs": 3000`)
}

func TestSN5_verifyReportsDifferences(t *testing.T) {
	b := newTestAppWithRoom(t)
	if out := b.must(t, "verify", "-all"); out != "demo: 5 changes replayed, no differences\n" {
		t.Errorf("verify printed %q", out)
	}
	b.rooms.OnChange(func(archive.Change) {}) // later changes are not archived
	origin := room.Origin{Peer: "bo", Op: 1, At: noon}
	b.commit(t, origin, room.Update{ID: "sofa", Variant: new("red"), Version: 2})
	b.out.Reset()
	if code := b.run(t.Context(), []string{"verify", "-room", "demo"}); code != 1 {
		t.Errorf("exit %d, want 1", code)
	}
	wantContains(t, b.out.String(), "sofa is version 2 in history, 3 in the table")
}

// After the loss of the table, a restore writes every archived change.
func TestLostTableIsRestoredFromTheBucket(t *testing.T) {
	b := newTestAppWithRoom(t)
	before := b.must(t, "replay", "-room", "demo", "-json")
	b.rooms = memory.New()
	b.must(t, "restore", "-all", "-from-bucket", "archive")
	b.must(t, "verify", "-all")
	if after := b.must(t, "replay", "-room", "demo", "-json"); after != before {
		t.Errorf("restored\n%s\nwant\n%s", after, before)
	}
	if out := b.must(t, "restore", "-all", "-from-bucket", "archive", "-json"); !strings.Contains(out, `"rows": 0`) {
		t.Errorf("a second restore wrote %s", out)
	}
	b.rooms = memory.New() // restore to another stack, with its own bucket
	b.env["HOMSTYLE_BUCKET"] = "new"
	version := archive.NamedVersion{At: noon, Name: "noon"}
	if err := b.archiveOf("archive").PutNamedVersion(t.Context(), "demo", version); err != nil {
		t.Fatal(err)
	}
	b.must(t, "restore", "-room", "demo", "-from-bucket", "archive")
	b.must(t, "verify", "-all")
	if named, err := b.archiveOf("new").ListNamedVersions(t.Context(), "demo"); err != nil || len(named) != 1 {
		t.Errorf("named versions %+v, %v", named, err)
	}
	if after := b.must(t, "replay", "-room", "demo", "-at", "100m"); !strings.Contains(after, "rug.ljung") {
		t.Errorf("the history was not copied:\n%s", after)
	}
}

// The table was recovered to a moment; a restore writes the later changes from the archive.
func TestSN10_restoreUpdatesARecoveredTable(t *testing.T) {
	b := newTestAppWithRoom(t)
	before := b.must(t, "replay", "-room", "demo", "-json")
	old, err := archive.StateAt(t.Context(), b.archiveOf("archive"), "demo", noon.Add(-100*time.Minute), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	if _, err := b.rooms.RestoreRows(t.Context(), old, func() {}); err != nil {
		t.Fatal(err)
	}
	if code := b.run(t.Context(), []string{"verify", "-all"}); code != 1 {
		t.Errorf("verify of the older table succeeded, want differences")
	}
	if out := b.must(t, "restore", "-all", "-from-bucket", "archive", "-json"); !strings.Contains(out, `"rows": 2`) {
		t.Errorf("restore wrote %s, want sofa and rug", out)
	}
	b.must(t, "verify", "-all")
	if after := b.must(t, "replay", "-room", "demo", "-json"); after != before {
		t.Errorf("restored\n%s\nwant\n%s", after, before)
	}
}

// Changes that were made in the recovered table before the restore are kept, and the history
// continues after them.
func TestSN10_restoreKeepsChangesInARecoveredTable(t *testing.T) {
	b := newTestAppWithRoom(t)
	old, err := archive.StateAt(t.Context(), b.archiveOf("archive"), "demo", noon.Add(-100*time.Minute), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	b.archiveChanges(t)
	if _, err := b.rooms.RestoreRows(t.Context(), old, func() {}); err != nil {
		t.Fatal(err)
	}
	origin := room.Origin{Peer: "bo", User: "u2", Name: "Bo", Op: 1, At: noon}
	b.commit(t, origin, room.Update{ID: "sofa", Variant: new("red"), Version: 1})
	b.must(t, "restore", "-all", "-from-bucket", "archive")
	b.must(t, "verify", "-all")
	if out := b.must(t, "replay", "-room", "demo"); !strings.Contains(out, "red") {
		t.Errorf("the change of the sofa is lost:\n%s", out)
	}
}

func TestSN8_deletedRoomIsNotRestored(t *testing.T) {
	for name, recovered := range map[string]bool{"table lost": false, "table recovered to before": true} {
		t.Run(name, func(t *testing.T) {
			b := newTestAppWithRoom(t)
			if err := b.archiveOf("archive").Erase(t.Context(), "demo", noon); err != nil {
				t.Fatal(err)
			}
			if !recovered {
				b.rooms = memory.New()
			}
			wantContains(t, b.must(t, "restore", "-all", "-from-bucket", "archive", "-json"), `"rooms": 0`)
			b.must(t, "verify", "-all")
			b.fails(t, 1, "room", "show", "-room", "demo")
			older := room.TokenInfo{Issued: noon.Add(-time.Minute)}
			if revoked, err := b.rooms.Revoked(t.Context(), "demo", older); err != nil || !revoked {
				t.Errorf("a token from before the deletion is not revoked: %v", err)
			}
		})
	}
}

func TestExportAndImport(t *testing.T) {
	b := newTestAppWithRoom(t)
	file := filepath.Join(t.TempDir(), "demo.jsonl")
	if out := b.must(t, "export", "-room", "demo", "-out", file); out != "demo: 2 items, 5 changes\n" {
		t.Errorf("export printed %q", out)
	}
	b.fails(t, 1, "export", "-room", "demo", "-out", file) // the file exists
	b.fails(t, 1, "import", "-room", "demo", "-in", file)
	b.must(t, "import", "-room", "copy", "-in", file)
	if out := b.must(t, "verify", "-room", "copy"); !strings.Contains(out, "5 changes replayed, no differences") {
		t.Errorf("verify printed %q", out)
	}
	original := b.must(t, "replay", "-room", "demo", "-json")
	imported := b.must(t, "replay", "-room", "copy", "-json")
	if imported != strings.Replace(original, `"demo"`, `"copy"`, 1) {
		t.Errorf("the imported room is\n%s\nthe exported one\n%s", imported, original)
	}
	broken := filepath.Join(t.TempDir(), "broken.jsonl")
	text, _ := os.ReadFile(file)
	if err := os.WriteFile(broken, append(text, `{"schema":2,"changes":[{`...), 0o600); err != nil {
		t.Fatal(err)
	}
	wantContains(t, b.fails(t, 1, "import", "-room", "third", "-in", broken), "line 3")
	if _, err := b.rooms.Load(t.Context(), "third"); room.CodeOf(err) != room.NotFound {
		t.Error("a truncated file created a room")
	}
}

func TestHS4_restoreUsesTheHTTPAPI(t *testing.T) {
	b := newTestAppWithRoom(t)
	b.must(t, "key", "add", "-kid", "k1")
	var request, token string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, 100)
		n, _ := r.Body.Read(body)
		request = r.URL.Path + " " + string(body[:n])
		token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if strings.Contains(request, "gone") {
			http.Error(w, `{"detail":"There is no such room."}`, http.StatusNotFound)
			return
		}
		fmt.Fprint(w, `{"changed":2,"undo":1795510799999,
			"kept":[{"item":"sofa","code":"held","detail":"Bo holds sofa."}]}`)
	}))
	defer server.Close()
	b.env["HOMSTYLE_API_URL"] = server.URL + "/"
	out := b.must(t, "restore", "-room", "demo", "-at", "1h")
	wantContains(t, out, "-at 1795510799999 undoes it", "kept: Bo holds sofa.")
	want := fmt.Sprintf(`/rooms/demo/restore {"at":%d}`, noon.Add(-time.Hour).UnixMilli())
	if request != want {
		t.Errorf("sent %s, want %s", request, want)
	}
	c, err := auth.Verify(token, b.key(0), noon)
	if err != nil || c.Role != room.Owner || c.Room != "demo" {
		t.Errorf("the token's claims are %+v, %v", c, err)
	}
	wantContains(t, b.fails(t, 1, "restore", "-room", "gone", "-at", "1h"), "404", "There is no such room.")
}

func TestMG3_migrateSavesItsPosition(t *testing.T) {
	b := newTestApp(t)
	file := filepath.Join(t.TempDir(), "cursor")
	var starts []dynamo.Cursor
	stop := true
	b.migrate = func(_ context.Context, table string, from dynamo.Cursor, each func(dynamo.Progress) error) error {
		starts = append(starts, from)
		at := dynamo.Cursor{PK: "ROOM#a", SK: "META"}
		if err := each(dynamo.Progress{Scanned: 3, Written: 2, Cursor: at}); err != nil || stop {
			return errors.Join(err, errors.New("throttled"))
		}
		return each(dynamo.Progress{Scanned: 5, Written: 2})
	}
	wantContains(t, b.fails(t, 1, "migrate", "-cursor", file), "the next run continues from "+file)
	stop = false
	wantContains(t, b.must(t, "migrate", "-cursor", file, "-json"), `"resumed": true`)
	if starts[1].PK != "ROOM#a" {
		t.Errorf("the second run began at %+v, want ROOM#a", starts[1])
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of a completed migration exists: %v", err)
	}
	if err := os.WriteFile(file, []byte(`{"table":"other","at":{"pk":"a","sk":"b"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	wantContains(t, b.fails(t, 1, "migrate", "-cursor", file), "belongs to table other")
}

func TestUsageErrorsOfHistoryCommands(t *testing.T) {
	for args, want := range map[string]string{
		"history":                                  `-room ""`,
		"replay -room demo -at yesterday":          `-at "yesterday" is not a moment`,
		"diff -room demo":                          "-from is missing",
		"verify":                                   "give one of -room and -all",
		"verify -all -room demo":                   "give one of -room and -all",
		"restore -room demo":                       "give one of -at and -from-bucket",
		"restore -all -at 1h":                      "-at needs -room, not -all",
		"restore -room demo -at 1h":                "-api-url is missing",
		"restore -room demo -at 1h -from-bucket b": "give one of -at and -from-bucket",
		"export -room demo":                        "-out is missing",
		"import -room demo":                        "-in is missing",
	} {
		if output := newTestApp(t).fails(t, 2, strings.Fields(args)...); !strings.Contains(output, want) {
			t.Errorf("%s: printed %q, want %q in it", args, output, want)
		}
	}
}

// damagedArchive is an archive whose history has a part that can't be read.
type damagedArchive struct{ roomArchive }

func (d damagedArchive) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	return func(yield func(archive.Change, error) bool) {
		damaged := &archive.DamagedError{Key: "rooms/demo/history/1.json", Err: errors.New("unexpected end")}
		if !yield(archive.Change{}, damaged) {
			return
		}
		for c, err := range d.roomArchive.History(ctx, id, from) {
			if !yield(c, err) {
				return
			}
		}
	}
}

func TestSN10_restoreIntoAnotherBucketReportsADamagedPart(t *testing.T) {
	b := newTestAppWithRoom(t)
	before := b.must(t, "replay", "-room", "demo", "-json")
	b.rooms = memory.New()
	b.env["HOMSTYLE_BUCKET"] = "new"
	b.archive = func(_ context.Context, bucket string) (roomArchive, error) {
		if bucket == "archive" {
			return damagedArchive{b.archiveOf(bucket)}, nil
		}
		return b.archiveOf(bucket), nil
	}
	stdout, stderr := b.failsPartly(t, "restore", "-room", "demo", "-from-bucket", "archive", "-json")
	wantContains(t, stderr, "demo: not copied: rooms/demo/history/1.json can't be read", "1 objects were not copied")
	wantContains(t, stdout, `"rooms": 1`, `"incomplete": [`, "history/1.json")
	if after := b.must(t, "replay", "-room", "demo", "-json"); after != before {
		t.Errorf("restored\n%s\nwant\n%s", after, before)
	}
}
