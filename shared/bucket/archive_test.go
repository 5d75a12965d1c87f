package bucket_test

import (
	"errors"
	"net/http/httptest"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/localstack/objects"
	"homstyle.dev/planner/shared/bucket"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

func open(t testing.TB) (*bucket.Archive, *s3.Client) {
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
	return bucket.New(client, "rooms"), client
}

func TestArchive(t *testing.T) {
	roomtest.Archive(t, func(t testing.TB) room.Archive {
		a, _ := open(t)
		return a
	})
}

func TestPast(t *testing.T) {
	roomtest.ArchivePast(t, func(t testing.TB) roomtest.Past {
		a, _ := open(t)
		return a
	})
}

func put(t *testing.T, c *s3.Client, key, body string) {
	t.Helper()
	_, err := c.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String("rooms"), Key: &key, Body: strings.NewReader(body)})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSN7_snapshotThatCantBeReadIsMadeOfHistory(t *testing.T) {
	a, client := open(t)
	sofa := func(version int64) []room.Change {
		i := room.Item{ID: "sofa", Product: "p", Version: version, Changed: room.Author{At: roomtest.Epoch}}
		return []room.Change{{Room: "r", Item: &i, Sequence: room.Sequence(strconv.FormatInt(version, 10))}}
	}
	for v := range int64(3) {
		if err := room.Keep(t.Context(), a, "r", sofa(v+1)); err != nil {
			t.Fatal(err)
		}
	}
	put(t, client, "rooms/r/snapshot.json", "{half of")
	if _, _, err := a.Snapshot(t.Context(), "r"); !errors.Is(err, room.ErrUnreadable) {
		t.Fatalf("a broken snapshot: %v", err)
	}
	if err := room.Keep(t.Context(), a, "r", sofa(4)); err != nil {
		t.Fatal(err)
	}
	s, _, err := a.Snapshot(t.Context(), "r")
	if err != nil || s.Items["sofa"].Version != 4 {
		t.Errorf("snapshot is %+v, %v", s, err)
	}
}

// testdata/v1 is what the first schema wrote.
func TestMG1_objectsOfTheFirstSchemaAreBroughtUp(t *testing.T) {
	a, client := open(t)
	for _, name := range []string{"snapshot.json", "history/0000000000000000000000000000000000000001.json"} {
		body, err := os.ReadFile("testdata/v1/" + name)
		if err != nil {
			t.Fatal(err)
		}
		put(t, client, "rooms/demo/"+name, string(body))
	}
	s, _, err := a.Snapshot(t.Context(), "demo")
	if err != nil || s.Plan.Ceiling == nil || *s.Plan.Ceiling != 2500 || s.Items["sofa-1"].X != 2100 {
		t.Errorf("snapshot is %+v, %v", s, err)
	}
	replayed, err := room.Replay(t.Context(), a, "demo")
	if err != nil || !reflect.DeepEqual(replayed.Plan, s.Plan) || !reflect.DeepEqual(replayed.Items, s.Items) {
		t.Errorf("history folds to %+v, %v\nsnapshot is      %+v", replayed, err, s)
	}
}

func TestMG2_objectsOfANewerSchemaAreRefused(t *testing.T) {
	a, client := open(t)
	put(t, client, "rooms/demo/snapshot.json", `{"schema":3,"room":"demo"}`)
	if _, _, err := a.Snapshot(t.Context(), "demo"); err == nil || !strings.Contains(err.Error(), "schema 3") {
		t.Errorf("%v, want the schema named", err)
	}
}
