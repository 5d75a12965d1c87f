package main

import (
	"context"
	"errors"
	"fmt"
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

// keep has the changes of the bench's table archived, as its stream would.
func (b *bench) keep(t *testing.T) {
	b.rooms.OnChange(func(c archive.Change) {
		if err := archive.Ingest(t.Context(), b.archiveOf("kept"), c.Room, []archive.Change{c}); err != nil {
			t.Fatal(err)
		}
	})
}

// furnished is a bench with one room that people have changed, all of it archived.
func furnished(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.keep(t)
	stamp := func(op room.Op, ago time.Duration) room.Origin {
		return room.Origin{Peer: "anna", User: "u1", Name: "Anna\x1b[31m", Op: op, At: noon.Add(-ago)}
	}
	if err := b.rooms.Create(t.Context(), "demo", stamp(1, 3*time.Hour), roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	for n, step := range []room.Mutation{
		room.Add{ID: "sofa", Product: "sofa.klinte", Place: room.Place{X: 100}},
		room.Add{ID: "rug", Product: "rug.ljung"},
		room.Update{ID: "sofa", Variant: "moss", Version: 1},
		room.Remove{ID: "rug", Version: 1},
	} {
		if _, err := b.rooms.Commit(t.Context(), "demo", stamp(room.Op(n+2), time.Duration(150-40*n)*time.Minute), []room.Mutation{step}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestHS2_historySaysWhoDidWhat(t *testing.T) {
	b := furnished(t)
	out := b.must(t, "history", "-room", "demo")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 5 || !strings.Contains(lines[4], "Anna[31m removed rug (version 2)") {
		t.Errorf("history is\n%s", out)
	}
	if strings.Contains(out, "\x1b") {
		t.Error("a name steers the terminal")
	}
	if out := b.must(t, "history", "-room", "demo", "-item", "rug", "-from", "1h", "-json"); strings.Count(out, "\n") != 1 || !strings.Contains(out, `"removed":true`) || !strings.Contains(out, `"user":"u1"`) {
		t.Errorf("the last hour of the rug is\n%s", out)
	}
}

func TestHS1_HS3_replayAndDiff(t *testing.T) {
	b := furnished(t)
	if out := b.must(t, "replay", "-room", "demo", "-at", "100m"); !strings.Contains(out, "rug.ljung") || strings.Contains(out, "moss") {
		t.Errorf("a hundred minutes ago\n%s", out)
	}
	if out := b.must(t, "diff", "-room", "demo", "-from", "2026-11-24T10:20:00Z"); !strings.Contains(out, "removed  rug") || !strings.Contains(out, "changed  sofa") {
		t.Errorf("since then\n%s", out)
	}
	var d struct{ Differences []differenceView }
	out := b.must(t, "diff", "-room", "demo", "-from", "100m", "-to", fmt.Sprint(noon.Add(-99*time.Minute).UnixMilli()), "-json")
	if err := json.Unmarshal([]byte(out), &d, json.MatchCaseInsensitiveNames(true)); err != nil || len(d.Differences) != 0 {
		t.Errorf("%v in %s", err, out)
	}
}

func TestSnapshotSaysWhatWouldBeLost(t *testing.T) {
	b := furnished(t)
	if out := b.must(t, "snapshot", "-room", "demo"); !strings.Contains(out, "nothing would be lost") || strings.Count(out, "Z\n") < 2 {
		t.Errorf("snapshots\n%s", out)
	}
	b.rooms.OnChange(func(archive.Change) {})
	stamp := room.Origin{Peer: "bo", Op: 1, At: noon.Add(-3 * time.Second)}
	if _, err := b.rooms.Commit(t.Context(), "demo", stamp, []room.Mutation{room.Update{ID: "sofa", Variant: "red", Version: 2}}); err != nil {
		t.Fatal(err)
	}
	if out := b.must(t, "snapshot", "-room", "demo"); !strings.Contains(out, "1 rows of the table are not in the bucket yet, the oldest for 3s") {
		t.Errorf("snapshots\n%s", out)
	}
	if out := b.must(t, "snapshot", "-room", "demo", "-json"); !strings.Contains(out, `"behindMs": 3000`) {
		t.Errorf("snapshots\n%s", out)
	}
}

func TestSN5_verifyFindsWhatDiffers(t *testing.T) {
	b := furnished(t)
	if out := b.must(t, "verify", "-all"); out != "demo: 5 changes replayed, no differences\n" {
		t.Errorf("verify said %q", out)
	}
	b.rooms.OnChange(func(archive.Change) {}) // the stream is lost
	stamp := room.Origin{Peer: "bo", Op: 1, At: noon}
	if _, err := b.rooms.Commit(t.Context(), "demo", stamp, []room.Mutation{room.Update{ID: "sofa", Variant: "red", Version: 2}}); err != nil {
		t.Fatal(err)
	}
	b.out.Reset()
	if code := b.run(t.Context(), []string{"verify", "-room", "demo"}); code != 1 || !strings.Contains(b.out.String(), "sofa is version 2 in history, 3 in the table") {
		t.Errorf("exit %d: %s", code, b.out.String())
	}
}

// The table is lost; every change that was acknowledged, and archived, is back.
func TestTableThatIsLostComesBackFromTheBucket(t *testing.T) {
	b := furnished(t)
	before := b.must(t, "replay", "-room", "demo", "-json")
	b.rooms = memory.New()
	b.must(t, "restore", "-all", "-from-bucket", "kept")
	b.must(t, "verify", "-all")
	if after := b.must(t, "replay", "-room", "demo", "-json"); after != before {
		t.Errorf("came back as\n%s\nwas\n%s", after, before)
	}
	if out := b.must(t, "restore", "-all", "-from-bucket", "kept", "-json"); !strings.Contains(out, `"rows": 0`) {
		t.Errorf("a second run wrote %s", out)
	}
	b.rooms = memory.New() // and now into another stack, with a bucket of its own
	b.env["HOMSTYLE_BUCKET"] = "new"
	if err := b.archiveOf("kept").PutNamedVersion(t.Context(), "demo", archive.NamedVersion{At: noon, Name: "noon"}); err != nil {
		t.Fatal(err)
	}
	b.must(t, "restore", "-room", "demo", "-from-bucket", "kept")
	b.must(t, "verify", "-all")
	if named, err := b.archiveOf("new").ListNamedVersions(t.Context(), "demo"); err != nil || len(named) != 1 {
		t.Errorf("moments %+v, %v", named, err)
	}
	if after := b.must(t, "replay", "-room", "demo", "-at", "100m"); !strings.Contains(after, "rug.ljung") {
		t.Errorf("history did not come along:\n%s", after)
	}
}

// The table is recovered to a moment: what the archive has of later is brought back.
func TestSN10_recoveredTableIsBroughtForward(t *testing.T) {
	b := furnished(t)
	before := b.must(t, "replay", "-room", "demo", "-json")
	old, err := archive.StateAt(t.Context(), b.archiveOf("kept"), "demo", noon.Add(-100*time.Minute), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	if _, err := b.rooms.RestoreRows(t.Context(), old, func() {}); err != nil {
		t.Fatal(err)
	}
	if code := b.run(t.Context(), []string{"verify", "-all"}); code != 1 {
		t.Errorf("the table of before agrees with the archive")
	}
	if out := b.must(t, "restore", "-all", "-from-bucket", "kept", "-json"); !strings.Contains(out, `"rows": 2`) {
		t.Errorf("restore wrote %s, want sofa and rug", out)
	}
	b.must(t, "verify", "-all")
	if after := b.must(t, "replay", "-room", "demo", "-json"); after != before {
		t.Errorf("became\n%s\nwas\n%s", after, before)
	}
}

// People were in the recovered table before anybody brought it forward: what they did
// stays, and history goes on from it.
func TestSN10_whatWasChangedInARecoveredTableStays(t *testing.T) {
	b := furnished(t)
	old, err := archive.StateAt(t.Context(), b.archiveOf("kept"), "demo", noon.Add(-100*time.Minute), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.rooms = memory.New()
	b.keep(t)
	if _, err := b.rooms.RestoreRows(t.Context(), old, func() {}); err != nil {
		t.Fatal(err)
	}
	stamp := room.Origin{Peer: "bo", User: "u2", Name: "Bo", Op: 1, At: noon}
	if _, err := b.rooms.Commit(t.Context(), "demo", stamp, []room.Mutation{room.Update{ID: "sofa", Variant: "red", Version: 1}}); err != nil {
		t.Fatal(err)
	}
	b.must(t, "restore", "-all", "-from-bucket", "kept")
	b.must(t, "verify", "-all")
	if out := b.must(t, "replay", "-room", "demo"); !strings.Contains(out, "red") {
		t.Errorf("bo's sofa is lost:\n%s", out)
	}
}

func TestSN8_deletedRoomIsNotBroughtBack(t *testing.T) {
	for name, recovered := range map[string]bool{"table lost": false, "table recovered to before": true} {
		t.Run(name, func(t *testing.T) {
			b := furnished(t)
			if err := b.archiveOf("kept").Erase(t.Context(), "demo", noon); err != nil {
				t.Fatal(err)
			}
			if !recovered {
				b.rooms = memory.New()
			}
			if out := b.must(t, "restore", "-all", "-from-bucket", "kept", "-json"); !strings.Contains(out, `"rooms": 0`) {
				t.Errorf("%s", out)
			}
			b.must(t, "verify", "-all")
			b.fails(t, 1, "room", "show", "-room", "demo")
			if out, err := b.rooms.Revoked(t.Context(), "demo", room.TokenInfo{Issued: noon.Add(-time.Minute)}); err != nil || !out {
				t.Errorf("a token of before lets in: %v", err)
			}
		})
	}
}

func TestExportAndImport(t *testing.T) {
	b := furnished(t)
	file := filepath.Join(t.TempDir(), "demo.jsonl")
	if out := b.must(t, "export", "-room", "demo", "-out", file); out != "demo: 2 items, 5 changes\n" {
		t.Errorf("export said %q", out)
	}
	b.fails(t, 1, "export", "-room", "demo", "-out", file) // it is there
	b.fails(t, 1, "import", "-room", "demo", "-in", file)
	b.must(t, "import", "-room", "copy", "-in", file)
	if out := b.must(t, "verify", "-room", "copy"); !strings.Contains(out, "5 changes replayed, no differences") {
		t.Errorf("verify said %q", out)
	}
	a, c := b.must(t, "replay", "-room", "demo", "-json"), b.must(t, "replay", "-room", "copy", "-json")
	if c != strings.Replace(a, `"demo"`, `"copy"`, 1) {
		t.Errorf("the copy is\n%s\nthe room\n%s", c, a)
	}
	broken := filepath.Join(t.TempDir(), "broken.jsonl")
	text, _ := os.ReadFile(file)
	if err := os.WriteFile(broken, append(text, `{"schema":2,"changes":[{`...), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := b.fails(t, 1, "import", "-room", "third", "-in", broken); !strings.Contains(said, "line 3") {
		t.Errorf("said %q", said)
	}
	if _, err := b.rooms.Load(t.Context(), "third"); room.CodeOf(err) != room.NotFound {
		t.Error("half a file made a room")
	}
}

func TestHS4_restoreGoesThroughTheAPI(t *testing.T) {
	b := furnished(t)
	b.must(t, "key", "add", "-kid", "k1")
	var asked, token string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, 100)
		n, _ := r.Body.Read(body)
		asked, token = r.URL.Path+" "+string(body[:n]), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if strings.Contains(asked, "gone") {
			http.Error(w, `{"detail":"There is no such room."}`, http.StatusNotFound)
			return
		}
		fmt.Fprint(w, `{"changed":2,"kept":[{"item":"sofa","code":"held","detail":"Bo holds sofa."}],"undo":1795510799999}`)
	}))
	defer server.Close()
	b.env["HOMSTYLE_API_URL"] = server.URL + "/"
	out := b.must(t, "restore", "-room", "demo", "-at", "1h")
	if asked != fmt.Sprintf(`/rooms/demo/restore {"at":%d}`, noon.Add(-time.Hour).UnixMilli()) || !strings.Contains(out, "-at 1795510799999 undoes it") || !strings.Contains(out, "kept: Bo holds sofa.") {
		t.Errorf("asked %s, said %s", asked, out)
	}
	c, err := auth.Verify(token, func(string) ([]byte, error) { return []byte(*b.parameters.stored[0].Value), nil }, noon)
	if err != nil || c.Role != room.Owner || c.Room != "demo" {
		t.Errorf("its token says %+v, %v", c, err)
	}
	if said := b.fails(t, 1, "restore", "-room", "gone", "-at", "1h"); !strings.Contains(said, "404") || !strings.Contains(said, "There is no such room.") {
		t.Errorf("said %q", said)
	}
}

func TestMG3_migrateNotesWhereItIs(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(t.TempDir(), "cursor")
	var began []dynamo.Cursor
	stop := true
	b.migrate = func(_ context.Context, table string, from dynamo.Cursor, each func(dynamo.Progress) error) error {
		began = append(began, from)
		at := dynamo.Cursor{PK: "ROOM#a", SK: "META"}
		if err := each(dynamo.Progress{Scanned: 3, Written: 2, Cursor: at}); err != nil || stop {
			return errors.Join(err, errors.New("throttled"))
		}
		return each(dynamo.Progress{Scanned: 5, Written: 2})
	}
	if said := b.fails(t, 1, "migrate", "-cursor", file); !strings.Contains(said, "the next run continues from "+file) {
		t.Errorf("said %q", said)
	}
	stop = false
	if out := b.must(t, "migrate", "-cursor", file, "-json"); !strings.Contains(out, `"resumed": true`) || began[1].PK != "ROOM#a" {
		t.Errorf("went on from %+v: %s", began[1], out)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of a finished migration is left: %v", err)
	}
	if err := os.WriteFile(file, []byte(`{"table":"other","at":{"pk":"a","sk":"b"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := b.fails(t, 1, "migrate", "-cursor", file); !strings.Contains(said, "belongs to table other") {
		t.Errorf("said %q", said)
	}
}

func TestHistoryMistakes(t *testing.T) {
	for args, says := range map[string]string{
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
		if said := newBench(t).fails(t, 2, strings.Fields(args)...); !strings.Contains(said, says) {
			t.Errorf("%s: said %q, want %q in it", args, said, says)
		}
	}
}
