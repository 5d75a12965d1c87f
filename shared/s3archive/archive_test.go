package s3archive_test

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"reflect"
	"strconv"
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
	"homstyle.dev/planner/shared/s3archive"
)

func open(t testing.TB) (*s3archive.Archive, *s3.Client) {
	store, err := objects.Open("", []string{"rooms"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	client := s3.New(s3.Options{
		Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
	return s3archive.New(client, "rooms"), client
}

func TestArchive(t *testing.T) {
	roomtest.Archive(t, func(t testing.TB) archive.Store {
		a, _ := open(t)
		return a
	})
}

func TestPast(t *testing.T) {
	roomtest.ArchiveSuite(t, func(t testing.TB) roomtest.FullArchive {
		a, _ := open(t)
		return a
	})
}

func put(t *testing.T, c *s3.Client, key, body string) {
	t.Helper()
	in := &s3.PutObjectInput{Bucket: aws.String("rooms"), Key: &key, Body: strings.NewReader(body)}
	_, err := c.PutObject(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
}

// furnished returns an archive of a room with a plan and a sofa, which was changed over two
// hours and has version 4.
func furnished(t *testing.T) (*s3archive.Archive, *s3.Client) {
	t.Helper()
	a, client := open(t)
	plan := roomtest.Plan()
	plan.Version, plan.Changed = 1, room.Author{At: roomtest.Epoch}
	ingest(t, a, archive.Change{Room: "r", Plan: &plan, Sequence: "1"})
	for v := range int64(4) {
		ingest(t, a, sofa(v+1))
	}
	return a, client
}

// sofa returns a change to that version, half an hour after the one before.
func sofa(version int64) archive.Change {
	at := roomtest.Epoch.Add(time.Duration(version) * 30 * time.Minute)
	i := room.Item{ID: "sofa", Product: "p", Version: version, Changed: room.Author{At: at}}
	return archive.Change{Room: "r", Item: &i, Sequence: archive.Sequence(strconv.FormatInt(version+1, 10))}
}

func ingest(t *testing.T, a *s3archive.Archive, c archive.Change) {
	t.Helper()
	if err := archive.Ingest(t.Context(), a, "r", []archive.Change{c}); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, c *s3.Client, key string) {
	t.Helper()
	_, err := c.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String("rooms"), Key: &key})
	if err != nil {
		t.Fatal(err)
	}
}

// wantSnapshot fails the test unless the newest snapshot has the plan and the sofa at that
// version.
func wantSnapshot(t *testing.T, a *s3archive.Archive, version int64) {
	t.Helper()
	s, _, err := a.Snapshot(t.Context(), "r")
	if got := s.Items["sofa"].Version; err != nil || got != version || s.Plan.Version != 1 {
		t.Errorf("the snapshot has plan %d and sofa %d, %v; want 1 and %d", s.Plan.Version, got, err, version)
	}
}

const newest = "rooms/r/snapshot.json"

func TestSN7_unreadableSnapshotIsRebuilt(t *testing.T) {
	a, client := furnished(t)
	put(t, client, newest, "{half of")
	if _, _, err := a.Snapshot(t.Context(), "r"); !errors.Is(err, archive.ErrUnreadable) {
		t.Fatalf("a broken snapshot: %v", err)
	}
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
	put(t, client, newest, "{}")
	ingest(t, a, sofa(5)) // repeated by the stream
	wantSnapshot(t, a, 5)
}

func TestSN7_missingSnapshotIsRebuilt(t *testing.T) {
	a, client := furnished(t)
	remove(t, client, newest)
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
	remove(t, client, newest)
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
}

// The plan's segment is past its retention: only hourly snapshots have the plan. The newest one
// of them can't be read, either.
func TestSN7_rebuildBeginsWithTheNewestHourlySnapshot(t *testing.T) {
	a, client := furnished(t)
	for _, prefix := range []string{"rooms/r/history/", "rooms/r/snapshots/"} {
		found := keys(t, client, prefix)
		if len(found) < 2 {
			t.Fatalf("%d objects under %s", len(found), prefix)
		}
		if prefix == "rooms/r/history/" {
			remove(t, client, found[0])
		} else {
			put(t, client, found[len(found)-1], "{half of")
		}
	}
	put(t, client, newest, "{half of")
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
}

// A snapshot with items and no plan was made while the history could not be read.
func TestSN7_planIsReadFromTheHistoryAgain(t *testing.T) {
	a, client := furnished(t)
	lost, revision, err := a.Snapshot(t.Context(), "r")
	if err != nil {
		t.Fatal(err)
	}
	lost.Plan = room.Plan{}
	if err := a.Replace(t.Context(), lost, revision); err != nil {
		t.Fatal(err)
	}
	// The item is in the snapshot only: its segment has expired.
	remove(t, client, keys(t, client, "rooms/r/history/")[4])
	ingest(t, a, sofa(4))
	wantSnapshot(t, a, 4)
}

// Without the newest snapshot and the time of deletion, older rows can't be told from those of a
// room that was created again.
func TestSN7_SN4_unreadableTimeOfDeletionIsNoDeletion(t *testing.T) {
	a, client := furnished(t)
	if err := a.Erase(t.Context(), "r", sofa(5).By().At); err != nil {
		t.Fatal(err)
	}
	remove(t, client, newest)
	put(t, client, "rooms/r/erased.json", "{}")
	err := archive.Ingest(t.Context(), a, "r", []archive.Change{sofa(4)})
	if !errors.Is(err, archive.ErrUnreadable) || !strings.Contains(err.Error(), "rooms/r/erased.json") {
		t.Errorf("ingest: %v, want ErrUnreadable with the key", err) // the record is quarantined
	}
	if _, err := archive.Newest(t.Context(), a, "r"); !errors.Is(err, archive.ErrUnreadable) {
		t.Errorf("newest: %v, want ErrUnreadable", err)
	}
	gone := sofa(6).By().At
	if err := a.Erase(t.Context(), "r", gone); err != nil {
		t.Fatal(err)
	}
	if s, err := archive.Newest(t.Context(), a, "r"); err != nil || !s.Erased.Equal(gone) {
		t.Errorf("deleted again: %+v, %v", s, err)
	}
}

// Objects of the first schema had neither a schema nor a room.
func TestMG1_deletionAndNamedMomentsOfTheFirstSchema(t *testing.T) {
	a, client := open(t)
	put(t, client, "rooms/r/erased.json", `{"at":1767225600000}`)
	put(t, client, "rooms/r/moments.json", `{"moments":[{"at":1767225600001,"name":"first","by":{"user":"u","name":"n","at":1767225600001}}]}`)
	if s, _, err := a.Snapshot(t.Context(), "r"); err != nil || s.Erased.UnixMilli() != 1767225600000 {
		t.Errorf("deleted at %s, %v", s.Erased, err)
	}
	if all, err := a.ListNamedVersions(t.Context(), "r"); err != nil || len(all) != 1 {
		t.Errorf("named versions %+v, %v", all, err)
	}
}

func TestSN7_deletionIsNotForgotten(t *testing.T) {
	for name, damage := range map[string]func(*testing.T, *s3.Client){
		"snapshot missing":    func(t *testing.T, c *s3.Client) { remove(t, c, newest) },
		"snapshot unreadable": func(t *testing.T, c *s3.Client) { put(t, c, newest, "{half of") },
	} {
		t.Run(name, func(t *testing.T) {
			a, client := furnished(t)
			gone := sofa(5).By().At
			if err := a.Erase(t.Context(), "r", gone); err != nil {
				t.Fatal(err)
			}
			// The deletion was interrupted: a segment is left.
			if err := a.Append(t.Context(), "r", []archive.Change{sofa(4)}); err != nil {
				t.Fatal(err)
			}
			damage(t, client)
			ingest(t, a, sofa(5)) // a late change of before the deletion
			s, err := archive.Newest(t.Context(), a, "r")
			if err != nil || len(s.Items) > 0 || !s.Erased.Equal(gone) {
				t.Errorf("the deleted room is %+v, %v", s, err)
			}
		})
	}
}

// testdata/v1 and v2 have objects in schema 1, which had no ceiling, and 2, which had no heights.
func TestMG1_objectsOfOlderSchemasAreConverted(t *testing.T) {
	for version, ceiling := range map[string]*int{"v1": new(2500), "v2": nil} {
		a, client := open(t)
		for _, name := range []string{"snapshot.json", "history/0000000000000000000000000000000000000001.json"} {
			body, err := os.ReadFile("testdata/" + version + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			put(t, client, "rooms/demo/"+name, string(body))
		}
		s, _, err := a.Snapshot(t.Context(), "demo")
		if err != nil || !reflect.DeepEqual(s.Plan.Ceiling, ceiling) || len(s.Items) != 2 {
			t.Errorf("%s: snapshot is %+v, %v", version, s, err)
		}
		sofa := s.Items["sofa-1"]
		onFloor := room.Place{X: 2100, Y: 3980, Rotation: 180}
		if sofa.Product != "sofa.klinte" || sofa.Place != onFloor || sofa.Own != (room.Own{}) || sofa.Mirrored {
			t.Errorf("%s: the sofa is %+v", version, sofa)
		}
		replayed, err := archive.Rebuild(t.Context(), a, "demo", time.Time{})
		if err != nil || !reflect.DeepEqual(replayed.Plan, s.Plan) || !reflect.DeepEqual(replayed.Items, s.Items) {
			t.Errorf("%s: history folds to %+v, %v\nsnapshot is      %+v", version, replayed, err, s)
		}
	}
}

func TestMG2_objectsOfANewerSchemaAreRefused(t *testing.T) {
	a, client := furnished(t)
	const next = room.Schema + 1
	written := fmt.Sprintf(`{"schema":%d,"room":"r","plan":"in a kind of its own"}`, next)
	put(t, client, newest, written)
	refused := func(err error) {
		t.Helper()
		e, newer := errors.AsType[*room.NewerSchemaError](err)
		if !newer || e.Schema != next || !strings.Contains(err.Error(), fmt.Sprint("schema ", next)) {
			t.Errorf("%v, want the schema named", err)
		}
		if errors.Is(err, archive.ErrUnreadable) {
			t.Errorf("%v counts as unreadable", err)
		}
	}
	_, _, err := a.Snapshot(t.Context(), "r")
	refused(err)
	refused(archive.Ingest(t.Context(), a, "r", []archive.Change{sofa(5)}))
	if body := read(t, client, newest); body != written {
		t.Errorf("it was replaced by %s", body)
	}
	remove(t, client, newest)
	dates, err := a.HourlyTimes(t.Context(), "r")
	if err != nil || len(dates) == 0 {
		t.Fatalf("%v, %v", dates, err)
	}
	put(t, client, fmt.Sprintf("rooms/r/snapshots/%015d.json", dates[len(dates)-1].UnixMilli()), written)
	refused(archive.Ingest(t.Context(), a, "r", []archive.Change{sofa(5)}))
}
