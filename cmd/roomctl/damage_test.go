package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/localstack/objects"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/s3archive"
)

// bucketApp is a testApp whose archives are buckets.
type bucketApp struct {
	*testApp
	client *s3.Client
}

// newEmptyBucketApp returns one without rooms, whose bucket gets all changes of the table.
func newEmptyBucketApp(t *testing.T) *bucketApp {
	t.Helper()
	store, err := objects.Open("", []string{"archive", "new"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	b := &bucketApp{testApp: newTestApp(t), client: s3.New(s3.Options{
		Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})}
	b.archive = func(_ context.Context, bucket string) (roomArchive, error) { return b.in(bucket), nil }
	b.rooms.OnChange(func(c archive.Change) {
		b.check(t, archive.Ingest(t.Context(), b.in("archive"), c.Room, []archive.Change{c}))
	})
	return b
}

// newBucketApp returns one with the rooms demo and other, which have the same content: each was deleted,
// created again and changed over two hours, and has a named moment.
func newBucketApp(t *testing.T) *bucketApp {
	t.Helper()
	b := newEmptyBucketApp(t)
	for _, id := range []room.ID{"demo", "other"} {
		b.create(t, id, 5*time.Hour)
		b.check(t, b.rooms.Erase(t.Context(), id))
		b.check(t, b.in("archive").Erase(t.Context(), id, noon.Add(-4*time.Hour)))
		b.create(t, id, 3*time.Hour)
		b.change(t, id, 150, room.Add{ID: "sofa", Product: "sofa.klinte", Place: room.Place{X: 100}})
		b.change(t, id, 110, room.Add{ID: "rug", Product: "rug.ljung"})
		b.change(t, id, 70, room.Update{ID: "sofa", Variant: new("moss"), Version: 1})
		b.change(t, id, 30, room.Remove{ID: "rug", Version: 1})
		named := archive.NamedVersion{At: noon, Name: "noon", By: room.Author{At: noon}}
		b.check(t, b.in("archive").PutNamedVersion(t.Context(), id, named))
	}
	return b
}

func (b *bucketApp) in(bucket string) *s3archive.Archive { return s3archive.New(b.client, bucket) }

func (b *bucketApp) check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (b *bucketApp) create(t *testing.T, id room.ID, age time.Duration) {
	t.Helper()
	origin := room.Origin{Peer: "anna", Op: 1, At: noon.Add(-age)}
	b.check(t, b.rooms.Create(t.Context(), id, origin, roomtest.Plan()))
}

func (b *bucketApp) change(t *testing.T, id room.ID, minutes int, step room.Mutation) {
	t.Helper()
	origin := room.Origin{Peer: "anna", Op: room.Op(1000 - minutes), At: noon.Add(-time.Duration(minutes) * time.Minute)}
	_, err := b.rooms.Commit(t.Context(), id, origin, []room.Mutation{step})
	b.check(t, err)
}

// keys returns the keys of a room's objects below a folder, in order.
func (b *bucketApp) keys(t *testing.T, id, folder string) (all []string) {
	t.Helper()
	in := &s3.ListObjectsV2Input{Bucket: aws.String("archive"), Prefix: aws.String("rooms/" + id + "/" + folder)}
	out, err := b.client.ListObjectsV2(t.Context(), in)
	b.check(t, err)
	for _, o := range out.Contents {
		all = append(all, *o.Key)
	}
	return all
}

func (b *bucketApp) read(t *testing.T, key string) string {
	t.Helper()
	out, err := b.client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String("archive"), Key: &key})
	b.check(t, err)
	body, err := io.ReadAll(out.Body)
	b.check(t, err)
	return string(body)
}

func (b *bucketApp) put(t *testing.T, key, body string) {
	t.Helper()
	in := &s3.PutObjectInput{Bucket: aws.String("archive"), Key: &key, Body: strings.NewReader(body)}
	_, err := b.client.PutObject(t.Context(), in)
	b.check(t, err)
}

func (b *bucketApp) remove(t *testing.T, key string) {
	t.Helper()
	_, err := b.client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String("archive"), Key: &key})
	b.check(t, err)
}

// kinds has the kinds of object of a room: its folder or name, and which object of the folder.
var kinds = map[string]struct {
	folder string
	nth    int
	lost   string // what verify prints if the object is lost; "" if nothing else tells that it existed
}{
	"the newest snapshot":        {"snapshot.json", 0, "the newest snapshot is missing"},
	"an hourly snapshot":         {"snapshots/", 0, "the hourly snapshot of the hour from 2026-11-24T09:00:00Z is missing"},
	"the newest hourly snapshot": {"snapshots/", 1, "the hourly snapshot of the hour from 2026-11-24T10:00:00Z is missing"},
	"the plan's segment":         {"history/", 0, "history lacks version 1 of the plan"},
	"a segment":                  {"history/", 1, "history lacks version 1 of sofa"},
	"the last segment":           {"history/", 4, "history lacks version 2 of rug"},
	"the time of deletion":       {"erased.json", 0, "rooms/demo/erased.json is missing"},
	"the named moments":          {"moments.json", 0, ""},
}

// ways has the ways in which an object is damaged: what replaces its body, given that of the same
// object of the room other.
var ways = map[string]func(body, other string) string{
	"emptied":            func(string, string) string { return "" },
	"an empty object":    func(string, string) string { return "{}" },
	"a list":             func(string, string) string { return "[]" },
	"its header only":    func(string, string) string { return "{" + schema(0) + `,"room":"demo"}` },
	"garbage":            func(string, string) string { return "\x00\xffgarbage" },
	"cut":                func(body, _ string) string { return body[:len(body)/2] },
	"doubled":            func(body, _ string) string { return body + body },
	"another room's":     func(_, other string) string { return other },
	"of a newer schema":  func(body, _ string) string { return strings.Replace(body, schema(0), schema(1), 1) },
	"of a future format": func(string, string) string { return `{"schema":9,"room":{"id":7}}` },
}

// schema returns the member that states the schema of an object, which is by that much newer than this program's.
func schema(newer int) string { return fmt.Sprintf(`"schema":%d`, room.Schema+newer) }

// damagedObject is a room's object that was damaged, or deleted.
type damagedObject struct{ kind, way, key string }

// newer reports whether the object is of a newer schema.
func (d damagedObject) newer() bool { return strings.HasPrefix(d.way, "of a ") }

// named is what verify must print.
func (d damagedObject) named() string {
	if d.way == "lost" {
		return kinds[d.kind].lost
	}
	return d.key
}

// damage damages the object of a kind in the room demo in one of the ways, or deletes it.
func (b *bucketApp) damage(t *testing.T, kind, way string) damagedObject {
	t.Helper()
	k := kinds[kind]
	key, other := b.keys(t, "demo", k.folder)[k.nth], b.keys(t, "other", k.folder)[k.nth]
	if way == "lost" {
		b.remove(t, key)
	} else {
		b.put(t, key, ways[way](b.read(t, key), b.read(t, other)))
	}
	return damagedObject{kind, way, key}
}

// Each kind of object is damaged in each way. verify names it, with the table and without. restore
// brings all rooms back, or names the room. Repaired is what can be.
func TestSN5_SN7_SN10_eachObjectIsDamagedInEachWay(t *testing.T) {
	for kind := range kinds {
		for _, way := range append(slices.Sorted(maps.Keys(ways)), "lost") {
			if way == "lost" && kinds[kind].lost == "" {
				continue
			}
			t.Run(kind+" "+way, func(t *testing.T) {
				b := newBucketApp(t)
				d := b.damage(t, kind, way)
				table := b.rooms
				b.verifyNames(t, d)
				b.rooms = memory.New()
				wantContains(t, b.exits1(t, "verify", "-all"), d.named(), "other: 5 changes replayed, 1 differences")
				b.restoreAll(t, d)
				b.restoreIntoAnotherBucket(t, d)
				b.rooms = table
				b.repair(t, d)
			})
		}
	}
}

func (b *bucketApp) verifyNames(t *testing.T, d damagedObject) {
	t.Helper()
	out := b.exits1(t, "verify", "-all")
	wantContains(t, out, d.named(), "other: 5 changes replayed, no differences\n")
	if strings.Count(out, "\n") > 5 {
		t.Errorf("one damaged object gives\n%s", out)
	}
}

// exits1 runs a command line that must exit with 1, and returns all that it prints.
func (b *bucketApp) exits1(t *testing.T, args ...string) string {
	t.Helper()
	stdout, stderr := b.failsPartly(t, args...)
	return stdout + stderr
}

// repair checks that snapshots and the time of deletion are written again. History and named
// moments have no second copy, and objects of a newer schema are not overwritten.
func (b *bucketApp) repair(t *testing.T, d damagedObject) {
	t.Helper()
	if !d.newer() && !strings.Contains(d.kind, "segment") && d.kind != "the named moments" {
		wantContains(t, b.must(t, "verify", "-all", "-repair"), "no differences; 1 objects repaired")
		b.must(t, "verify", "-all")
		return
	}
	before := b.objects(t, "demo")
	wantContains(t, b.exits1(t, "verify", "-all", "-repair"), d.named())
	if after := b.objects(t, "demo"); !maps.Equal(after, before) {
		t.Errorf("objects are %q, before %q", after, before)
	}
}

// objects returns the bodies of a room's objects by their keys.
func (b *bucketApp) objects(t *testing.T, id string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, key := range b.keys(t, id, "") {
		all[key] = b.read(t, key)
	}
	return all
}

// restoreAll checks that every room is restored to a lost table. The newest snapshot, or what it is
// rebuilt from, has all rows; one of a newer schema is refused, and named.
func (b *bucketApp) restoreAll(t *testing.T, d damagedObject) {
	t.Helper()
	if d.kind == "the newest snapshot" && d.newer() {
		wantContains(t, b.exits1(t, "restore", "-all", "-from-bucket", "archive"),
			"1 rooms, 3 rows written", "demo: ", d.key, "1 of 2 rooms failed")
		return
	}
	wantContains(t, b.must(t, "restore", "-all", "-from-bucket", "archive"), "2 rooms, 6 rows written")
	b.wantRoom(t, "demo")
	b.wantRoom(t, "other")
}

// restoreIntoAnotherBucket checks that the archive is whole in another bucket, or that what could
// not be copied is named.
func (b *bucketApp) restoreIntoAnotherBucket(t *testing.T, d damagedObject) {
	t.Helper()
	b.rooms = memory.New()
	b.env["HOMSTYLE_BUCKET"] = "new"
	defer func() { b.env["HOMSTYLE_BUCKET"] = "archive" }()
	b.out.Reset()
	b.err.Reset()
	code := b.run(t.Context(), []string{"restore", "-all", "-from-bucket", "archive"})
	restored := b.out.String() + b.err.String()
	if code != 0 && !strings.Contains(restored, d.key) {
		t.Errorf("restore printed %q, want %s in it", restored, d.key)
	}
	if verified := b.run(t.Context(), []string{"verify", "-all"}); code == 0 && verified != 0 && d.way != "lost" {
		t.Errorf("restore is silent, verify prints %s%s", b.out.String(), b.err.String())
	}
	b.wantRoom(t, "other")
	if d.newer() {
		return
	}
	b.wantRoom(t, "demo")
	s, _, err := b.in("new").Snapshot(t.Context(), "demo")
	if erased := noon.Add(-4 * time.Hour); err != nil || !s.Erased.Equal(erased) {
		t.Errorf("deleted at %s in the new bucket, %v; want %s", s.Erased, err, erased)
	}
}

// The next change replaces a damaged newest snapshot, and is not stopped by any other damage.
func TestSN7_nextChangeAfterDamage(t *testing.T) {
	for kind := range kinds {
		for _, way := range []string{"lost", "emptied", "another room's"} {
			t.Run(kind+" "+way, func(t *testing.T) {
				b := newBucketApp(t)
				b.damage(t, kind, way)
				b.change(t, "demo", 1, room.Update{ID: "sofa", Variant: new("red"), Version: 2})
				s, _, err := b.in("archive").Snapshot(t.Context(), "demo")
				if err != nil || s.Items["sofa"].Version != 3 || s.Plan.Version != 1 || s.Erased.IsZero() {
					t.Errorf("the newest snapshot is %+v, %v", s, err)
				}
				if kind == "the newest snapshot" {
					b.must(t, "verify", "-all")
				}
			})
		}
	}
}

// wantRoom fails the test unless the table has the room as newBucketApp made it.
func (b *bucketApp) wantRoom(t *testing.T, id room.ID) {
	t.Helper()
	r, err := b.rooms.Load(t.Context(), id)
	s := archive.OfRoom(r)
	if err != nil || s.Plan.Version != 1 || s.Items["sofa"].Variant != "moss" || !s.Items["rug"].Removed || len(s.Items) != 2 {
		t.Errorf("the table has %+v, %v", s, err)
	}
}

// A copy of an object under another key of the same folder is no object of the room.
func TestSN5_verifyNamesCopiesOfObjects(t *testing.T) {
	for _, folder := range []string{"history/", "snapshots/"} {
		for name, copied := range map[string]func(key string) string{
			"of another time":     func(key string) string { return strings.Replace(key, folder+"0017", folder+"0018", 1) },
			"with another suffix": func(key string) string { return strings.Replace(key, ".json", " (1).json", 1) },
			"without a time":      func(string) string { return "rooms/demo/" + folder + "copy.json" },
		} {
			t.Run(folder+" "+name, func(t *testing.T) {
				b := newBucketApp(t)
				original := b.keys(t, "demo", folder)[0]
				key := copied(original)
				b.put(t, key, b.read(t, original))
				wantContains(t, b.exits1(t, "verify", "-all"), key, "other: 5 changes replayed, no differences")
				b.rooms = memory.New()
				b.must(t, "restore", "-all", "-from-bucket", "archive")
				b.wantRoom(t, "demo")
			})
		}
	}
}

// With the newest snapshot and a segment damaged, the room can't be rebuilt: it is named, and the
// other room is restored.
func TestSN10_roomThatCannotBeRebuiltIsNamed(t *testing.T) {
	for way, replace := range ways {
		t.Run(way, func(t *testing.T) {
			b := newBucketApp(t)
			segment := b.keys(t, "demo", "history/")[4]
			b.put(t, segment, replace(b.read(t, segment), b.read(t, b.keys(t, "other", "history/")[4])))
			b.put(t, "rooms/demo/snapshot.json", "")
			wantContains(t, b.exits1(t, "verify", "-all", "-repair"),
				segment, "rooms/demo/snapshot.json", archive.ErrNotWhole.Error())
			b.rooms = memory.New()
			wantContains(t, b.exits1(t, "restore", "-all", "-from-bucket", "archive"),
				"1 rooms, 3 rows written", "demo: ", segment)
			b.wantRoom(t, "other")
			b.rooms = memory.New()
			b.exits1(t, "verify", "-all")
			wantContains(t, b.out.String(), segment, "rooms/demo/snapshot.json")
		})
	}
}

// "No plan" does not mean "deleted": with its archive lost but for one kind of object, a room is
// reported, unless all that is left is the time of its deletion.
func TestSN10_onlyATimeOfDeletionMeansDeleted(t *testing.T) {
	for left, found := range map[string]string{
		"snapshot.json": "history lacks", "snapshots/": "the newest snapshot is missing",
		"history/": "the newest snapshot is missing", "moments.json": archive.ErrNoPlan.Error(), "erased.json": "the newest snapshot is missing",
	} {
		t.Run(left, func(t *testing.T) {
			b := newBucketApp(t)
			for _, key := range b.keys(t, "demo", "") {
				if !strings.HasPrefix(key, "rooms/demo/"+left) {
					b.remove(t, key)
				}
			}
			lost := "the newest snapshot is missing"
			if left == "snapshot.json" {
				lost = found
			}
			wantContains(t, b.exits1(t, "verify", "-all"), lost)
			b.rooms = memory.New()
			out := b.exits1(t, "verify", "-room", "demo")
			wantContains(t, out, found)
			if gone := left == "erased.json"; gone == strings.Contains(out, "restore -from-bucket") && left != "moments.json" {
				t.Errorf("verify printed %s", out)
			}
			if left == "erased.json" {
				wantContains(t, b.must(t, "restore", "-all", "-from-bucket", "archive"), "1 rooms, 3 rows written")
				wantContains(t, b.must(t, "verify", "-room", "demo", "-repair"), "no differences; 1 objects repaired")
			}
		})
	}
}

// An export of a part of a room is no backup.
func TestSN5_exportOfADamagedRoomLeavesNoFile(t *testing.T) {
	b := newBucketApp(t)
	d := b.damage(t, "the last segment", "garbage")
	file := filepath.Join(t.TempDir(), "demo.jsonl")
	wantContains(t, b.exits1(t, "export", "-room", "demo", "-out", file), d.key)
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of a failed export exists: %v", err)
	}
	b.must(t, "export", "-room", "other", "-out", file)
	b.exits1(t, "export", "-room", "demo", "-out", file)
	if text, err := os.ReadFile(file); err != nil || len(text) == 0 {
		t.Errorf("an export of another room was removed: %v", err)
	}
}

// The table has a room of which the bucket has nothing.
func TestSN5_verifyAllNamesARoomThatTheBucketLacks(t *testing.T) {
	b := newBucketApp(t)
	for _, key := range b.keys(t, "demo", "") {
		b.remove(t, key)
	}
	wantContains(t, b.exits1(t, "verify", "-all"),
		"demo: 0 changes replayed", "the newest snapshot is missing", "other: 5 changes replayed, no differences")
}

// Changes expire after HistoryDays. A lost segment of a younger room is not taken for expired.
func TestSN5_expiredHistoryIsNotLost(t *testing.T) {
	b := newBucketApp(t)
	b.remove(t, b.keys(t, "demo", "history/")[0])
	b.remove(t, b.keys(t, "demo", "history/")[0]) // the plan, and the sofa's first version
	wantContains(t, b.exits1(t, "verify", "-room", "demo"),
		"history lacks version 1 of the plan", "history lacks version 1 of sofa")
	at := b.now
	b.app.now = func() time.Time { return at().AddDate(0, 0, 730).Add(-2 * time.Hour) }
	out := b.must(t, "verify", "-room", "demo")
	wantContains(t, out, "demo: 3 changes replayed, no differences; older changes have expired")
	b.app.now = func() time.Time { return at().AddDate(3, 0, 0) }
	for _, key := range append(b.keys(t, "demo", "history/"), b.keys(t, "demo", "snapshots/")...) {
		b.remove(t, key)
	}
	wantContains(t, b.must(t, "verify", "-room", "demo"), "demo: 0 changes replayed, no differences; older changes have expired")
	b.exits1(t, "verify", "-room", "demo", "-history-days", fmt.Sprint(4*366))
}

// A second restore from the old bucket neither undoes changes that were made since in the new one
// nor brings back a room that was deleted since.
func TestSN10_secondRestoreIntoAnotherBucketKeepsWhatHappenedSince(t *testing.T) {
	b := newBucketApp(t)
	b.rooms = memory.New()
	b.env["HOMSTYLE_BUCKET"] = "new"
	b.must(t, "restore", "-all", "-from-bucket", "archive")
	b.must(t, "verify", "-all")
	b.rooms.OnChange(func(c archive.Change) {
		b.check(t, archive.Ingest(t.Context(), b.in("new"), c.Room, []archive.Change{c}))
	})
	b.change(t, "demo", 1, room.Update{ID: "sofa", Variant: new("red"), Version: 2})
	b.check(t, b.rooms.Erase(t.Context(), "other"))
	b.check(t, b.in("new").Erase(t.Context(), "other", noon))
	wantContains(t, b.must(t, "restore", "-all", "-from-bucket", "archive"), "1 rooms, 0 rows written")
	s, _, err := b.in("new").Snapshot(t.Context(), "demo")
	if err != nil || s.Items["sofa"].Variant != "red" {
		t.Errorf("the snapshot in the new bucket is %+v, %v", s, err)
	}
	if _, err := b.rooms.Load(t.Context(), "other"); room.CodeOf(err) != room.NotFound {
		t.Errorf("the deleted room is there again: %v", err)
	}
	b.must(t, "verify", "-all")
}
